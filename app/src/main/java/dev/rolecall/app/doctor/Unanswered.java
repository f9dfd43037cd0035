package dev.rolecall.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;

/** Why no HTTP answer came. */
final class Unanswered {

  private static final String CHECK = "reachable";

  private final URI base;
  private final Instant now;
  private final Duration patience;
  private final Trust trust;

  Unanswered(URI base, Instant now, Duration patience, Trust trust) {
    this.base = base;
    this.now = now;
    this.patience = patience;
    this.trust = trust;
  }

  List<Result> because(IOException problem) {
    if (!isResolved()) {
      return problem(
          "nobody knows the host name " + base.getHost(),
          "correct the name, or make a DNS record that the identity provider can see");
    }
    boolean isTls = base.getScheme().equals("https");
    boolean isSilence = problem instanceof HttpConnectTimeoutException;
    if (isTls
        && (isSilence || problem instanceof SSLException)
        && PlainHttp.isSpoken(base, Certificates.port(base), patience)) {
      return List.of(
          new Result.Problem(
              "TLS",
              "plain http is spoken there, the base address says https",
              "configure http.tls in rolecall.yaml, or put a proxy with TLS in front and use its"
                  + " address"));
    }
    if (isSilence) {
      return problem(
          at() + " does not answer: nothing comes back for " + seconds(),
          "open the firewall for the identity provider's addresses; check address and port");
    }
    if (problem instanceof HttpTimeoutException) {
      return problem(
          at() + " accepts the connection and gives no answer for " + seconds(),
          "look at the proxy and at Rolecall's /health/ready");
    }
    if (problem instanceof SSLException) {
      return tls(problem);
    }
    return unspoken(problem, isTls);
  }

  /** Nothing that is HTTP came back, though somebody or something reacted. */
  private List<Result> unspoken(IOException problem, boolean isTls) {
    if (problem instanceof java.net.ConnectException) {
      return problem(
          at() + " refuses connections: nothing listens there",
          "start Rolecall (and the proxy), or correct the port");
    }
    if (!isTls && certificates().isTls()) {
      return List.of(
          new Result.Problem(
              "TLS",
              "https is spoken there, the base address says http",
              "use https" + base.toString().substring("http".length())));
    }
    return problem(
        at() + " closes the connection without an HTTP answer (" + problem.getMessage() + ")",
        "check that a web server or proxy listens on this port, and its log");
  }

  private List<Result> tls(IOException problem) {
    List<Result> problems = certificates().problems();
    return problems.isEmpty()
        ? List.of(
            new Result.Problem(
                "TLS",
                "the TLS handshake fails: " + problem.getMessage(),
                "let the proxy offer TLS 1.2 or 1.3; where client certificates are required, give"
                    + " one with --certificate and --key"))
        : problems;
  }

  private Certificates certificates() {
    return new Certificates(base, now, patience, trust);
  }

  private boolean isResolved() {
    try {
      return InetAddress.getAllByName(base.getHost()).length > 0;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private String at() {
    return base.getRawAuthority();
  }

  private String seconds() {
    return patience.toMillis() / 1000.0 + " s";
  }

  private static List<Result> problem(String what, String fix) {
    return List.of(new Result.Problem(CHECK, what, fix));
  }
}
