package dev.rolecall.console;

import dev.rolecall.policy.adopt.Account;
import dev.rolecall.policy.adopt.Holder.Has;
import dev.rolecall.policy.adopt.Origin;
import dev.rolecall.policy.draft.Cell;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.NativeAccount;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One account, put together from statuses and from what the sweep found. */
final class SeenAccount {

  private final NativeAccount account;
  private final SortedMap<Cell, Origin> cells = new TreeMap<>(Cell.CANONICAL);
  private Optional<String> email = Optional.empty();
  private Optional<String> externalId = Optional.empty();
  private boolean bot;

  SeenAccount(NativeAccount account) {
    this.account = account;
  }

  /** From the status of the person whose it is: knows better than a sweep how a role came. */
  void cell(dev.rolecall.schemas.avro.Cell cell) {
    Has has = has(cell);
    cells.put(has.cell(), has.origin());
  }

  void holder(String scope, Holder holder) {
    cells.putIfAbsent(new Cell(scope, holder.getRole()), origin(holder.getOrigin()));
    email = email.or(() -> Optional.ofNullable(holder.getEmail()));
    externalId = externalId.or(() -> Optional.ofNullable(holder.getExternalId()));
    bot |= holder.getBot();
  }

  List<Has> has() {
    return cells.entrySet().stream().map(each -> new Has(each.getKey(), each.getValue())).toList();
  }

  Account account() {
    return new Account(
        account.getId(),
        account.getLogin(),
        email,
        externalId,
        bot,
        state(account.getState()),
        List.copyOf(cells.keySet()));
  }

  static Has has(dev.rolecall.schemas.avro.Cell cell) {
    return new Has(new Cell(cell.getScope(), cell.getRole()), origin(cell.getOrigin()));
  }

  private static Origin origin(dev.rolecall.schemas.avro.Origin origin) {
    return switch (origin) {
      case GRANTED -> Origin.GRANTED;
      case ADOPTED -> Origin.ADOPTED;
      case UNEXPLAINED -> Origin.UNEXPLAINED;
    };
  }

  /** Words as connectors write them; one that is not known says nothing against the account. */
  private static Account.State state(String word) {
    return switch (word) {
      case "disabled" -> Account.State.DISABLED;
      case "locked" -> Account.State.LOCKED;
      case "invited" -> Account.State.INVITED;
      default -> Account.State.ACTIVE;
    };
  }
}
