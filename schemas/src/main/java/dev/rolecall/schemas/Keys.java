package dev.rolecall.schemas;

import java.util.regex.Pattern;

/**
 * The keys of all topics, written and read in one place. Keys are UTF-8 strings whose parts are
 * separated by slashes; a directory's name has none, so the first part of a key always is the
 * directory.
 */
public final class Keys {

  /** Directory that policy bundles are published to: rules apply to all directories. */
  public static final String POLICY_DIRECTORY = "rolecall-policy";

  /**
   * In place of a directory, where it is not known which one is meant; no directory may be called
   * so.
   */
  public static final String NO_DIRECTORY = "-";

  /** Key of the bundle in each partition of people. */
  public static final String PEOPLE_BUNDLE = "bundle";

  /** Before the id of whatever an operator decided, on its way through people to the guard. */
  private static final String PEOPLE_ORDER = "~order/";

  /** In place of the tool, in the ids of holds that hold a bundle. */
  private static final String OF_BUNDLES = "policy";

  private static final char IN_HOLD = '.';

  private static final String PEOPLE_PHASE = "~phase/";
  private static final Pattern DIRECTORY_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final String SCOPE_REPORT = "~scope/";
  private static final String SCOPE_REPORT_PART = "~scope#";
  private static final String TOOL_REPORT = "~tool";
  private static final String BINDING_REPORT = "~binding/";

  private Keys() {}

  /** Whether a directory may be called so: lower case, digits and dashes, at most 63. */
  public static boolean isDirectoryName(String name) {
    return DIRECTORY_NAME.matcher(name).matches() && !name.equals(POLICY_DIRECTORY);
  }

  /** Key of a person in people, access and status. */
  public static String person(String directory, String id) {
    return directory + "/" + id;
  }

  public static String user(String directory, String id) {
    return directory + "/user/" + id;
  }

  public static String group(String directory, String id) {
    return directory + "/group/" + id;
  }

  public static String member(String directory, String group, String member) {
    return directory + "/member/" + group + "/" + member;
  }

  public static String bundle(String directory) {
    return directory + "/bundle";
  }

  public static String heldBundle(String directory) {
    return directory + "/held-bundle";
  }

  /** Key of a directory's phase in the directory log. */
  public static String phase(String directory) {
    return directory + "/phase";
  }

  /** Key of a directory's phase in each partition of people. */
  public static String peoplePhase(String directory) {
    return PEOPLE_PHASE + directory;
  }

  /** Key in people of what an operator decided. */
  public static String peopleOrder(String command) {
    return PEOPLE_ORDER + command;
  }

  /** Whether a record of people goes to every partition, in order with the people of each. */
  public static boolean isForEveryPartition(String key) {
    return key.equals(PEOPLE_BUNDLE) || key.startsWith(PEOPLE_PHASE);
  }

  /**
   * Id of a hold.
   *
   * @param number tells the holds of a tool apart, hexadecimal
   */
  public static String hold(String tool, String number) {
    return tool + IN_HOLD + number;
  }

  /** Id of a hold that holds a bundle as a whole. */
  public static String holdOfBundle(String number) {
    return hold(OF_BUNDLES, number);
  }

  /** Whether the id is that of a hold of a bundle. */
  public static boolean isHoldOfBundle(String hold) {
    return hold.startsWith(OF_BUNDLES + IN_HOLD);
  }

  /** The tool that a hold is about, by its id; "" when the id names none. */
  public static String toolOfHold(String hold) {
    return hold.substring(0, Math.max(hold.indexOf(IN_HOLD), 0));
  }

  /** Key of what is held of one person, in holds. */
  public static String heldPerson(String hold, String directory, String person) {
    return held(hold, person(directory, person));
  }

  /** The same, of a person's key. */
  public static String held(String hold, String person) {
    return hold + "/" + person;
  }

  /** Key of what the sweep found in a scope, in a status topic: the first part of it. */
  public static String scopeReport(String scope) {
    return SCOPE_REPORT + scope;
  }

  /** Key of a further part, from 1, of what the sweep found in a scope. */
  public static String scopeReport(String scope, int part) {
    return part == 0 ? scopeReport(scope) : SCOPE_REPORT_PART + part + "/" + scope;
  }

  /** Key of how a tool is, in its status topic. */
  public static String toolReport() {
    return TOOL_REPORT;
  }

  /** Key of what a team or group of the tool holds, in a status topic. */
  public static String bindingReport(String holder) {
    return BINDING_REPORT + holder;
  }

  public static boolean isScopeReport(String key) {
    return key.startsWith(SCOPE_REPORT) || key.startsWith(SCOPE_REPORT_PART);
  }

  /** The scope that a key of a scope report is about. */
  public static String scopeOf(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  /** Which part of the report of its scope a key is about, from 0. */
  public static int partOf(String key) {
    return key.startsWith(SCOPE_REPORT_PART)
        ? Integer.parseInt(key.substring(SCOPE_REPORT_PART.length(), key.indexOf('/')))
        : 0;
  }

  public static boolean isToolReport(String key) {
    return key.equals(TOOL_REPORT);
  }

  public static boolean isBindingReport(String key) {
    return key.startsWith(BINDING_REPORT);
  }

  /** The team or group that a key of a binding report is about. */
  public static String holderOf(String key) {
    return key.substring(BINDING_REPORT.length());
  }

  /** Whether a record of a status topic is about a person: the key is that of people. */
  public static boolean isStatusOfPerson(String key) {
    return !key.startsWith("~");
  }

  /** The first part of a key. */
  public static String directoryOf(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /** What a key of the directory log is about; tells what a tombstone deletes. */
  public sealed interface DirectoryKey {
    record UserKey(String directory, String id) implements DirectoryKey {}

    record GroupKey(String directory, String id) implements DirectoryKey {}

    record MemberKey(String directory, String group, String member) implements DirectoryKey {}

    record BundleKey(String directory) implements DirectoryKey {}

    record HeldBundleKey(String directory) implements DirectoryKey {}

    record PhaseKey(String directory) implements DirectoryKey {}
  }

  /**
   * Reads a key of the directory log.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static DirectoryKey parse(String key) {
    String[] parts = key.split("/", 5);
    if (parts.length == 2 && parts[1].equals("bundle")) {
      return new DirectoryKey.BundleKey(parts[0]);
    }
    if (parts.length == 2 && parts[1].equals("held-bundle")) {
      return new DirectoryKey.HeldBundleKey(parts[0]);
    }
    if (parts.length == 2 && parts[1].equals("phase")) {
      return new DirectoryKey.PhaseKey(parts[0]);
    }
    if (parts.length == 3 && parts[1].equals("user")) {
      return new DirectoryKey.UserKey(parts[0], parts[2]);
    }
    if (parts.length == 3 && parts[1].equals("group")) {
      return new DirectoryKey.GroupKey(parts[0], parts[2]);
    }
    if (parts.length == 4 && parts[1].equals("member")) {
      return new DirectoryKey.MemberKey(parts[0], parts[2], parts[3]);
    }
    throw new IllegalArgumentException("not a key of the directory log");
  }
}
