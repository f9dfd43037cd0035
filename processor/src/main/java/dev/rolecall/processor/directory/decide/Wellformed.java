package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a command carries fits into keys and records. Ingest checks before; this decides.
 */
final class Wellformed {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Printable ASCII without the slash, which separates the parts of a key. */
  private static final Pattern MEMBER = Pattern.compile("[!-.0-~]{1,128}");

  /** A tool, or the word policy, and a number. */
  private static final Pattern HOLD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}[.][0-9a-f]{1,64}");

  private Wellformed() {}

  static boolean id(String id) {
    return UUID_TEXT.matcher(id).matches();
  }

  /**
   * Whether a user or a group has the id: a member is named by nothing else. It stays in use until
   * the last edge of who is deleted is gone.
   */
  static boolean isTaken(String id, DirectoryReads reads) {
    return reads.user(id) != null
        || reads.group(id) != null
        || reads.jobOfUser(id) != null
        || reads.jobOfGroup(id) != null;
  }

  /** Whether somebody is named as in people, and of this directory. */
  static boolean person(String person, String directory) {
    String before = Keys.person(directory, "");
    return person.startsWith(before) && id(person.substring(before.length()));
  }

  /** Whether somebody is named as in people, of any directory. */
  static boolean personOfAny(String person) {
    String directory = Keys.directoryOf(person);
    return Keys.isDirectoryName(directory) && person(person, directory);
  }

  /** Whether it may be the name of something in a tool. */
  static boolean name(String name) {
    return !name.isBlank()
        && bytes(name) <= Limits.NAME_BYTES
        && name.chars().noneMatch(Character::isISOControl);
  }

  /** Whether it fits as the id of a command, of any release. */
  static boolean command(String command) {
    return MEMBER.matcher(command).matches();
  }

  /** Whether a hold is named as the guard names them, in a revision that may have been shown. */
  static boolean hold(String hold, long revision) {
    return HOLD.matcher(hold).matches() && revision >= 0;
  }

  static @Nullable Refused user(User user) {
    if (user.getUserName().isBlank() || bytes(user.getUserName()) > Limits.NAME_BYTES) {
      return Refused.invalid("a userName has 1 to " + Limits.NAME_BYTES + " bytes");
    }
    if (tooLong(user.getExternalId())) {
      return Refused.invalid("an externalId has at most " + Limits.EXTERNAL_ID_BYTES + " bytes");
    }
    return encodedBytes(user) > Limits.USER_BYTES
        ? Refused.invalid("a user has at most " + Limits.USER_BYTES + " bytes in all attributes")
        : null;
  }

  static @Nullable Refused group(String displayName, @Nullable String externalId) {
    if (displayName.isBlank() || bytes(displayName) > Limits.NAME_BYTES) {
      return Refused.invalid("a group's displayName has 1 to " + Limits.NAME_BYTES + " bytes");
    }
    return tooLong(externalId)
        ? Refused.invalid("an externalId has at most " + Limits.EXTERNAL_ID_BYTES + " bytes")
        : null;
  }

  static @Nullable Refused members(List<String> add, List<String> remove) {
    if (add.size() + remove.size() > Limits.MEMBERS_PER_COMMAND) {
      return Refused.invalid(
          "one command changes at most "
              + Limits.MEMBERS_PER_COMMAND
              + " members; cut it in parts");
    }
    boolean allFit =
        add.stream().allMatch(Wellformed::member) && remove.stream().allMatch(Wellformed::member);
    return allFit
        ? null
        : Refused.invalid("a member id has 1 to 128 printable ASCII characters and no slash");
  }

  private static boolean member(String id) {
    return MEMBER.matcher(id).matches();
  }

  private static boolean tooLong(@Nullable String externalId) {
    return externalId != null && bytes(externalId) > Limits.EXTERNAL_ID_BYTES;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int encodedBytes(User user) {
    try {
      return User.getEncoder().encode(user).remaining();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
