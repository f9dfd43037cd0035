package dev.rolecall.policy.contract;

import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.User;
import java.util.Comparator;
import java.util.Optional;

/** Which of a person's mail addresses counts. */
public final class Emails {

  private Emails() {}

  /** The primary address, else the first one for work, else the first. */
  public static Optional<String> of(User user) {
    return user.getEmails().stream()
        .filter(email -> !email.getValue().isBlank())
        .min(Comparator.comparingInt(Emails::rank))
        .map(Labelled::getValue);
  }

  private static int rank(Labelled email) {
    if (email.getPrimary()) {
      return 0;
    }
    return "work".equalsIgnoreCase(email.getType()) ? 1 : 2;
  }
}
