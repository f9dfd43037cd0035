package dev.rolecall.sandbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.Transcripts;
import dev.rolecall.sandbox.Transcripts.Exchange;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.jenkins.JenkinsHttp.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Asks what a real Jenkins 2.568.2 with role-strategy 898 was asked, and compares: status, the
 * headers that were kept, JSON, and of a page its title and its messages.
 */
class JenkinsTranscriptTest {
  private static final String STRATEGY = "/role-strategy/strategy/";
  private static final String TOKEN = "admin-token";
  private static final String PASSWORD = "admin-password";
  private static final String READ = "hudson.model.Hudson.Read";
  private static final String BUILD = "/job/team-a/job/build/api/json?tree=name";
  private static final String PROPERTIES = "/user/alice/descriptorByName/";
  private static final String API_TOKENS = "jenkins.security.ApiTokenProperty/";
  private static final String SEED = "jenkins.security.seed.UserSeedProperty/renewSessionSeed";
  private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");

  /** One request, under the label of the transcript. */
  private record Step(String label, Supplier<Reply> request) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Sandbox sandbox = Sandbox.start(List.of());

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    sandbox.close();
  }

  @Test
  void rolesAreKeptAsTheRealServerKeepsThem() throws IOException {
    start(seed());
    JenkinsHttp password = as("admin", PASSWORD);
    JenkinsHttp admin = as("admin", TOKEN);
    step("crumb with basic password", () -> password.get("/crumbIssuer/api/json"));
    String[] dev = role("dev", READ + ",hudson.model.Item.Build,hudson.model.Hudson.RunScripts");
    step("POST w/o crumb with password", () -> password.post(STRATEGY + "addRole", dev));
    step(
        "POST with crumb but no cookie",
        () -> password.with("Jenkins-Crumb", "0123").post(STRATEGY + "addRole", dev));
    step("POST with crumb + cookie", () -> password.withCrumb().post(STRATEGY + "addRole", dev));
    step(
        "generate API token (legacy path doGenerateNewToken)",
        () ->
            password
                .withCrumb()
                .post("/me/descriptorByName/" + API_TOKENS + "generateNewToken?newTokenName=scim"));
    step("API token, no crumb", () -> assign(admin, "User", "dev", "alice"));
    step("again (idempotent)", () -> assign(admin, "User", "dev", "alice"));
    step("unknown role", () -> assign(admin, "User", "nosuch", "alice"));
    step(
        "bad type",
        () ->
            admin.post(
                STRATEGY + "assignUserRole", "type", "bad", "roleName", "dev", "user", "alice"));
    step(
        "missing param",
        () -> admin.post(STRATEGY + "assignUserRole", "type", "globalRoles", "roleName", "dev"));
    step(
        "query string params",
        () ->
            admin.post(STRATEGY + "assignUserRole?type=globalRoles&roleName=dev&user=query-user"));
    step(
        "json body",
        () ->
            admin.send(
                "POST",
                STRATEGY + "assignUserRole",
                "application/json",
                "{\"type\":\"globalRoles\",\"roleName\":\"dev\",\"user\":\"alice\"}"));
    step("GET on POST method", () -> admin.get(STRATEGY + "assignUserRole?type=globalRoles"));
    step("POST on GET method", () -> admin.post(STRATEGY + "getAllRoles"));
    step("getAllRoles", () -> admin.get(STRATEGY + "getAllRoles?type=globalRoles"));
    step("getAllRolesBad", () -> admin.get(STRATEGY + "getAllRoles?type=bad"));
    step("getRole", () -> getRole(admin, "dev"));
    step("getRoleUnknown", () -> getRole(admin, "nosuch"));
    step("getRoleAssignments", () -> admin.get(STRATEGY + "getRoleAssignments?type=globalRoles"));
    step("assignRole EITHER", () -> assign(admin, "", "dev", "carol"));
    step("assignGroupRole", () -> assign(admin, "Group", "dev", "team-a"));
    step("getRole", () -> getRole(admin, "dev"));
    step(
        "unassignUserRole for EITHER entry (no-op)", () -> unassign(admin, "User", "dev", "carol"));
    step("unassignRole legacy", () -> unassign(admin, "", "dev", "carol"));
    step("getAll", () -> admin.get(STRATEGY + "getAllRoles?type=globalRoles"));
    step("deleteUser", () -> deleteUser(admin, "alice"));
    step("deleteUser again", () -> deleteUser(admin, "alice"));
    step("getAll", () -> admin.get(STRATEGY + "getAllRoles"));
    step(
        "addRole exists overwrite=false",
        () -> admin.post(STRATEGY + "addRole", role("dev", READ)));
    step("getRole", () -> getRole(admin, "dev"));
    step(
        "addRole exists overwrite=true",
        () ->
            admin.post(
                STRATEGY + "addRole",
                "type",
                "globalRoles",
                "roleName",
                "dev",
                "permissionIds",
                "hudson.model.Item.Read",
                "overwrite",
                "true"));
    step("getRole", () -> getRole(admin, "dev"));
    step("addRole project", () -> itemRole(admin, "team-a(/.*)?", "false"));
    step("addRole bad pattern", () -> itemRole(admin, "team-a(", "true"));
    step("getRoleP", () -> admin.get(STRATEGY + "getRole?type=projectRoles&roleName=team-a-dev"));
    String[] template = {
      "name",
      "developer",
      "permissionIds",
      "hudson.model.Item.Read,hudson.model.Item.Build",
      "overwrite",
      "false"
    };
    step("addTemplate", () -> admin.post(STRATEGY + "addTemplate", template));
    step("addTemplate again", () -> admin.post(STRATEGY + "addTemplate", template));
    step("getTemplate", () -> admin.get(STRATEGY + "getTemplate?name=developer"));
    step(
        "removeRoles",
        () ->
            admin.post(
                STRATEGY + "removeRoles", "type", "projectRoles", "roleNames", "team-a-dev,no"));
    step(
        "getMatchingJobs",
        () -> admin.get(STRATEGY + "getMatchingJobs?pattern=team-a.*&maxJobs=10"));
    step("bad token", () -> as("admin", "wrong").get(STRATEGY + "getAllRoles"));
    step("anonymous", () -> nobody().get(STRATEGY + "getAllRoles"));
    step("anonymous POST", () -> assign(nobody(), "User", "dev", "alice"));
    replay("jenkins-role-strategy.txt");
  }

  @Test
  void usersComeAndGoAsOnTheRealServer() throws IOException {
    start(seed());
    JenkinsHttp admin = as("admin", TOKEN);
    step("crumb with basic password", () -> as("admin", PASSWORD).get("/crumbIssuer/api/json"));
    step("whoAmI", () -> admin.get("/whoAmI/api/json"));
    step("create alice", () -> create(admin, "alice", "Alice A", "first"));
    step("create alice 14 char", () -> create(admin, "alice", "Alice A", "fourteen chars"));
    step("create alice again", () -> create(admin, "alice", "Alice A", "first"));
    step("create bad username", () -> create(admin, "a.b", "A", "first"));
    step("create email username", () -> create(admin, "a@acme.example", "A", "first"));
    step("create reserved", () -> create(admin, "anonymous", "A", "first"));
    step("create bob", () -> create(admin, "bob", "Bob", "first"));
    step("get user", () -> admin.get("/user/alice/api/json"));
    step("get user case", () -> admin.get("/user/ALICE/api/json?tree=absoluteUrl,fullName,id"));
    step("get unknown user", () -> admin.get("/user/nobody/api/json"));
    step("asynchPeople", () -> admin.get("/asynchPeople/api/json"));
    step("people", () -> admin.get("/people/api/json"));
    step("securityRealm api", () -> admin.get("/securityRealm/api/json"));
    step("securityRealm html", () -> admin.get("/securityRealm/"));
    step("configDotXml user", () -> admin.get("/user/alice/config.xml"));
    JenkinsHttp alice = as("alice", "fourteen chars");
    step("alice has no Overall/Read", () -> alice.get("/whoAmI/api/json"));
    step("alice root api", () -> alice.get("/api/json"));
    step(
        "grant alice dev(Overall/Read+)",
        () -> admin.post(STRATEGY + "addRole", role("reader", READ)));
    step("assign", () -> assign(admin, "User", "reader", "alice"));
    step("alice root api now", () -> alice.get("/api/json"));
    step("alice calls strategy", () -> alice.get(STRATEGY + "getAllRoles"));
    step("alice creates own token w/o crumb", () -> ownToken(alice));
    step("alice creates own token", () -> ownToken(alice));
    step("alice token works", () -> alice.get("/whoAmI/api/json"));
    step(
        "admin generates token for alice",
        () -> admin.post(PROPERTIES + API_TOKENS + "generateNewToken", "newTokenName", "x"));
    step("admin revokeAll alice", () -> admin.post(PROPERTIES + API_TOKENS + "revokeAll"));
    step("admin revokeAll alice again", () -> admin.post(PROPERTIES + API_TOKENS + "revokeAll"));
    step("alice token after revoke", () -> alice.get("/whoAmI/api/json"));
    step("renewSessionSeed", () -> admin.post(PROPERTIES + SEED));
    step(
        "revokeAll unknown user",
        () -> admin.post(PROPERTIES.replace("alice", "nobody") + API_TOKENS + "revokeAll"));
    step("delete alice", () -> admin.post("/user/alice/doDelete"));
    step("delete alice again", () -> admin.post("/user/alice/doDelete"));
    step("delete self", () -> admin.post("/user/admin/doDelete"));
    step("alice pw after delete", () -> as("alice", "first").get("/whoAmI/api/json"));
    step("roles still hold alice", () -> getRole(admin, "reader"));
    step("sid API for deleted users", () -> admin.get(STRATEGY + "getRoleAssignments"));
    replay("jenkins-users.txt");
  }

  @Test
  void sessionsTokensAndSpellingsAreThoseOfTheRealServer() throws IOException {
    start(
        seed()
            .role(RoleType.GLOBAL, "dev", ".*", java.util.Set.of(READ))
            .role(
                RoleType.GLOBAL,
                "reader",
                ".*",
                java.util.Set.of(READ),
                new Holder(Holder.Kind.USER, "alice")));
    JenkinsHttp admin = as("admin", TOKEN);
    create(admin, "bob", "Bob", "first");
    JenkinsHttp alice = as("alice", "second");
    String tree = "/whoAmI/api/json?tree=authenticated,name";
    step("create alice", () -> create(admin, "alice", "Alice A", "second"));
    step("recreated alice regains stale role: root api", () -> alice.get("/api/json?tree=mode"));
    step("alice calls strategy (no admin)", () -> alice.get(STRATEGY + "getAllRoles"));
    step("alice POST assign (no admin)", () -> assign(alice.withCrumb(), "User", "admin", "alice"));
    step("alice creates own token", () -> ownToken(alice.withCrumb()));
    Supplier<String> token = new Remembered(() -> ownToken(alice.withCrumb()));
    step("alice token works", () -> as("alice", token.get()).get(tree));
    step("alice token with ALICE", () -> as("ALICE", token.get()).get(tree + ",authorities"));
    step("admin reads alice's properties", () -> admin.get("/user/alice/api/json"));
    JenkinsHttp stranger = nobody().with("Cookie", "JSESSIONID.x=none");
    step("session cookie login", this::wrongSignIn);
    step("session works", () -> stranger.get(tree));
    step("renewSessionSeed", () -> admin.post(PROPERTIES + SEED));
    step("session after seed renew", () -> stranger.get(tree));
    step("token after seed renew", () -> as("alice", token.get()).get(tree));
    step("revokeAll", () -> admin.post(PROPERTIES + API_TOKENS + "revokeAll"));
    step("token after revokeAll", () -> as("alice", token.get()).get("/whoAmI/api/json"));
    step("session cookie login 2", this::wrongSignIn);
    step("session works 2", () -> stranger.get(tree));
    step("delete alice", () -> admin.post("/user/alice/doDelete"));
    step("session after delete", () -> stranger.get(tree));
    step("assign case variants", () -> assign(admin, "User", "reader", "Bob"));
    step("assign case variants", () -> assign(admin, "User", "reader", "bob"));
    step("getRole", () -> getRole(admin, "reader"));
    step("bob root", () -> as("bob", "first").get("/api/json?tree=mode"));
    step("unassign bob", () -> unassign(admin, "User", "reader", "bob"));
    step("getRole", () -> getRole(admin, "reader"));
    step("bob root (Bob still assigned)", () -> as("bob", "first").get("/api/json?tree=mode"));
    step("deleteUser bob", () -> deleteUser(admin, "Bob"));
    step("role name case", () -> getRole(admin, "Reader"));
    step(
        "user w/ space+email sid",
        () -> assign(admin, "User", "reader", "Bob Smith <bob@example.com>"));
    step("empty user", () -> assign(admin, "User", "reader", ""));
    step("role with comma", () -> admin.post(STRATEGY + "addRole", role("a,b", READ)));
    step(
        "script console listing users",
        () -> admin.post("/scriptText", "script", "hudson.model.User.getAll()"));
    step("getAll", () -> admin.get(STRATEGY + "getAllRoles"));
    step("no roles for sid", () -> admin.get(STRATEGY + "getRoleAssignments?type=slaveRoles"));
    step(
        "user update fullName via config submit (account)",
        () -> admin.post("/user/bob/account/configSubmit", "json", "{}"));
    String fields = "/user/bob/api/json?tree=description,fullName,id";
    step("bob", () -> admin.get(fields));
    step(
        "submitDescription",
        () -> admin.post("/user/bob/submitDescription", "description", "managed by bridge"));
    step("bob", () -> admin.get(fields));
    replay("jenkins-users2.txt");
  }

  @Test
  void itemsShowThemselvesToThoseToWhomTheRealServerShowsThem() throws IOException {
    start(seed().user("erin"));
    JenkinsHttp admin = as("admin", TOKEN);
    JenkinsHttp erin = as("erin", "password-of-erin");
    String folder = "mode=com.cloudbees.hudson.plugins.folder.Folder";
    step("create folder team-a", () -> item(admin, "/createItem?name=team-a&" + folder));
    step("create job team-a/build", () -> item(admin, "/job/team-a/createItem?name=build"));
    step("create job other", () -> item(admin, "/createItem?name=other"));
    step("erin no role", () -> erin.get(BUILD));
    step(
        "item role only (no Overall/Read)",
        () -> {
          itemRole(admin, "^team-a/.*", "false");
          assignItem(admin, "User", "erin");
          return erin.get(BUILD);
        });
    step(
        "item role ^team-a/.* + Overall/Read (parent folder not readable)",
        () -> {
          admin.post(STRATEGY + "addRole", role("reader", READ));
          assign(admin, "User", "reader", "erin");
          return erin.get(BUILD);
        });
    step(
        "after overwrite=true pattern change: erin lost role",
        () -> {
          itemRole(admin, "^team-a(/.*)?", "true");
          return erin.get(BUILD);
        });
    step(
        "pattern ^team-a(/.*)? + reassigned",
        () -> {
          assignItem(admin, "User", "erin");
          return erin.get(BUILD);
        });
    step("other job", () -> erin.get("/job/other/api/json?tree=name"));
    step(
        "jobs visible",
        () -> erin.get("/api/json?tree=jobs[name]".replace("[", "%5B").replace("]", "%5D")));
    step(
        "getMatchingJobs",
        () -> admin.get(STRATEGY + "getMatchingJobs?pattern=%5Eteam-a(%2F.*)%3F&maxJobs=10"));
    step("group sid: authenticated", () -> assignItem(admin, "Group", "authenticated"));
    step(
        "getRole project",
        () -> admin.get(STRATEGY + "getRole?type=projectRoles&roleName=team-a-dev"));
    replay("jenkins-items.txt");
  }

  /** Asks once, when it is first needed, and keeps the token of the answer. */
  private static final class Remembered implements Supplier<String> {
    private final Supplier<Reply> request;
    private final List<String> value = new ArrayList<>();

    Remembered(Supplier<Reply> request) {
      this.request = request;
    }

    @Override
    public String get() {
      if (value.isEmpty()) {
        value.add(request.get().json().path("data").path("tokenValue").asText());
      }
      return value.getFirst();
    }
  }

  private static JenkinsSeed seed() {
    return JenkinsSeed.withAdmin("admin", TOKEN, PASSWORD);
  }

  private void start(JenkinsSeed seed) {
    sandbox.close();
    sandbox = Sandbox.start(List.of(SimulatorSpec.jenkins("jenkins", 0, seed)));
  }

  private URI url() {
    return sandbox.url("jenkins");
  }

  private JenkinsHttp as(String user, String secret) {
    JenkinsHttp http = JenkinsHttp.basic(url(), user, secret);
    open.add(http);
    return http;
  }

  private JenkinsHttp nobody() {
    JenkinsHttp http = JenkinsHttp.anonymous(url());
    open.add(http);
    return http;
  }

  private void step(String label, Supplier<Reply> request) {
    steps.add(new Step(label, request));
  }

  private Reply wrongSignIn() {
    return nobody()
        .post("/j_spring_security_check", "j_username", "alice", "j_password", "not this");
  }

  private static String[] role(String name, String permissions) {
    return new String[] {
      "type", "globalRoles", "roleName", name, "permissionIds", permissions, "overwrite", "false"
    };
  }

  private static Reply itemRole(JenkinsHttp http, String pattern, String overwrite) {
    return http.post(
        STRATEGY + "addRole",
        "type",
        "projectRoles",
        "roleName",
        "team-a-dev",
        "permissionIds",
        "hudson.model.Item.Read,hudson.model.Item.Build",
        "overwrite",
        overwrite,
        "pattern",
        pattern);
  }

  private static Reply item(JenkinsHttp http, String path) {
    return http.send("POST", path, "application/xml", "<project/>");
  }

  private static Reply getRole(JenkinsHttp http, String name) {
    return http.get(STRATEGY + "getRole?type=globalRoles&roleName=" + name);
  }

  private static Reply assign(JenkinsHttp http, String kind, String role, String sid) {
    return holder(http, "assign", "globalRoles", kind, role, sid);
  }

  private static Reply unassign(JenkinsHttp http, String kind, String role, String sid) {
    return holder(http, "unassign", "globalRoles", kind, role, sid);
  }

  private static Reply assignItem(JenkinsHttp http, String kind, String sid) {
    return holder(http, "assign", "projectRoles", kind, "team-a-dev", sid);
  }

  private static Reply holder(
      JenkinsHttp http, String verb, String type, String kind, String role, String sid) {
    String parameter = Map.of("User", "user", "Group", "group").getOrDefault(kind, "sid");
    return http.post(
        STRATEGY + verb + kind + "Role", "type", type, "roleName", role, parameter, sid);
  }

  private static Reply deleteUser(JenkinsHttp http, String user) {
    return http.post(STRATEGY + "deleteUser", "type", "globalRoles", "user", user);
  }

  private static Reply create(JenkinsHttp http, String name, String fullName, String password) {
    return http.post(
        "/securityRealm/createAccountByAdmin",
        "username",
        name,
        "password1",
        password,
        "password2",
        password,
        "fullname",
        fullName,
        "email",
        "");
  }

  private static Reply ownToken(JenkinsHttp http) {
    return http.post(
        "/me/descriptorByName/" + API_TOKENS + "generateNewToken", "newTokenName", "x");
  }

  private void replay(String file) throws IOException {
    List<Exchange> exchanges = Transcripts.read(file);
    assertThat(exchanges).extracting(Exchange::label).isEqualTo(labels());
    for (int i = 0; i < exchanges.size(); i++) {
      compare(i, exchanges.get(i), steps.get(i).request().get());
    }
  }

  private List<String> labels() {
    return steps.stream().map(Step::label).toList();
  }

  private void compare(int number, Exchange seen, Reply reply) {
    String what = number + " " + seen.label() + " -> " + reply.body();
    assertThat(reply.status()).as(what).isEqualTo(seen.status());
    assertThat(reply.header("Content-Type")).as(what).isEqualToIgnoringCase(seen.contentType());
    for (String header : seen.headers()) {
      String[] parts = header.split(": ", 2);
      assertThat(masked(reply.header(parts[0]))).as(what).contains(parts[1]);
    }
    if (seen.contentType().startsWith("application/json")) {
      sameJson(what, seen.body().getFirst(), reply.body());
    } else {
      seen.body().forEach(line -> sameMarks(what, line, reply.body()));
    }
  }

  private void sameJson(String what, String seen, String answered) {
    String expected = masked(seen.replace("http://127.0.0.1:18080", url().toString()));
    try {
      JsonNode tree = Json.read(expected);
      assertThat(Json.read(masked(answered))).as(what).isEqualTo(tree);
    } catch (JsonProcessingException cutOff) {
      assertThat(masked(answered)).as(what).startsWith(expected);
    }
  }

  /** Of a page: its title, its messages, its links; of plain text: all of it. */
  private static void sameMarks(String what, String line, String answered) {
    Matcher title = TITLE.matcher(line);
    if (title.find()) {
      assertThat(answered).as(what).contains(title.group());
    } else if (line.startsWith("<html><head><meta http-equiv='refresh'")) {
      assertThat(answered).as(what).contains("http-equiv='refresh'", "Authentication required");
    } else if (line.startsWith("href=") || line.startsWith("User name must")) {
      assertThat(answered).as(what).contains(line.strip());
    } else if (line.startsWith("error ") || line.startsWith("<form ")) {
      assertThat(answered).as(what).contains(line.substring(0, Math.min(70, line.length())));
    } else if (line.contains("SYSTEM|SYSTEM")) {
      assertThat(answered.replaceAll("\\s+", " ")).as(what).isEqualTo(line);
    }
  }

  private static String masked(String text) {
    return text.replaceAll("JSESSIONID\\.x=[^;]+", "JSESSIONID.x=<session>")
        .replaceAll("\"crumb\":\"[^\"]+\"", "\"crumb\":\"<crumb>\"")
        .replaceAll("\"tokenValue\":\"[^\"]+\"", "\"tokenValue\":\"<token>\"")
        .replaceAll("\"tokenUuid\":\"[^\"]+\"", "\"tokenUuid\":\"<uuid>\"");
  }
}
