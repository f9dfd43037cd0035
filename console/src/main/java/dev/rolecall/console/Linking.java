package dev.rolecall.console;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.views.trail.TrailReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a link by hand would mean, as things stand. */
final class Linking {

  private final TrailReader trail;
  private final People people;

  Linking(TrailReader trail, People people) {
    this.trail = trail;
    this.people = people;
  }

  /**
   * Whom a link is about.
   *
   * @param person as {@link People#find} takes it
   * @param externalId who that is when a directory was made anew, and ids with it
   * @param userName the same, of who has no external id
   */
  record Called(String person, Optional<String> externalId, Optional<String> userName) {
    /** Who is linked to what stays out of logs. */
    @Override
    public String toString() {
      return "Called[]";
    }
  }

  /**
   * A link that may be set.
   *
   * @param id of the person in the directory
   * @param account empty: the link is to be taken back
   * @param isChange false: it is so already
   */
  record Asked(
      String tool,
      String directory,
      String id,
      String key,
      Optional<NativeAccount> account,
      boolean isChange) {

    String person() {
      return Keys.person(directory, id);
    }

    SetLink order() {
      return new SetLink(
          tool,
          person(),
          key,
          account.map(NativeAccount::getId).orElse(null),
          account.map(NativeAccount::getLogin).orElse(""));
    }

    /** Who is linked to what stays out of logs. */
    @Override
    public String toString() {
      return "Asked[" + tool + "]";
    }
  }

  /**
   * The link, if it may be set.
   *
   * @param account the tool's own id, or a login that the last sweep saw
   * @throws Refused when the person has no access there, or the account is somebody else's
   */
  Asked of(String tool, Called called, Optional<String> account) {
    if (called.person().isBlank()) {
      throw new Refused(400, "say whose account it is: 'person' is missing");
    }
    People.Found person = people.find(called.person(), called.externalId().or(called::userName));
    Access access =
        trail.accesses(person.directory(), person.id()).stream()
            .filter(each -> each.getTool().equals(tool))
            .filter(each -> isOwn(each.getDisposition()))
            .findFirst()
            .orElseThrow(() ->
                Refused.absent(
                    409,
                    "no policy gives the person anything in "
                        + tool
                        + ", so there is nothing to link; a rule does, also while the tool is in"
                        + " observe"));
    Optional<NativeAccount> meant = account.map(each -> named(tool, each));
    meant.ifPresent(each -> refuseOthers(tool, person, each));
    return asked(tool, person.directory(), person.id(), access.getAccount().getKey(), meant);
  }

  /** The same, as things stand now. */
  Asked again(Asked asked) {
    return asked(asked.tool(), asked.directory(), asked.id(), asked.key(), asked.account());
  }

  private Asked asked(
      String tool, String directory, String id, String key, Optional<NativeAccount> account) {
    Optional<String> now =
        trail.linksOf(tool, directory, id).stream()
            .filter(link -> link.getKey().equals(key))
            .flatMap(link -> Stream.ofNullable(link.getAccount()))
            .map(NativeAccount::getId)
            .findFirst();
    boolean change = !now.equals(account.map(NativeAccount::getId));
    return new Asked(tool, directory, id, key, account, change);
  }

  private static boolean isOwn(Disposition disposition) {
    return switch (disposition) {
      case CONVERGE, LEAVER -> true;
      case CONFLICT, SUPERSEDED -> false;
    };
  }

  private void refuseOthers(String tool, People.Found person, NativeAccount account) {
    trail.linksTo(tool, account.getId()).stream()
        .filter(link ->
            !link.getDirectory().equals(person.directory())
                || !link.getPerson().equals(person.id()))
        .findFirst()
        .ifPresent(link -> {
          throw new Refused(
              409,
              "the account is linked to "
                  + Keys.person(link.getDirectory(), link.getPerson())
                  + "; take that link back first: rolecall tools link --unlink");
        });
  }

  /** By its login as the last sweep saw it; else it is the id. */
  private NativeAccount named(String tool, String account) {
    List<NativeAccount> seen = new ArrayList<>();
    EachReport.of(
        trail,
        tool,
        report ->
            report.getUnexplained().stream()
                .map(Holder::getAccount)
                .filter(each ->
                    each.getId().equals(account) || each.getLogin().equalsIgnoreCase(account))
                .forEach(seen::add));
    List<String> ids = seen.stream().map(NativeAccount::getId).distinct().toList();
    if (ids.size() > 1) {
      throw new Refused(
          409, "several accounts are called so; use the tool's own id: " + String.join(", ", ids));
    }
    return seen.stream().findFirst().orElseGet(() -> new NativeAccount(account, "", ""));
  }
}
