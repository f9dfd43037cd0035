package dev.rolecall.app.doctor;

import dev.rolecall.app.doctor.Result.Fine;
import dev.rolecall.app.doctor.Result.Problem;
import dev.rolecall.app.doctor.Result.Warning;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Looks at one base address as an identity provider would, from the outside in: name, connection,
 * TLS, path, token, what it says of itself, a list. What a later check needs and an earlier one did
 * not get ends it; every result so far is kept.
 */
final class Examination {

  private final URI given;
  private final BearerToken token;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final Duration patience;
  private final Trust trust;
  private final List<Result> results = new ArrayList<>();

  /**
   * @param ids of test users
   * @param patience with one request
   */
  Examination(
      URI given,
      BearerToken token,
      InstantSource clock,
      Supplier<UUID> ids,
      Duration patience,
      Trust trust) {
    this.given = given;
    this.token = token;
    this.clock = clock;
    this.ids = ids;
    this.patience = patience;
    this.trust = trust;
  }

  /**
   * Every result, in the order in which things were looked at.
   *
   * @param writes whether to create, change and delete a user as well
   */
  List<Result> run(boolean writes) {
    Optional<Result> unusable = token.problem();
    if (unusable.isPresent()) {
      return List.of(unusable.get());
    }
    try (Requests requests = new Requests(token, clock, patience, trust)) {
      examine(requests, writes);
    }
    return List.copyOf(results);
  }

  private void examine(Requests requests, boolean writes) {
    URI base = ScimRoot.plain(given);
    switch (requests.get(config(base))) {
      case Answer.None none ->
          results.addAll(
              new Unanswered(base, clock.instant(), patience, trust).because(none.problem()));
      case Answer.Given answer -> {
        results.add(new Fine("reachable", base.getRawAuthority() + " answers"));
        encryption(base);
        if (!isEncryptedAfterAll(base, answer)) {
          Optional<Found> found = new Whereabouts(requests).find(base, answer, results);
          found.ifPresent(each -> examine(requests, each, writes));
        }
      }
    }
  }

  private void examine(Requests requests, Found found, boolean writes) {
    new Clocks().compare(found.answer(), results);
    if (!new Admission(token).isAdmitted(found.answer(), results)) {
      return;
    }
    new SelfDescription(found.base()).read(found.answer(), results);
    new Probe(requests, found.base(), ids).list(results);
    if (writes) {
      new RoundTrip(requests, found.base(), ids).run(results);
    }
  }

  /** A service that was found, and what it says of itself. */
  record Found(URI base, Answer.Given answer) {}

  static URI config(URI base) {
    return URI.create(base + "/ServiceProviderConfig");
  }

  private void encryption(URI base) {
    if (base.getScheme().equals("https")) {
      results.add(new Fine("TLS", "the certificate is valid for " + base.getHost()));
    } else if (!isOnThisMachine(base)) {
      results.add(
          new Warning(
              "TLS",
              "plain http: everybody on the way can read the token",
              "configure http.tls, or put a proxy with TLS in front, and use the https address"));
    }
  }

  /** Some servers answer plain HTTP on their TLS port with a page that says so. */
  private boolean isEncryptedAfterAll(URI base, Answer.Given answer) {
    boolean isTls =
        base.getScheme().equals("http")
            && answer.status() == 400
            && !answer.isScim()
            && new Certificates(base, clock.instant(), patience, trust).isTls();
    if (isTls) {
      results.add(
          new Problem(
              "TLS",
              "https is spoken there, the base address says http",
              "use https" + base.toString().substring("http".length())));
    }
    return isTls;
  }

  private static boolean isOnThisMachine(URI base) {
    try {
      return InetAddress.getByName(base.getHost()).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
