package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Lookup;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person should have in a tool, and how far we may go.
 *
 * @param whom without a native id; see {@link #whom(Known)}
 * @param asked whether the access still is to be applied; false: it was, this is a look, and what
 *     the tool has more since then is reported, not taken away
 */
public record Desired(
    Disposition disposition, Whom whom, List<WantedRole> roles, Bounds bounds, boolean asked) {

  public Desired {
    roles = List.copyOf(roles);
  }

  /**
   * A role in a scope.
   *
   * @param ends the tool's own expiry; empty: never
   */
  public record WantedRole(String scope, String role, Optional<LocalDate> ends) {}

  public static Desired of(Access access, Control control, boolean asked) {
    return new Desired(
        access.getDisposition(),
        whom(access.getAccount()),
        access.getGrants().stream()
            .map(grant ->
                new WantedRole(
                    grant.getScope(),
                    grant.getRole(),
                    Optional.ofNullable(grant.getEnds()).map(Desired::lastDay)))
            .toList(),
        Bounds.of(control),
        asked);
  }

  /** The same, knowing what else writes to the tool and where others reversed what was done. */
  public Desired amid(Map<String, String> others, Set<String> stopped) {
    return new Desired(
        disposition,
        whom,
        roles,
        new Bounds(bounds.modes(), bounds.manage(), bounds.protect(), others, stopped),
        asked);
  }

  /** How to find the account: by its native id and nothing else, once that is known. */
  public Whom whom(Known known) {
    return new Whom(
        known.accountId(), whom.find(), whom.createAs(), whom.email(), whom.displayName());
  }

  /** Whether the person has left. */
  public boolean leaves() {
    return disposition == Disposition.LEAVER;
  }

  boolean manages(String scope) {
    return bounds.manage().matches(scope);
  }

  /** The roles in scopes that are managed. */
  List<WantedRole> managed() {
    return roles.stream().filter(role -> manages(role.scope())).toList();
  }

  private static Whom whom(AccountKey account) {
    return new Whom(
        Optional.empty(),
        account.getFind().stream().map(Desired::lookup).toList(),
        Optional.ofNullable(account.getCreateAs()),
        Optional.ofNullable(account.getEmail()),
        Optional.ofNullable(account.getDisplayName()));
  }

  private static Whom.Lookup lookup(Lookup lookup) {
    Whom.By by =
        switch (lookup.getBy()) {
          case LOGIN -> Whom.By.LOGIN;
          case EMAIL -> Whom.By.EMAIL;
          case EXTERNAL_ID -> Whom.By.EXTERNAL_ID;
        };
    return new Whom.Lookup(by, lookup.getValue());
  }

  /**
   * A tool's expiry takes effect at the start of a day, so it is the net beneath our own end, never
   * earlier than it.
   */
  private static LocalDate lastDay(Instant ends) {
    LocalDate day = LocalDate.ofInstant(ends, ZoneOffset.UTC);
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(ends) ? day : day.plusDays(1);
  }
}
