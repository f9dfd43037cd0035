package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.plan.CallCost;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.service.Health;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Question;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A console on a free port over models in memory, at noon of 20 November 2026. */
final class RunningConsole implements AutoCloseable {

  /** Avro makes our records only once a codec has vouched for them. */
  static final Codec<AuditEntry> VOUCHED_FOR = Topics.AUDIT_ENTRIES.values();

  /** Nobody but the test brings anything about: what is not there at once never comes. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private static final Tools TOOLS =
      new Tools(
          Map.of(
              "gitlab",
              new ToolShape(
                  "gitlab",
                  List.of(
                      new ScopeShape(
                          "group or project",
                          "{**}",
                          RoleKind.LADDER,
                          List.of("guest", "developer", "owner"))))));

  static final PolicyTools POLICY_TOOLS =
      new PolicyTools(TOOLS, Map.of("gitlab", new CallCost(1, 2, 3)), (tool, user) -> true);

  static final String READER = "reader-token";
  static final String PUBLISHER = "publisher-token";
  static final String DECIDER = "decider-token";
  static final String ADMIN = "admin-token";
  static final String EXPIRED = "expired-token";

  final DirectoryInMemory directory = new DirectoryInMemory();
  final TrailInMemory trail = new TrailInMemory();
  final Health health = new Health();
  final BlockingQueue<Question> asked = new LinkedBlockingQueue<>();

  /** What a command brings about, besides its answer. */
  volatile Consumer<Question> effect = question -> {};

  volatile Answer decision = new Answer.NotSent("nobody decides");

  private final AtomicLong made = new AtomicLong();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConsoleService service;

  RunningConsole() {
    LocalDate today = LocalDate.of(2026, 11, 20);
    service =
        ConsoleService.start(
            new ConsoleConfig(
                new Endpoint("127.0.0.1", 0),
                List.of(
                    operator("reader", READER, Optional.of(today.plusDays(1)), OperatorScope.READ),
                    operator("publisher", PUBLISHER, Optional.empty(), OperatorScope.POLICY),
                    operator("alice", DECIDER, Optional.empty(), OperatorScope.DECIDE),
                    operator("root", ADMIN, Optional.empty(), OperatorScope.ADMIN),
                    operator("old", EXPIRED, Optional.of(today), OperatorScope.ADMIN),
                    operator("careless", "", Optional.empty(), OperatorScope.ADMIN)),
                () -> directories(today),
                List.of(
                    ToolSamples.CONFIGURED,
                    new ConsoleConfig.ConfiguredTool("ci-7", "teamcity", false)),
                POLICY_TOOLS,
                directory,
                trail,
                this::decide,
                health,
                () -> "rolecall_ready 1\n",
                InstantSource.fixed(Samples.NOON),
                () -> new UUID(4, made.incrementAndGet()),
                PATIENCE));
  }

  private CompletableFuture<Answer> decide(Question question) {
    asked.add(question);
    effect.accept(question);
    return CompletableFuture.completedFuture(decision);
  }

  private static SortedMap<String, DirectoryConfig> directories(LocalDate today) {
    return new TreeMap<>(
        Map.of(
            "acme",
            DirectoryConfig.of(
                "acme",
                List.of(
                    token("okta", today.plusDays(9)),
                    token("okta-2025", today),
                    token("okta-2027", today.plusDays(TokenExpiry.SOON_DAYS)))),
            "beta",
            DirectoryConfig.of("beta", List.of())));
  }

  private static DirectoryToken token(String name, LocalDate expires) {
    return new DirectoryToken(
        new TokenHash(name, "0".repeat(64), Optional.of(expires)), EnumSet.allOf(TokenScope.class));
  }

  private static OperatorToken operator(
      String name, String token, Optional<LocalDate> expires, OperatorScope scope) {
    return new OperatorToken(new TokenHash(name, sha256(token), expires), List.of(scope));
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  record Reply(int status, String text, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
    }

    String error() {
      return json().path("error").asText();
    }
  }

  Reply get(String path) {
    return send(path, READER, null);
  }

  Reply post(String path, String token, String body) {
    return send(path, token, body);
  }

  /** Sends a request; without a body it is a GET. */
  Reply send(String path, @Nullable String token, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.url() + path.replace(" ", "%20")));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.POST(BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    service.close();
  }
}
