package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Okta with an app integration of its own kind: looks before it creates, replaces whole users. */
final class Okta extends Idp {

  Okta(Web web, URI scim, String token) {
    super(web, scim, token, "Okta SCIM Client 1.0.0");
  }

  @Override
  Pushed join(String login, String given, String family, Map<String, String> attributes) {
    String filter = "userName eq \"" + address(login) + "\"";
    push(
        "GET",
        "/Users?filter="
            + URLEncoder.encode(filter, StandardCharsets.UTF_8)
            + "&startIndex=1&count=100",
        null);
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    user.put("userName", address(login));
    user.putObject("name").put("givenName", given).put("familyName", family);
    user.putArray("emails")
        .addObject()
        .put("primary", true)
        .put("value", address(login))
        .put("type", "work");
    user.put("displayName", given + " " + family);
    user.put("externalId", "00u" + login);
    user.putArray("groups");
    user.put("password", "1mz050nq");
    user.put("active", true);
    put(user, attributes);
    return push("POST", "/Users", user.toString());
  }

  @Override
  Pushed createGroup(String name) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
    group.put("displayName", name);
    group.putArray("members");
    return push("POST", "/Groups", group.toString());
  }

  @Override
  Pushed addMember(String group, String person) {
    return patch(
        group,
        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
            + person
            + "\",\"display\":\"x\"}]}");
  }

  @Override
  Pushed removeMember(String group, String person) {
    return patch(
        group, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + person + "\\\"]\"}");
  }

  /** As when a group is linked anew: the members there are, all at once. */
  Pushed replaceMembers(String group, List<String> people) {
    String members =
        people.stream()
            .map("{\"value\":\"%s\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    return patch(group, "{\"op\":\"replace\",\"path\":\"members\",\"value\":" + members + "}");
  }

  @Override
  Pushed deactivate(String person) {
    ObjectNode user = (ObjectNode) push("GET", "/Users/" + person, null).body();
    user.put("active", false);
    return push("PUT", "/Users/" + person, user.toString());
  }

  private Pushed patch(String group, String operation) {
    return push(
        "PATCH",
        "/Groups/" + group,
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
            + operation
            + "]}");
  }
}
