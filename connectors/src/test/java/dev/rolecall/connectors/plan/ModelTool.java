package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.Whom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An honest tool in memory: groups as paths with a ladder of roles, labels as a set, accounts by
 * login, invitations by e-mail.
 */
public class ModelTool implements Connector {

  public static final ToolDescriptor DESCRIPTOR =
      describe(
          List.of(
              OffboardingStep.REVOKE_ROLES,
              OffboardingStep.DISABLE_ACCOUNT,
              OffboardingStep.REVOKE_CREDENTIALS));

  private static final Call CALL = new Call("PUT", "/members/{id}", 200);

  private final ToolDescriptor descriptor;
  private final Map<String, ObservedAccount> accounts = new TreeMap<>();
  private final Map<String, Map<String, ObservedRole>> roles = new TreeMap<>();
  private final List<String> journal = new ArrayList<>();
  private int nextId = 1;

  public ModelTool() {
    this(DESCRIPTOR);
  }

  public ModelTool(ToolDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  public static ToolDescriptor describe(List<OffboardingStep> offboarding) {
    Map<Ability, Support> everything =
        Arrays.stream(Ability.values()).collect(Collectors.toMap(it -> it, it -> Support.NATIVE));
    return new ToolDescriptor(
        "model",
        "",
        List.of(
            new ScopeShape("group", "{**}", RoleKind.LADDER, List.of("reader", "writer", "owner")),
            new ScopeShape("label", "label:{}", RoleKind.SET, List.of("red", "green", "blue"))),
        offboarding,
        everything,
        Map.of(),
        List.of(
            new ToolDescriptor.BindingShape(
                "team:{}",
                "pipeline:{}",
                List.of("read", "build"),
                Support.NATIVE,
                Support.NATIVE)),
        new ToolDescriptor.Calls(1, 1, 1));
  }

  /** Somebody makes an account by hand. */
  public synchronized ObservedAccount account(String login, Presence presence) {
    ObservedAccount account =
        new ObservedAccount(Integer.toString(nextId++), login, presence, false);
    accounts.put(account.id(), account);
    return account;
  }

  /** Somebody gives a role by hand. */
  public synchronized void give(String holder, String scope, String role, Holding holding) {
    rolesOf(holder)
        .put(key(scope, role, holding), new ObservedRole(scope, role, holding, Optional.empty()));
  }

  /** Somebody takes all roles of a scope by hand. */
  public synchronized void take(String holder, String scope) {
    remove(holder, scope, "");
  }

  /** Somebody deletes an account, or disables or enables it, by hand. */
  public synchronized void delete(String id) {
    accounts.remove(id);
    roles.remove(id);
  }

  public synchronized void set(String id, Presence presence) {
    ObservedAccount account = accounts.get(id);
    if (account != null) {
      accounts.put(id, new ObservedAccount(id, account.login(), presence, account.bot()));
    }
  }

  /** Somebody changes a login. */
  public synchronized void rename(String id, String login) {
    ObservedAccount account = accounts.get(id);
    if (account != null) {
      accounts.put(id, new ObservedAccount(id, login, account.presence(), account.bot()));
    }
  }

  /** Who holds what: "login scope role", sorted. */
  public synchronized List<String> state() {
    List<String> state = new ArrayList<>();
    roles.forEach((holder, held) ->
        held.values()
            .forEach(role -> state.add(loginOf(holder) + " " + role.scope() + " " + role.role())));
    state.sort(null);
    return state;
  }

  public synchronized Optional<ObservedAccount> accountOf(String login) {
    return accounts.values().stream().filter(it -> it.login().equals(login)).findFirst();
  }

  public synchronized int accounts() {
    return accounts.size();
  }

  /** Every change that reached the tool, in order, also those that changed nothing. */
  public synchronized List<String> journal() {
    return List.copyOf(journal);
  }

  @Override
  public ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public ToolHealth check() throws ToolException {
    return new ToolHealth(Optional.of("1"), Optional.empty(), List.of());
  }

  @Override
  public synchronized Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    Optional<ObservedAccount> account = find(whom);
    Optional<ObservedAccount> taken =
        account.isPresent() ? Optional.empty() : whom.createAs().flatMap(this::accountOf);
    List<ObservedRole> held = new ArrayList<>();
    account.ifPresent(it -> held.addAll(rolesOf(it.id()).values()));
    whom.email().ifPresent(email -> held.addAll(rolesOf(email).values()));
    held.removeIf(role -> !scopes.contains(role.scope()));
    Optional<String> foundBy = account.map(it -> whom.nativeId().isPresent() ? "id" : "login");
    Set<String> unknown =
        scopes.stream().filter(scope -> scope.startsWith("gone")).collect(Collectors.toSet());
    return new Observation(account, foundBy, taken, held, unknown);
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    return change(whom, change);
  }

