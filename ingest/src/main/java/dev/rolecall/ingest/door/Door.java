package dev.rolecall.ingest.door;

import dev.rolecall.ingest.door.Admission.Entered;
import dev.rolecall.ingest.door.Admission.Refused;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Who may enter. A request is asked for its token, the token's scope, and whether its directory has
 * sent too many already, in this order: strangers use nothing up. What it refuses is counted and
 * told to the audit.
 *
 * <p>The directories can be replaced at any time; a request is judged by the old ones or the new
 * ones as a whole.
 */
public final class Door implements AutoCloseable {

  /** Each may wait some seconds for keys; a verification itself takes a tenth of a millisecond. */
  private static final int MOST_VERIFIED_AT_ONCE = 256;

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

  private record Ring(
      StaticTokens tokens,
      SignedTokens signed,
      Map<URI, IssuerKeys> keys,
      Map<String, RequestLimit> limits) {}

  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LONGEST_CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(background)
          .build();
  private final Brake brake = new Brake();
  private final Semaphore verifying = new Semaphore(MOST_VERIFIED_AT_ONCE);
  private final Expiries expiries;
  private final RefusalTrail trail;
  private volatile Ring ring;

  private Door(DoorConfig config) {
    this.expiries = new Expiries(config.metrics(), config.clock());
    this.trail = new RefusalTrail(config);
    this.ring = ring(config.directories(), Map.of(), Map.of());
    expiries.of(config.directories());
  }

  /** Opens; nothing is read before a signed token needs it. */
  public static Door open(DoorConfig config) {
    return new Door(config);
  }

  /** From now on these directories; keys and limits of what did not change stay. */
  public synchronized void use(Collection<DirectoryConfig> directories) {
    Ring before = ring;
    ring = ring(directories, before.keys(), before.limits());
    expiries.of(directories);
    before
        .keys()
        .forEach((address, keys) -> {
          if (!ring.keys().containsKey(address)) {
            keys.close();
          }
        });
  }

  /** The answer that needs no waiting; empty when the token has to be {@link #verify verified}. */
  public Optional<Admission> knock(Visit visit) {
    Ring now = ring;
    return switch (Bearer.of(visit.authorization())) {
      case Bearer.Missing() -> Optional.of(judge(now, visit, Recognition.stranger(Refusal.NONE)));
      case Bearer.Unreadable() ->
          Optional.of(judge(now, visit, Recognition.stranger(Refusal.MALFORMED)));
      case Bearer.Token token -> {
        Recognition recognised = now.tokens().recognise(token.text(), visit.at());
        boolean isKnown =
            !(recognised instanceof Recognition.Rejected rejected)
                || rejected.reason() != Refusal.UNKNOWN;
        yield isKnown || !token.isSigned() || now.signed().isEmpty()
            ? Optional.of(judge(now, visit, recognised))
            : Optional.empty();
      }
    };
  }

  /** Verifies a signed token. May read its issuer's keys: not for an event loop. */
  public Admission verify(Visit visit) {
    Ring now = ring;
    if (!(Bearer.of(visit.authorization()) instanceof Bearer.Token token)) {
      return judge(now, visit, Recognition.stranger(Refusal.MALFORMED));
    }
    if (!verifying.tryAcquire()) {
      return judge(now, visit, Recognition.stranger(Refusal.BUSY));
    }
    try {
      return judge(now, visit, now.signed().recognise(token.text(), visit.at()));
    } finally {
      verifying.release();
    }
  }

  /**
   * Takes one of the requests that a directory may send, for what is a request of its own inside
   * another; when there is none, after how long there will be.
   */
  public Optional<Duration> turn(String directory, Instant at) {
    RequestLimit limit = ring.limits().get(directory);
    return limit == null ? Optional.empty() : limit.take(at);
  }

  private Admission judge(Ring now, Visit visit, Recognition recognition) {
    return switch (recognition) {
      case Recognition.Known(Caller caller) -> judge(now, visit, caller);
      case Recognition.Rejected rejected -> {
        Optional<Duration> wait =
            rejected.reason().isFailure()
                ? brake.failed(visit.source(), visit.at())
                : Optional.empty();
        yield refuse(visit, rejected, wait);
      }
    };
  }

  private Admission judge(Ring now, Visit visit, Caller caller) {
    if (!caller.scopes().contains(visit.needed())) {
      return refuse(visit, rejected(Refusal.SCOPE, caller), Optional.empty());
    }
    RequestLimit limit = now.limits().get(caller.directory());
    Optional<Duration> wait = limit == null ? Optional.empty() : limit.take(visit.at());
    return wait.isPresent()
        ? refuse(visit, rejected(Refusal.LIMIT, caller), wait)
        : new Entered(caller);
  }

  private static Recognition.Rejected rejected(Refusal reason, Caller caller) {
    return new Recognition.Rejected(
        reason, Optional.of(caller.directory()), Optional.of(caller.token()));
  }

  private Refused refuse(Visit visit, Recognition.Rejected rejected, Optional<Duration> wait) {
    Refused refused =
        new Refused(
            rejected.reason(), visit.needed(), rejected.directory(), rejected.token(), wait);
    trail.refused(visit, refused);
    return refused;
  }

  /** What somebody should look at: keys that cannot be read. */
  public Map<String, String> warnings() {
    Map<String, String> warnings = new LinkedHashMap<>();
    ring.keys()
        .forEach((address, keys) ->
            keys.problem()
                .ifPresent(problem -> warnings.put("keys of " + address.getHost(), problem)));
    return warnings;
  }

  private Ring ring(
      Collection<DirectoryConfig> directories,
      Map<URI, IssuerKeys> keysBefore,
      Map<String, RequestLimit> limitsBefore) {
    Map<URI, IssuerKeys> keys = new LinkedHashMap<>();
    Map<String, RequestLimit> limits = new LinkedHashMap<>();
    for (DirectoryConfig directory : directories) {
      int perSecond = directory.requestsPerSecond().orElse(RequestLimit.PRESET_PER_SECOND);
      RequestLimit before = limitsBefore.get(directory.name());
      limits.put(
          directory.name(),
          before != null && before.perSecond() == perSecond ? before : new RequestLimit(perSecond));
      for (TokenIssuer issuer : directory.issuers()) {
        keys.computeIfAbsent(issuer.keys(), address -> keysAt(address, keysBefore));
      }
    }
    return new Ring(
        new StaticTokens(directories), new SignedTokens(directories, keys), keys, limits);
  }

  private IssuerKeys keysAt(URI address, Map<URI, IssuerKeys> before) {
    IssuerKeys kept = before.get(address);
    return kept != null ? kept : new IssuerKeys(new KeyReading(address, http), background);
  }

  @Override
  public void close() {
    trail.close();
    ring.keys().values().forEach(IssuerKeys::close);
    http.shutdownNow();
    background.shutdownNow();
  }
}
