package dev.rolecall.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.app.UserError;
import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.OperatorClient;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every operators' command has: where the console is, how to print, and the calls to it. */
final class OperatorOptions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Conflict and unprocessable content: refused as things stand. */
  private static final Set<Integer> CONFLICTS = Set.of(409, 422);

  private static final String TOKEN = "ROLECALL_TOKEN";
  private static final Path HERE = Path.of("rolecall.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration of the installation; default: ./rolecall.yaml, else what was started"
              + " last.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** Reads from the console; parameters without a value are left out. */
  JsonNode get(String path, Map<String, Optional<String>> parameters) {
    return get(path, parameters, ANSWER);
  }

  /** As {@link #get(String, Map)}, of what may take so long. */
  JsonNode get(String path, Map<String, Optional<String>> parameters, Duration patience) {
    String query =
        parameters.entrySet().stream()
            .filter(each -> each.getValue().isPresent())
            .map(each -> each.getKey() + "=" + encoded(each.getValue().orElseThrow()))
            .collect(Collectors.joining("&"));
    return send(path + (query.isEmpty() ? "" : "?" + query), null, patience);
  }

  /** Asks the console to do something. */
  JsonNode post(String path, JsonNode body) {
    return post(path, body, ANSWER);
  }

  /** As {@link #post(String, JsonNode)}, of what may take so long. */
  JsonNode post(String path, JsonNode body, Duration patience) {
    return send(path, body, patience);
  }

  /** Prints what the console said, as it said it. */
  static void print(PrintWriter out, JsonNode json) {
    out.println(json.toPrettyString());
    out.flush();
  }

  /**
   * A file of the console, while it comes; whoever called closes it.
   *
   * @throws UserError when there is none
   */
  InputStream download(String path) {
    Instance instance = instance();
    HttpClient client = client(instance);
    HttpResponse<InputStream> response =
        sent(
            client,
            request(instance, path).GET().build(),
            instance,
            HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() < 400) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw refusal(response.statusCode(), JSON.readTree(body));
    } catch (IOException e) {
      throw new UserError("the console answered " + response.statusCode());
    }
  }

  private JsonNode send(String path, @Nullable JsonNode body, Duration patience) {
    Instance instance = instance();
    HttpRequest.Builder request =
        request(instance, path).timeout(patience).header("Accept", "application/json");
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    try (HttpClient client = client(instance)) {
      HttpResponse<String> response =
          sent(client, request.build(), instance, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() >= 400) {
        throw refusal(response.statusCode(), answer);
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw new UserError("what answers at " + instance.url() + " is no console of Rolecall");
    }
  }

  private static HttpClient client(Instance instance) {
    return HttpClient.newBuilder().connectTimeout(CONNECT).sslContext(instance.context()).build();
  }

  private static HttpRequest.Builder request(Instance instance, String path) {
    return HttpRequest.newBuilder(URI.create(instance.url() + "/api/v1" + path))
        .header("Authorization", "Bearer " + instance.token());
  }

  private static UserError refusal(int status, JsonNode answer) {
    String why = answer.path("error").asText("the console answered " + status);
    return CONFLICTS.contains(status) ? UserError.refused(why) : new UserError(why);
  }

  private static <T> HttpResponse<T> sent(
      HttpClient client,
      HttpRequest request,
      Instance instance,
      HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (SSLException e) {
      throw new UserError(
          "no trusted connection to the console at "
              + instance.url()
              + ": name its authority in operator.client.ca, and an address of its certificate in"
              + " operator.client.url; if it asks for a certificate, operator.client.certificate"
              + " and key ("
              + e.getMessage()
              + ")");
    } catch (IOException e) {
      throw new UserError(
          "the console at "
              + instance.url()
              + " does not answer; is it running? ("
              + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
              + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted");
    }
  }

  private Instance instance() {
    String token = System.getenv(TOKEN);
    Path file = config == null && token != null && HERE.toFile().isFile() ? HERE : config;
    if (file == null) {
      return ofThisFolder().orElseGet(Instance::last);
    }
    RolecallConfig read = ConfigFile.readWithoutTools(file, System.getenv());
    if (token != null) {
      return remote(read, token);
    }
    return Instance.of(read.data())
        .orElseThrow(() ->
            new UserError(
                "no instance has run with this configuration on this machine; from another"
                    + " machine set "
                    + TOKEN
                    + " to an operator's token"));
  }

  private static Instance remote(RolecallConfig read, String token) {
    Endpoint operator = read.operator();
    OperatorClient client = read.operatorClient();
    boolean trusts = client.ca().isPresent() || client.identity().isPresent();
    String scheme = trusts ? "https" : operator.scheme();
    URI url =
        client
            .url()
            .orElseGet(() -> URI.create(scheme + "://" + operator.host() + ":" + operator.port()));
    return new Instance(url, token, client.ca(), client.identity());
  }

  /**
   * What runs with the configuration of the folder we stand in; its secrets need not be known here.
   */
  private static Optional<Instance> ofThisFolder() {
    try {
      return HERE.toFile().isFile()
          ? Instance.of(ConfigFile.readWithoutTools(HERE, System.getenv()).data())
          : Optional.empty();
    } catch (ConfigFile.ConfigException unusableHere) {
      return Optional.empty();
    }
  }

  /** One part of a path, whatever the operator typed. */
  static String segment(String text) {
    return encoded(text).replace("+", "%20");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Says that a command was taken, and how to see what becomes of it. */
  void accepted(PrintWriter out, JsonNode answer) {
    if (json()) {
      print(out, answer);
    } else {
      out.println(
          "accepted; follow it: rolecall audit --correlation "
              + answer.path("correlation").asText());
    }
    out.flush();
  }
}
