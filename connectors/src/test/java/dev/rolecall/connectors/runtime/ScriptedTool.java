package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.ModelTool;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.Whom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The model tool with faults: each queued fault meets one change. */
final class ScriptedTool extends ModelTool {

  enum Fault {
    /** The change is made, the answer is lost. */
    LOST_AFTER,
    /** The request never arrives. */
    LOST_BEFORE,
    TOO_MANY,
    /** As too many, with a pause that is long for a test. */
    TOO_MANY_FOR_LONG,
    REFUSED,
    /** Nobody else holds the role. */
    LAST,
    /** The change is made, and the call does not come back. */
    HANGS_AFTER,
    /** The change is made once the test lets it. */
    WAITS
  }

  static final Duration LONG = Duration.ofSeconds(3);

  private static final Applied.Call CALL = new Applied.Call("POST", "/members", 500);

  final CountDownLatch hanging = new CountDownLatch(1);
  final CountDownLatch go = new CountDownLatch(1);

  /** When each observation or change was asked for; the last one before a long pause is marked. */
  final List<Instant> calls = new CopyOnWriteArrayList<>();

  /** How often a scope was read. */
  final AtomicInteger sweeps = new AtomicInteger();

  volatile int callsBeforePause;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private volatile boolean unauthorised;
  private volatile boolean down;
  private volatile String broken = "";

  ScriptedTool(ToolDescriptor descriptor) {
    super(descriptor);
  }

  /** Whoever has this login cannot be read: every answer is nonsense. */
  void breaksFor(String login) {
    broken = login;
  }

  void fails(Fault... next) {
    faults.addAll(List.of(next));
  }

  void unauthorised(boolean is) {
    unauthorised = is;
  }

  void down(boolean is) {
    down = is;
  }

  /** What teams hold: role by resource, by team. */
  final Map<String, Map<String, String>> teams = new ConcurrentHashMap<>();

  final List<String> boundOrUnbound = new CopyOnWriteArrayList<>();

  @Override
  public Optional<Bindings> bindings() {
    return Optional.of(
        new Bindings() {
          @Override
          public Map<String, String> read(String holder) {
            return Map.copyOf(teams.getOrDefault(holder, Map.of()));
          }

          @Override
          public Applied bind(String holder, String resource, String role) {
            boundOrUnbound.add(holder + " " + resource + " " + role);
            teams.computeIfAbsent(holder, it -> new ConcurrentHashMap<>()).put(resource, role);
            return answered();
          }

          @Override
          public Applied unbind(String holder, String resource) {
            boundOrUnbound.add(holder + " -" + resource);
            teams.computeIfAbsent(holder, it -> new ConcurrentHashMap<>()).remove(resource);
            return answered();
          }

          private Applied answered() {
            return faults.poll() == Fault.LOST_AFTER
                ? new Applied.Unknown(CALL)
                : new Applied.Done(CALL);
          }
        });
  }

  volatile ToolHealth health = new ToolHealth(Optional.of("1"), Optional.empty(), List.of());

  @Override
  public ToolHealth check() throws ToolException {
    answer();
    return health;
  }

  @Override
  public synchronized List<ObservedHolder> holders(String scope) throws ToolException {
    sweeps.incrementAndGet();
    return super.holders(scope);
  }

  @Override
  public synchronized Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    calls.add(Instant.now());
    answer();
    if (whom.createAs().filter(broken::equals).isPresent()) {
      throw new IllegalStateException("nonsense");
    }
    return super.observe(whom, scopes);
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    calls.add(Instant.now());
    if (unauthorised) {
      return new Applied.Unauthorised(CALL, "401");
    }
    Fault fault = faults.poll();
    if (fault == null) {
      return super.apply(whom, change);
    }
    return switch (fault) {
      case LOST_AFTER -> {
        Applied made = super.apply(whom, change);
        yield new Applied.Unknown(made.call());
      }
      case LOST_BEFORE -> new Applied.Unknown(CALL);
      case TOO_MANY -> new Applied.NotNow(CALL, Optional.of(Duration.ofMillis(200)));
      case TOO_MANY_FOR_LONG -> {
        callsBeforePause = calls.size();
        yield new Applied.NotNow(CALL, Optional.of(LONG));
      }
      case WAITS -> {
        hanging.countDown();
        wait(go);
        yield super.apply(whom, change);
      }
      case LAST -> new Applied.LastHolder(CALL);
      case REFUSED -> new Applied.Refused(CALL, "the last owner");
      case HANGS_AFTER -> {
        Applied made = super.apply(whom, change);
        hanging.countDown();
        yield hang(made);
      }
    };
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
  }

  private static Applied hang(Applied made) {
    try {
      new CountDownLatch(1).await();
      return made;
    } catch (InterruptedException killed) {
      Thread.currentThread().interrupt();
      return new Applied.Unknown(made.call());
    }
  }

  private void answer() throws ToolException {
    if (unauthorised) {
      throw new ToolException(ToolException.Kind.UNAUTHORISED, "401");
    }
    if (down) {
      throw new ToolException(ToolException.Kind.UNAVAILABLE, "503");
    }
  }
}
