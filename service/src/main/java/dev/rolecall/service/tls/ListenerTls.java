package dev.rolecall.service.tls;

import dev.rolecall.service.config.TlsConfig;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of one listener: 1.2 and 1.3, forward secrecy and authenticated encryption only (RFC 9325).
 * Files that are replaced are used for new connections within seconds; what cannot be used leaves
 * what was there in force, with a warning.
 */
public final class ListenerTls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerTls.class);

  /** New files are in use after twice this, as new tokens are. */
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Who has not shaken hands by then holds a connection for nothing. */
  private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(5);

  private static final Set<String> PROTOCOLS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));

  /** RFC 9325 § 4.2 and the three of TLS 1.3. */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("certificates").factory());
  private final String listener;
  private final TlsConfig config;
  private final InstantSource clock;
  private volatile Material inForce;
  private volatile Optional<String> unused = Optional.empty();

  private ListenerTls(String listener, TlsConfig config, InstantSource clock) {
    this.listener = listener;
    this.config = config;
    this.clock = clock;
    this.inForce = Material.read(config, clock.instant());
  }

  /**
   * Reads the files.
   *
   * @param listener its section of the configuration, for people
   * @throws TlsException when they cannot be used
   */
  public static ListenerTls open(String listener, TlsConfig config, InstantSource clock) {
    return new ListenerTls(listener, config, clock);
  }

  /** What is wrong with the files at this time; empty when they can be used. */
  public static Optional<String> problem(TlsConfig config, Instant now) {
    try {
      Material.read(config, now);
      return Optional.empty();
    } catch (TlsException unusable) {
      return Optional.of(String.valueOf(unusable.getMessage()));
    }
  }

  /** What somebody should do about files that can be used. */
  public static Optional<String> warning(TlsConfig config, Instant now) {
    return Expiry.warning(Material.read(config, now).ends(), now);
  }

  /** Makes a server speak TLS. */
  public HttpServerOptions applied(HttpServerOptions options) {
    Material material = inForce;
    options
        .setSsl(true)
        // HTTP/2 hides how long headers take; no identity provider asks for it.
        .setUseAlpn(false)
        .setSslHandshakeTimeout(LONGEST_HANDSHAKE.toSeconds())
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setKeyCertOptions(material.identity())
        .setClientAuth(material.clients());
    SUITES.forEach(options::addEnabledCipherSuite);
    material.authorities().ifPresent(options::setTrustOptions);
    return options;
  }

  /** From now on the server has what the files have. */
  public void renew(HttpServer server) {
    var unusedFuture =
        timer.scheduleWithFixedDelay(
            () -> look(server), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(HttpServer server) {
    try {
      Material read = Material.read(config, clock.instant());
      if (!read.fingerprint().equals(inForce.fingerprint())) {
        server
            .updateSSLOptions(options(read))
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(LONGEST_HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
            .join();
        inForce = read;
        LOG.atInfo().addKeyValue("listener", listener).log("The certificate was renewed");
      }
      unused = Optional.empty();
    } catch (TlsException unusable) {
      unused = Optional.of(String.valueOf(unusable.getMessage()));
    } catch (CompletionException refused) {
      unused = Optional.of("the new files were refused: " + refused.getCause());
    } catch (RuntimeException e) {
      // The edge of this timer: an unexpected failure must not end the watching.
      unused = Optional.of("the files cannot be watched: " + e.getClass().getSimpleName());
    }
  }

  private static ServerSSLOptions options(Material material) {
    ServerSSLOptions options =
        new ServerSSLOptions()
            .setClientAuth(material.clients())
            .setUseAlpn(false)
            .setSslHandshakeTimeout(LONGEST_HANDSHAKE.toSeconds())
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setEnabledSecureTransportProtocols(PROTOCOLS)
            .setKeyCertOptions(material.identity());
    SUITES.forEach(options::addEnabledCipherSuite);
    material.authorities().ifPresent(options::setTrustOptions);
    return options;
  }

  /** Days until the certificate in use expires; negative when it has. */
  public long daysLeft() {
    return ChronoUnit.DAYS.between(clock.instant(), inForce.ends());
  }

  /** What somebody should look at. */
  public Map<String, String> warnings() {
    String part = listener + ".tls";
    return unused
        .map(why -> Map.of(part, "what was in use stays in use: " + why))
        .or(() -> Expiry.warning(inForce.ends(), clock.instant()).map(text -> Map.of(part, text)))
        .orElse(Map.of());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