  private synchronized Applied change(Whom whom, Change change) {
    journal.add(whom.createAs().or(whom::email).orElse("?") + ": " + Steps.describe(change));
    switch (change) {
      case Change.CreateAccount() -> account(whom.createAs().orElseThrow(), Presence.ACTIVE);
      case Change.EnableAccount() -> presence(whom, Presence.ACTIVE);
      case Change.DisableAccount() -> presence(whom, Presence.DISABLED);
      case Change.RevokeCredentials() -> {}
      case Change.EndSessions() -> {}
      case Change.DeleteAccount() -> {
        ObservedAccount gone = find(whom).orElseThrow();
        accounts.remove(gone.id());
        roles.remove(gone.id());
      }
      case Change.Invite(String scope, String role, Optional<LocalDate> ends) ->
          put(whom.email().orElseThrow(), scope, role, Holding.INVITED, ends);
      case Change.CancelInvite(String scope) -> remove(whom.email().orElseThrow(), scope, "");
      case Change.Grant(String scope, String role, Optional<LocalDate> ends) ->
          put(find(whom).orElseThrow().id(), scope, role, Holding.DIRECT, ends);
      case Change.ChangeRole(String scope, String from, String to, Optional<LocalDate> ends) -> {
        String id = find(whom).orElseThrow().id();
        rolesOf(id).remove(key(scope, from, Holding.DIRECT));
        put(id, scope, to, Holding.DIRECT, ends);
      }
      case Change.Revoke(String scope, String role) ->
          remove(find(whom).orElseThrow().id(), scope, role);
    }
    return new Applied.Done(CALL);
  }

  @Override
  public synchronized List<ObservedHolder> holders(String scope) throws ToolException {
    List<ObservedHolder> holders = new ArrayList<>();
    for (ObservedAccount account : accounts.values()) {
      for (ObservedRole role : rolesOf(account.id()).values()) {
        if (role.scope().equals(scope) && role.holding() == Holding.DIRECT) {
          holders.add(new ObservedHolder(account, role.role()));
        }
      }
    }
    return holders;
  }

  @Override
  public void close() {}

  private Optional<ObservedAccount> find(Whom whom) {
    if (whom.nativeId().isPresent()) {
      return Optional.ofNullable(accounts.get(whom.nativeId().get()));
    }
    return whom.find().stream().flatMap(by -> accountOf(by.value()).stream()).findFirst();
  }

  private void presence(Whom whom, Presence presence) {
    ObservedAccount account = find(whom).orElseThrow();
    accounts.put(
        account.id(), new ObservedAccount(account.id(), account.login(), presence, account.bot()));
  }

  private void put(
      String holder, String scope, String role, Holding holding, Optional<LocalDate> ends) {
    rolesOf(holder).put(key(scope, role, holding), new ObservedRole(scope, role, holding, ends));
  }

  private void remove(String holder, String scope, String role) {
    rolesOf(holder)
        .values()
        .removeIf(it -> it.scope().equals(scope) && (role.isEmpty() || it.role().equals(role)));
  }

  private Map<String, ObservedRole> rolesOf(String holder) {
    return roles.computeIfAbsent(holder, unused -> new TreeMap<>());
  }

  private String loginOf(String holder) {
    ObservedAccount account = accounts.get(holder);
    return account == null ? holder : account.login();
  }

  private static String key(String scope, String role, Holding holding) {
    return scope + "|" + role + "|" + holding;
  }
}
