package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a person should have in a tool, and how far we may go.
 *
 * @param whom without a native id; see {@link #whom(Known)}
 * @param asked whether the access still is to be applied; false: it was, this is a look, and what
 *     the tool has more since then is reported, not taken away
 */
public record Desired(
    Disposition disposition,
    Whom whom,
    List<WantedRole> roles,
    Mode mode,
    ScopePatterns manage,
    ProtectedAccounts protect,
    boolean asked) {

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
        control.getMode(),
        new ScopePatterns(control.getManage()),
        new ProtectedAccounts(control.getProtect()),
        asked);
  }

  /** How to find the account: by its native id and nothing else, once that is known. */
  public Whom whom(Known known) {
    return new Whom(
        known.accountId(), whom.find(), whom.createAs(), whom.email(), whom.displayName());
  }

  boolean leaves() {
    return disposition == Disposition.LEAVER;
  }

  /** The roles in scopes that are managed. */
  List<WantedRole> managed() {
    return roles.stream().filter(role -> manage.matches(role.scope())).toList();
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
