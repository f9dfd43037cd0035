package dev.rolecall.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.app.doctor.Service.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each thing that is wrong has words of its own, and a fix. */
class ExaminationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Test
  void aServiceThatIsSetUpWellHasNoProblem() {
    try (Service service = Service.start()) {
      List<Result> results = examine(service.base());
      assertThat(results).allMatch(Result.Fine.class::isInstance);
      assertThat(results)
          .extracting(Result::check)
          .containsExactly(
              "reachable",
              "base address",
              "clock",
              "token",
              "ServiceProviderConfig",
              "format",
              "links",
              "list of users",
              "response time");
    }
  }

  @Test
  void withoutBeingAskedNothingIsWritten() {
    try (Service service = Service.start()) {
      examine(service.base());
      assertThat(service.requests).allMatch(request -> request.startsWith("GET "));
    }
  }

  @Test
  void aTestUserLivesAndIsGone() {
    try (Service service = Service.start()) {
      assertThat(examination(service.base(), Service.TOKEN).run(true))
          .contains(
              new Result.Fine("writing", "a test user was created, read, changed and deleted"));
      assertThat(service.requests).anyMatch(request -> request.startsWith("POST "));
      assertThat(service.users()).isEmpty();
    }
  }

  @Test
  void aTestUserIsGoneAlsoWhenAProxyRefusesPatch() {
    try (Service service =
        Service.start((method, path, authorization) ->
            method.equals("PATCH")
                ? Optional.of(new Reply(405, Map.of(), "no"))
                : Optional.empty())) {
      assertProblem(
          examination(service.base(), Service.TOKEN).run(true),
          "writing",
          "change of the test user: status 405",
          "let the proxy pass GET, POST, PUT, PATCH and DELETE");
      assertThat(service.users()).isEmpty();
    }
  }

  @Test
  void aWrongBasePathIsCorrectedAndTheRestLookedAt() {
    try (Service service = Service.start()) {
      for (String wrong : List.of("", "/scim", "/scim/v2/Users", "/scim/v2/scim/v2")) {
        List<Result> results = examine(service.at(wrong));
        assertProblem(
            results, "base address", "there is no SCIM at", "use " + service.base() + " as");
        assertThat(results).extracting(Result::check).contains("list of users");
      }
    }
  }

  @Test
  void anUnknownHostNameIsSaid() {
    assertProblem(
        examine(URI.create("https://no-such-host.invalid/scim/v2")),
        "reachable",
        "nobody knows the host name no-such-host.invalid",
        "DNS");
  }

  @Test
  void aPortWhereNothingListensIsSaid() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertProblem(
        examine(URI.create("http://localhost:" + port + "/scim/v2")),
        "reachable",
        "refuses connections",
        "start Rolecall");
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForever() throws IOException {
    try (ServerSocket silent = new ServerSocket()) {
      silent.bind(Service.loopback());
      URI base = URI.create("http://localhost:" + silent.getLocalPort() + "/scim/v2");
      List<Result> results =
          new Examination(
                  base,
                  new BearerToken(Service.TOKEN),
                  InstantSource.system(),
                  UUID::randomUUID,
                  Duration.ofMillis(200),
                  Trust.USUAL)
              .run(false);
      assertProblem(results, "reachable", "gives no answer for 0.2 s", "/health/ready");
    }
  }

  @Test
  void aRedirectIsSaidAndNotFollowed() {
    try (Service service =
        Service.start((method, path, authorization) ->
            Optional.of(new Reply(301, Map.of("Location", "https://h.example" + path), "moved")))) {
      assertProblem(
          examine(service.base()),
          "base address",
          "status 301 to https://h.example/scim/v2/ServiceProviderConfig",
          "use https://h.example/scim/v2 as the base address");
    }
  }

  @Test
  void aLoginPageIsSaid() {
    try (Service service =
        Service.start((method, path, authorization) ->
            Optional.of(
                new Reply(200, Map.of("Content-Type", "text/html"), "<html>Sign in</html>")))) {
      assertProblem(
          examine(service.base()), "base address", "a web page comes back", "without a login page");
    }
  }

  @Test
  void aProxyWithoutItsServiceIsSaid() {
    try (Service service =
        Service.start((method, path, authorization) ->
            Optional.of(new Reply(502, Map.of(), "<h1>Bad Gateway</h1>")))) {
      assertProblem(
          examine(service.base()), "base address", "status 502", "correct the proxy's upstream");
    }
  }

  @Test
  void anUnknownTokenIsSaid() {
    try (Service service = Service.start()) {
      assertProblem(
          examination(service.base(), "rolecall_wrong").run(false),
          "token",
          "the token is unknown or has expired: A valid bearer token is required.",
          "rolecall token new NAME");
    }
  }

  @Test
  void aProxyThatKeepsTheTokenForItselfIsSaid() {
    try (Service service =
        Service.start((method, path, authorization) ->
            Optional.of(
                Reply.error(401, "A valid bearer token is required.")
                    .with("WWW-Authenticate", "Bearer realm=\"SCIM\"")))) {
      assertProblem(
          examine(service.base()),
          "token",
          "the token did not arrive",
          "pass the Authorization header on");
    }
  }

  @Test
  void aTokenThatMayOnlyReadIsSaid() {
    try (Service service =
        Service.start((method, path, authorization) ->
            method.equals("GET")
                ? Optional.empty()
                : Optional.of(Reply.error(403, "The token may not write.")))) {
      assertProblem(
          examination(service.base(), Service.TOKEN).run(true),
          "writing",
          "the token may read, not write",
          "'write'");
    }
  }

  @Test
  void aTokenThatNobodyCouldHaveMadeIsNotSent() {
    try (Service service = Service.start()) {
      for (String token : List.of("", "Bearer " + Service.TOKEN, "two words", "brök")) {
        assertThat(examination(service.base(), token).run(true))
            .singleElement()
            .isInstanceOf(Result.Problem.class)
            .extracting(Result::check)
            .isEqualTo("token");
      }
      assertThat(service.requests).isEmpty();
    }
  }

  @Test
  void aClockThatIsAMinuteOffIsSaid() {
    try (Service service = Service.start()) {
      InstantSource ours = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(90));
      assertProblem(
          new Examination(
                  service.base(),
                  new BearerToken(Service.TOKEN),
                  ours,
                  UUID::randomUUID,
                  PATIENCE,
                  Trust.USUAL)
              .run(false),
          "clock",
          "s behind this machine's",
          "NTP");
    }
  }

  @Test
  void linksThatNameAnotherAddressAreSaid() {
    try (Service service = Service.start()) {
      URI byNumber = URI.create(service.base().toString().replace("localhost", "127.0.0.1"));
      assertProblem(
          examine(byNumber), "links", "meta.location says '" + service.base(), "public-address");
    }
  }

  @Test
  void compressionThatNobodyAskedForIsSaid() {
    try (Service service =
        Service.start((method, path, authorization) ->
            path.endsWith("/ServiceProviderConfig")
                ? Optional.of(
                    new Reply(
                        200,
                        Map.of("Content-Type", "application/scim+json", "Content-Encoding", "gzip"),
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig\"]}"))
                : Optional.empty())) {
      assertProblem(examine(service.base()), "format", "compressed (gzip)", "Accept-Encoding");
    }
  }

  @Test
  void aProxyThatSpoilsFiltersIsSaid() {
    try (Service service =
        Service.start((method, path, authorization) ->
            path.endsWith("/Users")
                ? Optional.of(Reply.error(400, "The filter ends early."))
                : Optional.empty())) {
      assertProblem(
          examine(service.base()), "list of users", "status 400", "passes the query string on");
    }
  }

  @Test
  void theTokenIsNeverPrinted() {
    try (Service service =
        Service.start((method, path, authorization) ->
            Optional.of(
                Reply.error(403, "No: " + authorization.orElse(""))
                    .with(
                        "WWW-Authenticate",
                        "Bearer error=\"" + authorization.orElse("") + "\"")))) {
      Examination examination = examination(service.base(), Service.TOKEN);
      Report report = new Report(examination.run(true));
      StringWriter printed = new StringWriter();
      report.print(new PrintWriter(printed));
      assertThat(printed.toString() + report.json())
          .contains("No: Bearer ***")
          .doesNotContain(Service.TOKEN);
      assertThat(new BearerToken(Service.TOKEN).toString()).doesNotContain(Service.TOKEN);
    }
  }

  @Test
  void programsGetEachResultWithItsFix() {
    Report report =
        new Report(
            List.of(
                new Result.Fine("a", "fine"),
                new Result.Warning("b", "slow", "hurry"),
                new Result.Problem("c", "wrong", "mend")));
    assertThat(report.isWell()).isFalse();
    assertThat(report.json().toString())
        .isEqualTo(
            "{\"ok\":false,\"checks\":[{\"check\":\"a\",\"result\":\"ok\",\"what\":\"fine\"},"
                + "{\"check\":\"b\",\"result\":\"warning\",\"what\":\"slow\",\"fix\":\"hurry\"},"
                + "{\"check\":\"c\",\"result\":\"problem\",\"what\":\"wrong\",\"fix\":\"mend\"}]}");
  }

  static void assertProblem(List<Result> results, String check, String what, String fix) {
    assertThat(results)
        .anySatisfy(result -> {
          assertThat(result).isInstanceOf(Result.Problem.class);
          assertThat(result.check()).isEqualTo(check);
          assertThat(result.what()).contains(what);
          assertThat(((Result.Problem) result).fix()).contains(fix);
        });
  }

  private static List<Result> examine(URI base) {
    return examination(base, Service.TOKEN).run(false);
  }

  private static Examination examination(URI base, String token) {
    return new Examination(
        base,
        new BearerToken(token),
        InstantSource.system(),
        UUID::randomUUID,
        PATIENCE,
        Trust.USUAL);
  }
}
