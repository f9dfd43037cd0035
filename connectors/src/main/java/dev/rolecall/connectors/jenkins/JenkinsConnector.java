package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One Jenkins: reads here, writes in {@link JenkinsChanges}. */
final class JenkinsConnector implements Connector {
  private final ToolDescriptor descriptor;
  private final HttpCaller jenkins;
  private final JenkinsPeople people;
  private final RoleStrategy strategy;
  private final RoleNames names;
  private final Places places;
  private final JenkinsChanges changes;
  private final JenkinsHealth health;
  private final boolean matrix;

  JenkinsConnector(
      ToolDescriptor descriptor,
      ToolSettings settings,
      HttpCaller jenkins,
      RandomGenerator random) {
    this.descriptor = descriptor;
    this.jenkins = jenkins;
    JenkinsUsers users = new JenkinsUsers(jenkins, random);
    this.people = new JenkinsPeople(settings, users);
    this.strategy = new RoleStrategy(jenkins);
    this.names = new RoleNames(settings.options());
    this.places = new Places(jenkins);
    this.changes = new JenkinsChanges(people, users, jenkins, names);
    this.matrix = JenkinsConnectorType.matrix(settings.options());
    this.health = new JenkinsHealth(jenkins, people.ours(), matrix);
  }

  @Override
  public ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public ToolHealth check() throws ToolException {
    return health.check();
  }

  @Override
  public Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    Optional<JenkinsPeople.Found> found = people.find(whom);
    Optional<ObservedAccount> taken = found.isEmpty() ? people.taken(whom) : Optional.empty();
    Optional<String> login = found.map(JenkinsPeople.Found::login).or(() -> people.login(whom));
    Reading reading = new Reading();
    List<ObservedRole> roles = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    for (String scope : scopes) {
      Optional<Place> place = Place.of(scope);
      if (place.isEmpty() || !reading.knows(place.get())) {
        unknown.add(scope);
      } else if (login.isPresent()) {
        roles.addAll(reading.held(place.get(), login.get()));
      }
    }
    Optional<ObservedAccount> account =
        found.isPresent() ? Optional.of(people.observed(found.get().login())) : Optional.empty();
    return new Observation(account, found.map(JenkinsPeople.Found::by), taken, roles, unknown);
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    try {
      return changes.apply(whom, change);
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  @Override
  public List<ObservedHolder> holders(String scope) throws ToolException {
    Reading reading = new Reading();
    Optional<Place> place = Place.of(scope);
    if (matrix || place.isEmpty() || !reading.knows(place.get())) {
      throw new ToolException(Kind.UNEXPECTED, "Jenkins has no such scope to read");
    }
    Roles roles = reading.roles(place.get().shape());
    List<ObservedHolder> holders = new ArrayList<>();
    for (Map.Entry<String, String> name : names.names(place.get()).entrySet()) {
      Set<String> seen = new HashSet<>();
      for (Roles.Entry entry : roles.holders().getOrDefault(name.getValue(), List.of())) {
        if (entry.is(entry.sid())
            && seen.add(entry.sid().toLowerCase(Locale.ROOT))
            && !reading.implied(place.get(), name.getValue(), entry.sid())) {
          holders.add(new ObservedHolder(people.observed(entry.sid()), name.getKey()));
        }
      }
    }
    return holders;
  }

  @Override
  public void close() {
    jenkins.close();
  }

  /** What one observation reads: each map of roles once, and only those that it needs. */
  private final class Reading {
    private final Map<Shape, Roles> read = new EnumMap<>(Shape.class);

    Roles roles(Shape shape) throws ToolException {
      Roles roles = read.get(shape);
      if (roles == null) {
        roles = matrix ? new Roles(Map.of(), true) : strategy.read(shape);
        read.put(shape, roles);
      }
      return roles;
    }

    /** A place for which there is a role of ours is there. */
    boolean knows(Place place) throws ToolException {
      return place.shape() == Shape.GLOBAL
          || names.names(place).values().stream().anyMatch(roles(place.shape())::has)
          || places.exists(place);
    }

    List<ObservedRole> held(Place place, String login) throws ToolException {
      List<ObservedRole> held = new ArrayList<>();
      for (Map.Entry<String, String> name : names.names(place).entrySet()) {
        if (roles(place.shape()).holds(name.getValue(), login)) {
          Holding holding =
              implied(place, name.getValue(), login) ? Holding.INHERITED : Holding.DIRECT;
          held.add(new ObservedRole(place.scope(), name.getKey(), holding, Optional.empty()));
        }
      }
      return held;
    }

    /** Whether a role is there for the sake of others below. */
    boolean implied(Place place, String role, String login) throws ToolException {
      return place.shape() == Shape.GLOBAL
          && names.impliedRead().filter(role::equals).isPresent()
          && (!roles(Shape.FOLDER).heldBy(login).isEmpty()
              || !roles(Shape.AGENT).heldBy(login).isEmpty());
    }
  }
}
