package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a real Jenkins 2.568: pages of its own look for most errors, the servlet
 * container's plain ones for others, and headers that say more than either.
 */
final class Pages {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String HTML = "text/html;charset=utf-8";
  private static final String CONTAINER_HTML = "text/html;charset=iso-8859-1";
  private static final String VERSION = "2.568.2";
  private static final String SET_COOKIE = "Set-Cookie";

  private final RandomGenerator random;

  Pages(RandomGenerator random) {
    this.random = random;
  }

  /** 200 without a body: what most writes answer, done or not. */
  static Answer empty() {
    return new Answer(200, Map.of(), "");
  }

  static Answer json(@Nullable Object value) {
    return new Answer(
        200,
        Map.of(CONTENT_TYPE, "application/json;charset=utf-8", "X-Jenkins", VERSION),
        Json.write(value));
  }

  static Answer plain(String text) {
    return new Answer(200, Map.of(CONTENT_TYPE, "text/plain;charset=utf-8"), text);
  }

  static Answer redirect(String location) {
    return new Answer(302, Map.of("Location", location), "");
  }

  static String cookie(String session) {
    return "JSESSIONID.x=" + session + "; Path=/; HttpOnly; SameSite=Lax";
  }

  /** A page in the look of Jenkins; showing it opens a session for its crumb. */
  Answer page(int status, String title, String content) {
    String html =
        "<!DOCTYPE html><html data-disable-sticky=\"false\"><head resURL=\"/static/2e1bfd7a\""
            + " data-rooturl=\"\" data-resurl=\"/static/2e1bfd7a\" data-unit-test=\"false\""
            + " data-crumb-header=\"Jenkins-Crumb\" data-crumb-value=\""
            + nonce()
            + "\"><title>"
            + title
            + "</title></head><body>"
            + content
            + "</body></html>";
    return new Answer(
        status,
        Map.of(CONTENT_TYPE, HTML, SET_COOKIE, cookie(nonce()), "X-Jenkins", VERSION),
        html);
  }

  Answer notFound() {
    return page(404, "Not Found - Jenkins", "<h1>Not Found</h1>");
  }

  Answer methodNotAllowed() {
    return page(405, "Method Not Allowed - Jenkins", "<p>This URL requires POST</p>");
  }

  /** Also for a mistake of the caller: a missing parameter, an unknown type. */
  Answer oops(String reason) {
    return page(500, "Jenkins - Jenkins", "<h1>Oops!</h1><pre>" + reason + "</pre>");
  }

  Answer starting() {
    return page(503, "Starting Jenkins", "<h1>Please wait while Jenkins is getting ready to work");
  }

  /** Somebody who is known and may not. */
  Answer forbidden(String permission) {
    return page(403, "Jenkins", "<h1>Access Denied</h1>")
        .with("X-Required-Permission", permission)
        .with(implied(permission));
  }

  /** Nobody is signed in: a page that leads to the sign-in, yet not a 401. */
  Answer authenticationRequired(Call call) {
    String html =
        "<html><head><meta http-equiv='refresh' content='1;url=/login?from="
            + call.path().replace("/", "%2F")
            + "'/></head><body> Authentication required </body></html>";
    return new Answer(
            403,
            Map.of(
                CONTENT_TYPE,
                HTML,
                SET_COOKIE,
                cookie(nonce()),
                "X-You-Are-Authenticated-As",
                "anonymous",
                "X-You-Are-In-Group-Disabled",
                "JENKINS-39402: use"
                    + " -Dhudson.security.AccessDeniedException2.REPORT_GROUP_HEADERS=true or use"
                    + " /whoAmI to diagnose",
                "X-Required-Permission",
                Permissions.READ),
            html)
        .with(implied(Permissions.READ));
  }

  Answer unauthorized(Call call) {
    return container(401, "Unauthorized", call)
        .with("WWW-Authenticate", "Basic realm=\"Jenkins\", charset=\"UTF-8\"")
        .with(
            SET_COOKIE,
            "remember-me=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax");
  }

  Answer noCrumb(Call call, boolean opensSession) {
    Answer answer = container(403, "No valid crumb was included in the request", call);
    return opensSession ? answer.with(SET_COOKIE, cookie(nonce())) : answer;
  }

  /** An error page of the servlet container. */
  static Answer container(int status, String message, Call call) {
    String html =
        "<html> <head> <meta http-equiv=\"Content-Type\" content=\"text/html;charset=ISO-8859-1\"/>"
            + " <title>Error "
            + status
            + " "
            + message
            + "</title> </head> <body><h2>HTTP ERROR "
            + status
            + " "
            + message
            + "</h2> <table> <tr><th>URI:</th><td>"
            + call.path()
            + "</td></tr> <tr><th>STATUS:</th><td>"
            + status
            + "</td></tr> <tr><th>MESSAGE:</th><td>"
            + message
            + "</td></tr> <tr><th>SERVLET:</th><td>Stapler</td></tr> </table>  </body> </html>";
    return new Answer(status, Map.of(CONTENT_TYPE, CONTAINER_HTML), html);
  }

  /** The form to create an account, shown again: 200, although the account was refused. */
  static Answer signupForm(String error) {
    return new Answer(
        200,
        Map.of(CONTENT_TYPE, HTML, "X-Jenkins", VERSION),
        "<form method=\"post\" action=\"/securityRealm/createAccountByAdmin\"><div"
            + " class=\"jenkins-form-item tr jenkins-!-margin-bottom-2\"><div"
            + " class=\"jenkins-form-label help-sibling\">Username</div><div"
            + " class=\"setting-main\"><input name=\"username\" id=\"username\""
            + " type=\"text\"></div><div class=\"validation-error-area\"></div><div class=\"error"
            + " jenkins-!-margin-bottom-2\">"
            + error
            + "</div></div></form>");
  }

  /** Both values in one line, which means the same as two lines (RFC 9110 section 5.3). */
  private static Map<String, String> implied(String permission) {
    return permission.equals(Permissions.READ)
        ? Map.of(
            "X-Permission-Implied-By",
            "hudson.security.Permission.GenericRead, " + Permissions.ADMINISTER)
        : Map.of();
  }

  private String nonce() {
    return Long.toHexString(random.nextLong());
  }
}
