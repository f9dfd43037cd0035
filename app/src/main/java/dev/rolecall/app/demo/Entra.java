package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/** Microsoft Entra ID: capital operations, booleans as strings, members removed by value. */
final class Entra extends Idp {

  Entra(Web web, URI scim, String token) {
    super(web, scim, token, "Microsoft-Entra-Provisioning");
  }

  @Override
  Pushed join(String login, String given, String family, Map<String, String> attributes) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.putArray("schemas")
        .add("urn:ietf:params:scim:schemas:core:2.0:User")
        .add("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    user.put("externalId", login);
    user.put("userName", address(login));
    user.put("active", true);
    user.put("displayName", given + " " + family);
    user.putArray("emails")
        .addObject()
        .put("primary", "True")
        .put("type", "work")
        .put("value", address(login));
    user.putObject("meta").put("resourceType", "User");
    user.putObject("name").put("familyName", family).put("givenName", given);
    user.putArray("roles");
    put(user, attributes);
    return push("POST", "/Users", user.toString());
  }

  @Override
  Pushed createGroup(String name) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group
        .putArray("schemas")
        .add("urn:ietf:params:scim:schemas:core:2.0:Group")
        .add("http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group");
    group.put("externalId", "group-" + name);
    group.put("displayName", name);
    return push("POST", "/Groups", group.toString());
  }

  @Override
  Pushed addMember(String group, String person) {
    return patch("/Groups/" + group, operation("Add", "members", members(person)));
  }

  @Override
  Pushed removeMember(String group, String person) {
    return patch("/Groups/" + group, operation("Remove", "members", members(person)));
  }

  @Override
  Pushed deactivate(String person) {
    return patch("/Users/" + person, operation("Replace", "active", "\"False\""));
  }

  private static String members(String person) {
    return "[{\"$ref\":null,\"value\":\"" + person + "\"}]";
  }

  private static String operation(String op, String path, String value) {
    return "{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":" + value + "}";
  }

  private Pushed patch(String path, String operation) {
    return push(
        "PATCH",
        path,
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
            + operation
            + "]}");
  }
}
