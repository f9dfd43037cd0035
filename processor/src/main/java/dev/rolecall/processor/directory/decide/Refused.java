package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import org.jspecify.annotations.Nullable;

/** Why a command is rejected. The detail holds no personal data. */
record Refused(Refusal refusal, String detail, @Nullable Long currentVersion) {

  static Refused invalid(String detail) {
    return new Refused(Refusal.INVALID, detail, null);
  }

  static Refused notFound(String what) {
    return new Refused(Refusal.NOT_FOUND, "there is no such " + what, null);
  }

  static Refused taken(String what) {
    return new Refused(Refusal.UNIQUENESS, what + " is taken in this directory", null);
  }

  static Refused changedMeanwhile(long currentVersion) {
    return new Refused(
        Refusal.VERSION_MISMATCH,
        "the resource has changed since the version this is based on; read it again",
        currentVersion);
  }

  static Refused anotherPolicy(long currentVersion) {
    String inForce =
        currentVersion == 0
            ? "no policy is in force"
            : "version " + currentVersion + " of the policy is in force";
    return new Refused(
        Refusal.VERSION_MISMATCH,
        inForce + ", not the one that this was made for; plan again and apply the new plan",
        currentVersion);
  }

  /** Somebody was quicker, or what was shown is not what there is. */
  static Refused decided(String detail) {
    return new Refused(Refusal.VERSION_MISMATCH, detail, null);
  }

  static Refused expired() {
    return new Refused(
        Refusal.EXPIRED, "the command was appended after its deadline and took no effect", null);
  }

  static Refused poison() {
    return new Refused(Refusal.POISON, "the command cannot be decoded and took no effect", null);
  }

  Rejected asResult() {
    return new Rejected(refusal, detail, currentVersion);
  }
}
