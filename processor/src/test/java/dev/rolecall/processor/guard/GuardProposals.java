package dev.rolecall.processor.guard;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Proposals as the access stage would make them. */
final class GuardProposals {

  static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Version NOT_YET = new Version(0L, 0L);

  static {
    // Avro's builders refuse our records until the codec has vouched for them.
    Codec.of(Access.class);
  }

  private GuardProposals() {}

  static Control control(long bundle, Mode mode) {
    return Control.newBuilder()
        .setTool("drone")
        .setVersion(new Version(0L, bundle))
        .setDigest("digest of " + mode)
        .setMode(mode)
        .setManage(List.of("server"))
        .setBundle("bundle-" + bundle)
        .setCause(cause("publish-" + bundle, NOON))
        .build();
  }

  static Access joiner(String person, String key, String... roles) {
    List<Grant> grants = new ArrayList<>();
    for (String role : roles) {
      Reason reason =
          new Reason("rule-of-" + role, "10.yaml", 7, "digest", null, null, List.of(), null);
      grants.add(new Grant("server", role, null, List.of(reason)));
    }
    return access(person, key, Disposition.CONVERGE, grants);
  }

  static Access leaver(String person, String key) {
    return access(person, key, Disposition.LEAVER, List.of());
  }

  private static Access access(
      String person, String key, Disposition disposition, List<Grant> grants) {
    return Access.newBuilder()
        .setTool("drone")
        .setDirectory("acme")
        .setPerson(person)
        .setVersion(NOT_YET)
        .setSettings(NOT_YET)
        .setDisposition(disposition)
        .setAccount(
            AccountKey.newBuilder()
                .setKey(key)
                .setFind(List.of(new Lookup(LookupBy.LOGIN, key)))
                .setCreateAs(key)
                .build())
        .setGrants(grants)
        .setCause(cause("command-of-" + person, NOON))
        .build();
  }

  static Cause cause(String command, Instant decidedAt) {
    return new Cause(
        Trigger.SCIM,
        command,
        "PUT /scim/v2/Users/1",
        "correlation",
        new Actor(ActorKind.IDP, "okta-2026"),
        decidedAt,
        decidedAt);
  }
}
