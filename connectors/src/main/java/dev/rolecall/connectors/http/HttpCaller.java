package dev.rolecall.connectors.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Reply.NoAnswer;
import dev.rolecall.connectors.http.Reply.Reason;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls one instance of a tool. Each call asks for its permit, reads the token anew, ends within
 * the settings' time and comes back as a value. Nothing is retried or redirected.
 */
public final class HttpCaller implements AutoCloseable {
  /** A tool that accepts no connection in this time is down; waiting longer only holds a place. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Drone lists all users in one answer, some 200 bytes each: room for 80,000. */
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  /** The answers we read are four levels deep at most. */
  private static final int JSON_DEPTH = 32;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(JSON_DEPTH)
                          .maxDocumentLength(BODY_LIMIT)
                          .build())
                  .build())
          .build();

  private final ToolSettings settings;
  private final String address;
  private final TokenHeader tokenHeader;
  private final HttpClient client;

  /** In which header a tool takes its token. */
  public enum TokenHeader {
    BEARER("Authorization", "Bearer "),
    /** The configured token is a user's name, a colon and the token (RFC 7617). */
    BASIC("Authorization", "Basic "),
    PRIVATE_TOKEN("PRIVATE-TOKEN", ""),
    CIRCLE_TOKEN("Circle-Token", "");

    private final String header;
    private final String prefix;

    TokenHeader(String header, String prefix) {
      this.header = header;
      this.prefix = prefix;
    }

    private String value(String token) {
      String sent =
          this == BASIC
              ? Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))
              : token;
      return prefix + sent;
    }
  }

  /**
   * Makes no call.
   *
   * @param root path of the API below the tool's address, for example {@code /api/v4}
   */
  public HttpCaller(ToolSettings settings, String root, TokenHeader tokenHeader) {
    this.settings = settings;
    this.address = settings.url().toString().replaceAll("/+$", "") + root;
    this.tokenHeader = tokenHeader;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** An empty JSON object to send. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Makes a call that only reads.
   *
   * @return the body of a successful answer
   * @throws ToolException in every other case
   */
  public JsonNode read(Request request) throws ToolException {
    return Meaning.read(send(request));
  }

  /** Makes one call. */
  public Reply send(Request request) {
    Optional<String> token = token();
    if (token.isEmpty()) {
      return new NoAnswer(request.call(-1), Reason.NO_TOKEN);
    }
    HttpRequest call = outgoing(request, token.get());
    try {
      settings.permit().acquire(request.callClass());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new NoAnswer(request.call(-1), Reason.NOT_SENT);
    }
    return sent(request, call);
  }

  private Reply sent(Request request, HttpRequest call) {
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(call, head -> new LimitedBody(BODY_LIMIT));
    try {
      // The client's own timeout would end with the headers.
      return answer(
          request, response.get(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      response.cancel(true);
      return new NoAnswer(request.call(0), Reason.LOST);
    } catch (InterruptedException stopped) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      return new NoAnswer(request.call(0), Reason.LOST);
    } catch (ExecutionException failed) {
      return new NoAnswer(request.call(0), reason(failed.getCause()));
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest outgoing(Request request, String token) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(address + request.target()))
            .header(tokenHeader.header, tokenHeader.value(token))
            .header("Accept", "application/json")
            .header("User-Agent", "rolecall");
    BodyPublisher body =
        switch (request.content()) {
          case Request.Content.None none -> BodyPublishers.noBody();
          case Request.Content.Json(JsonNode json) -> {
            builder.header("Content-Type", "application/json");
            yield content(json);
          }
          case Request.Content.Form form -> {
            builder.header("Content-Type", "application/x-www-form-urlencoded");
            yield BodyPublishers.ofString(form.encoded());
          }
        };
    return builder.method(request.method(), body).build();
  }

  private static BodyPublisher content(JsonNode body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (JacksonException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Visible ASCII only: the JDK repeats a header it refuses, with its value, in its message. */
  private Optional<String> token() {
    try {
      return Optional.of(settings.token().get().strip())
          .filter(token -> token.matches("[\\x21-\\x7e]{1,4096}"));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private Answer answer(Request request, HttpResponse<byte[]> response) {
    if (response.statusCode() == 429) {
      settings.permit().refused();
    }
    Allowances.from(response.headers(), settings.time().instant())
        .ifPresent(settings.permit()::told);
    return new Answer(
        request.call(response.statusCode()),
        response.headers(),
        json(response.body()),
        new String(response.body(), StandardCharsets.UTF_8),
        RetryAfter.from(response.headers(), settings.time().instant()));
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static Reason reason(@Nullable Throwable cause) {
    return switch (cause) {
      case LimitedBody.TooLarge large -> Reason.TOO_LARGE;
      case ConnectException refused -> Reason.NOT_SENT;
      case HttpConnectTimeoutException late -> Reason.NOT_SENT;
      case SSLHandshakeException distrust -> Reason.NOT_SENT;
      case IOException wrapped when wrapped.getCause() instanceof LimitedBody.TooLarge ->
          Reason.TOO_LARGE;
      case IOException broken -> Reason.LOST;
      case null, default -> throw new IllegalStateException("The HTTP client failed", cause);
    };
  }
}
