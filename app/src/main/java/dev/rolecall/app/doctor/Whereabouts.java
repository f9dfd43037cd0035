package dev.rolecall.app.doctor;

import dev.rolecall.app.doctor.Examination.Found;
import dev.rolecall.app.doctor.Result.Fine;
import dev.rolecall.app.doctor.Result.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whether SCIM is at the base address, and where else on this server it is. */
final class Whereabouts {

  private static final String CHECK = "base address";

  private final Requests requests;

  Whereabouts(Requests requests) {
    this.requests = requests;
  }

  /** The service; empty when there is none, and the results say what is there instead. */
  Optional<Found> find(URI base, Answer.Given answer, List<Result> results) {
    if (isService(answer)) {
      results.add(new Fine(CHECK, base.toString()));
      return Optional.of(new Found(base, answer));
    }
    for (URI variant : ScimRoot.variants(base)) {
      if (requests.get(Examination.config(variant)) instanceof Answer.Given other
          && isService(other)) {
        results.add(
            new Problem(
                CHECK,
                "there is no SCIM at " + base + " (" + seen(answer) + ")",
                "use " + variant + " as the base address"));
        return Optional.of(new Found(variant, other));
      }
    }
    results.add(instead(base, answer));
    return Optional.empty();
  }

  /** It describes itself, or refuses in the words of SCIM for another reason than the path. */
  private static boolean isService(Answer.Given answer) {
    return answer.isScim() && answer.status() != 404;
  }

  private static String seen(Answer.Given answer) {
    return "status " + answer.status() + (answer.isHtml() ? ", HTML" : "");
  }

  private static Result instead(URI base, Answer.Given answer) {
    if (answer.isRedirect()) {
      return redirect(answer);
    }
    if (answer.status() == 401 || answer.status() == 403) {
      return new Problem(
          CHECK,
          "something before Rolecall refuses: status " + answer.status() + " without a SCIM error",
          "let the proxy pass this path without a login of its own");
    }
    if (answer.status() >= 500) {
      return new Problem(
          CHECK,
          "a proxy answers for Rolecall: status " + answer.status(),
          "start Rolecall, or correct the proxy's upstream address");
    }
    if (answer.isHtml()) {
      return new Problem(
          CHECK,
          "a web page comes back instead of SCIM (" + seen(answer) + ")",
          "let the proxy pass this path on to Rolecall, without a login page before it");
    }
    return new Problem(
        CHECK,
        "there is no SCIM at " + base + " (" + seen(answer) + "), nor at the usual paths",
        "use the address that 'rolecall up' prints, with the proxy's name: …/scim/v2");
  }

  private static Result redirect(Answer.Given answer) {
    String target = answer.location().map(URI::toString).orElse(answer.header("Location"));
    String base = target.replaceAll("/ServiceProviderConfig/?$", "");
    return new Problem(
        CHECK,
        "the server sends elsewhere: status " + answer.status() + " to " + target,
        "use "
            + base
            + " as the base address if SCIM is there: identity providers do not follow, or lose the"
            + " token on the way");
  }
}
