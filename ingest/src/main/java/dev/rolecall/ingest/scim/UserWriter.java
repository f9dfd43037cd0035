package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.Address;
import dev.rolecall.schemas.avro.Enterprise;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.PersonName;
import dev.rolecall.schemas.avro.User;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our own contract to canonical JSON. What is unassigned is not there. */
final class UserWriter {

  private UserWriter() {}

  static ObjectNode write(User user) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    text(json, "externalId", user.getExternalId());
    text(json, "userName", user.getUserName());
    name(json, user.getName());
    text(json, "displayName", user.getDisplayName());
    text(json, "nickName", user.getNickName());
    text(json, "profileUrl", user.getProfileUrl());
    text(json, "title", user.getTitle());
    text(json, "userType", user.getUserType());
    text(json, "preferredLanguage", user.getPreferredLanguage());
    text(json, "locale", user.getLocale());
    text(json, "timezone", user.getTimezone());
    json.put("active", user.getActive());
    labelled(json, "emails", user.getEmails());
    labelled(json, "phoneNumbers", user.getPhoneNumbers());
    labelled(json, "ims", user.getIms());
    labelled(json, "photos", user.getPhotos());
    addresses(json, user.getAddresses());
    labelled(json, "entitlements", user.getEntitlements());
    labelled(json, "roles", user.getRoles());
    labelled(json, "x509Certificates", user.getX509Certificates());
    enterprise(json, user.getEnterprise());
    new TreeMap<>(user.getExtensions()).forEach((urn, text) -> json.set(urn, ScimJson.read(text)));
    return json;
  }

  private static void name(ObjectNode json, @Nullable PersonName name) {
    if (name != null) {
      ObjectNode part = json.putObject("name");
      text(part, "formatted", name.getFormatted());
      text(part, "familyName", name.getFamilyName());
      text(part, "givenName", name.getGivenName());
      text(part, "middleName", name.getMiddleName());
      text(part, "honorificPrefix", name.getHonorificPrefix());
      text(part, "honorificSuffix", name.getHonorificSuffix());
    }
  }

  private static void labelled(ObjectNode json, String attribute, List<Labelled> elements) {
    for (Labelled element : elements) {
      ObjectNode part = json.withArray(attribute).addObject();
      text(part, "value", element.getValue());
      text(part, "display", element.getDisplay());
      label(part, element.getType(), element.getPrimary());
    }
  }

  private static void addresses(ObjectNode json, List<Address> elements) {
    for (Address element : elements) {
      ObjectNode part = json.withArray("addresses").addObject();
      text(part, "formatted", element.getFormatted());
      text(part, "streetAddress", element.getStreetAddress());
      text(part, "locality", element.getLocality());
      text(part, "region", element.getRegion());
      text(part, "postalCode", element.getPostalCode());
      text(part, "country", element.getCountry());
      label(part, element.getType(), element.getPrimary());
    }
  }

  private static void label(ObjectNode json, @Nullable String type, boolean primary) {
    text(json, "type", type);
    if (primary) {
      json.put("primary", true);
    }
  }

  private static void enterprise(ObjectNode json, @Nullable Enterprise enterprise) {
    if (enterprise == null) {
      return;
    }
    ObjectNode part = json.putObject(UserSchema.ENTERPRISE_URN);
    text(part, "employeeNumber", enterprise.getEmployeeNumber());
    text(part, "costCenter", enterprise.getCostCenter());
    text(part, "organization", enterprise.getOrganization());
    text(part, "division", enterprise.getDivision());
    text(part, "department", enterprise.getDepartment());
    if (enterprise.getManager() != null || enterprise.getManagerDisplayName() != null) {
      ObjectNode manager = part.putObject("manager");
      text(manager, "value", enterprise.getManager());
      text(manager, "displayName", enterprise.getManagerDisplayName());
    }
  }

  private static void text(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
