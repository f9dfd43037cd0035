package dev.rolecall.connectors.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Simulated;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Holds conversations between connectors and simulators against the vendor's published description
 * of the API: every request of the connector and every answer of the simulator. What deviates must
 * be known, with a reason, and what is known must still show. Without the description nothing is
 * looked at.
 */
public final class Conformance {
  private static final String ID =
      "/([0-9]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?=/|$)";

  private record Exchange(Call call, Answer answer) {}

  private final Optional<OpenApiInteractionValidator> description;
  private final String prefix;
  private final List<KnownDeviation> known;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

  /**
   * Reads the description, if it is there.
   *
   * @param prefix of the paths that it is about
   */
  public Conformance(String file, String prefix, List<KnownDeviation> deviations) {
    this.description = Descriptions.read(file);
    this.prefix = prefix;
    this.known = List.copyOf(deviations);
  }

  /** Whether there is a description to look at. */
  public boolean isThere() {
    return description.isPresent();
  }

  /** Keeps everything that is said to this simulator and what it answers. */
  public void watch(Simulated tool) {
    if (isThere()) {
      tool.journal()
          .watch((call, answer) -> {
            if (call.path().startsWith(prefix)) {
              exchanges.add(new Exchange(call, answer));
            }
          });
    }
  }

  /** Nothing that was said since the last time deviates in a way that is not known. */
  public void check() {
    Set<String> unknown = ConcurrentHashMap.newKeySet();
    for (Exchange one = exchanges.poll(); one != null; one = exchanges.poll()) {
      for (Message message : report(one).getMessages()) {
        String finding = finding(one, message);
        shown.add(finding);
        if (known.stream().noneMatch(deviation -> deviation.covers(finding))) {
          unknown.add(finding);
        }
      }
    }
    assertThat(unknown).as("deviations from the vendor's description").isEmpty();
  }

  /** Deviations that nobody met any more have to go from the list. */
  public void everythingKnownStillShows() {
    if (!isThere()) {
      return;
    }
    assertThat(known)
        .as("known deviations, all of which have to show")
        .allMatch(deviation -> shown.stream().anyMatch(deviation::covers))
        .noneMatch(deviation -> deviation.reason().isBlank());
  }

  private ValidationReport report(Exchange one) {
    Call call = one.call();
    SimpleRequest.Builder request = new SimpleRequest.Builder(call.method(), call.path());
    call.headers().forEach((name, value) -> request.withHeader(name, value));
    call.query().forEach(request::withQueryParam);
    if (!call.body().isEmpty()) {
      request.withBody(call.body());
    }
    SimpleResponse.Builder response = SimpleResponse.Builder.status(one.answer().status());
    one.answer().headers().forEach((name, value) -> response.withHeader(name, value));
    if (!one.answer().body().isEmpty()) {
      response.withBody(one.answer().body());
    }
    return description.orElseThrow().validate(request.build(), response.build());
  }

  /** In such words that runs can be compared: without ids and places in lists. */
  private static String finding(Exchange one, Message message) {
    String path =
        message
            .getContext()
            .flatMap(context -> context.getApiOperation())
            .map(ApiOperation::getApiPath)
            .map(found -> found.original())
            .orElseGet(() -> one.call().path().replaceAll(ID, "/{}"));
    String side =
        message.getKey().startsWith("validation.response")
            ? "response " + one.answer().status()
            : "request";
    String where =
        message
            .getContext()
            .flatMap(context -> context.getPointers())
            .map(pointers -> " " + pointers.getInstance().replaceAll("/[0-9]+", "/*"))
            .orElse("");
    return one.call().method()
        + " "
        + path
        + ", "
        + side
        + ": "
        + message.getKey().replaceFirst("^validation\\.", "")
        + where
        + (message.getKey().contains(".schema.") ? " (" + what(message) + ")" : "");
  }

  /** What is wrong, without where. */
  private static String what(Message message) {
    return message.getMessage().replaceFirst("^\\[Path '[^']*'] ", "");
  }
}
