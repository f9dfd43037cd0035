package dev.rolecall.processor.guard;

import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.ElevatedScope;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Roles that give more power than others, and groups that have come to give them by a new name. */
final class Elevation {

  private Elevation() {}

  static boolean isElevated(Control control, @Nullable Grant grant) {
    return grant != null && control.getElevated().stream().anyMatch(each -> names(each, grant));
  }

  private static boolean names(ElevatedScope elevated, Grant grant) {
    return elevated.getRoles().contains(grant.getRole())
        && new ScopeGlob(elevated.getScopes()).matches(grant.getScope());
  }

  /**
   * The group by whose new name alone a grant is given: it was created or renamed when the policy
   * was in force already, so no plan of a policy has shown it to anybody. Empty when another reason
   * gives the grant too.
   */
  static Optional<Reason> byNewName(Grant grant, @Nullable Instant inForceSince) {
    for (Reason reason : grant.getReasons()) {
      if (!isNew(reason.getGroup(), inForceSince)) {
        return Optional.empty();
      }
    }
    return grant.getReasons().stream().findFirst();
  }

  private static boolean isNew(@Nullable GroupRef group, @Nullable Instant inForceSince) {
    return group != null
        && group.getNamed() != null
        && inForceSince != null
        && group.getNamed().isAfter(inForceSince);
  }

  /** What one decision about a new name is about: that rule, that group, under that name. */
  static String subject(Reason reason) {
    GroupRef group = reason.getGroup();
    return group == null
        ? reason.getRule()
        : reason.getRule() + "/" + group.getId() + "/" + group.getNamed().toEpochMilli();
  }
}
