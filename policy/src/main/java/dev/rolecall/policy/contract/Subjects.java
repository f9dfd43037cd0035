package dev.rolecall.policy.contract;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.Subject;
import dev.rolecall.schemas.avro.Enterprise;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A person of the directory as policies see them. */
public final class Subjects {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Subjects() {}

  public static Subject of(Person person) {
    return new Subject(
        person.getDirectory(),
        person.getId(),
        person.getStanding() == Standing.ACTIVE,
        attributes(person.getUser()),
        memberships(person.getGroups()));
  }

  private static List<GroupMembership> memberships(List<GroupRef> groups) {
    Map<String, GroupRef> byId = new HashMap<>();
    groups.forEach(group -> byId.put(group.getId(), group));
    return groups.stream().map(group -> membership(group, byId)).toList();
  }

  private static GroupMembership membership(GroupRef group, Map<String, GroupRef> byId) {
    @Nullable String via = group.getVia();
    @Nullable GroupRef below = via == null ? null : byId.get(via);
    List<GroupMembership> path = new ArrayList<>();
    if (below != null) {
      GroupMembership nested = membership(below, byId);
      path.addAll(nested.path());
      path.add(nested);
    }
    return new GroupMembership(
        group.getId(), group.getDisplayName(), group.getExternalId(), group.getSince(), path);
  }

  private static SortedMap<String, Object> attributes(User user) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    put(attributes, "userName", user.getUserName());
    put(attributes, "displayName", user.getDisplayName());
    put(attributes, "nickName", user.getNickName());
    put(attributes, "title", user.getTitle());
    put(attributes, "userType", user.getUserType());
    put(attributes, "locale", user.getLocale());
    put(attributes, "preferredLanguage", user.getPreferredLanguage());
    put(attributes, "timezone", user.getTimezone());
    put(attributes, "email", Emails.of(user).orElse(null));
    attributes.put("active", user.getActive());
    @Nullable Enterprise enterprise = user.getEnterprise();
    if (enterprise != null) {
      put(attributes, "department", enterprise.getDepartment());
      put(attributes, "costCenter", enterprise.getCostCenter());
      put(attributes, "division", enterprise.getDivision());
      put(attributes, "organization", enterprise.getOrganization());
      put(attributes, "employeeNumber", enterprise.getEmployeeNumber());
      put(attributes, "manager", enterprise.getManager());
    }
    user.getExtensions().forEach((urn, json) -> extension(attributes, urn, json));
    return attributes;
  }

  private static void put(Map<String, Object> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  private static void extension(Map<String, Object> attributes, String urn, String json) {
    try {
      JSON.readTree(json)
          .properties()
          .forEach(property -> {
            @Nullable Object value = value(property.getValue());
            if (value != null) {
              attributes.put(urn + ":" + property.getKey(), value);
            }
          });
    } catch (JacksonException e) {
      // The parser's message quotes the text, which is personal.
      throw new IllegalStateException("an extension of a person is not JSON: " + urn);
    }
  }

  /** Structures inside an extension are out of a policy's sight. */
  private static @Nullable Object value(JsonNode node) {
    if (node.isTextual() || node.isNumber()) {
      return node.asText();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (!node.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    node.forEach(element -> {
      if (element.isTextual() || element.isNumber()) {
        texts.add(element.asText());
      }
    });
    return texts;
  }
}
