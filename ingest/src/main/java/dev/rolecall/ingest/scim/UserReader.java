package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.Address;
import dev.rolecall.schemas.avro.Enterprise;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.PersonName;
import dev.rolecall.schemas.avro.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Canonical JSON to our own contract. */
final class UserReader {

  private UserReader() {}

  static User read(ObjectNode json, boolean activeWhenUnassigned) {
    if (json.toString().length() > Limits.MAX_USER_LENGTH) {
      throw new ScimException(
          ScimError.tooLarge("The user is larger than " + Limits.MAX_USER_LENGTH + " characters."));
    }
    return User.newBuilder()
        .setUserName(json.path("userName").asText())
        .setExternalId(text(json, "externalId"))
        .setActive(json.path("active").asBoolean(activeWhenUnassigned))
        .setName(name(json.path("name")))
        .setDisplayName(text(json, "displayName"))
        .setNickName(text(json, "nickName"))
        .setProfileUrl(text(json, "profileUrl"))
        .setTitle(text(json, "title"))
        .setUserType(text(json, "userType"))
        .setPreferredLanguage(text(json, "preferredLanguage"))
        .setLocale(text(json, "locale"))
        .setTimezone(text(json, "timezone"))
        .setEmails(list(json, "emails", UserReader::labelled))
        .setPhoneNumbers(list(json, "phoneNumbers", UserReader::labelled))
        .setIms(list(json, "ims", UserReader::labelled))
        .setPhotos(list(json, "photos", UserReader::labelled))
        .setEntitlements(list(json, "entitlements", UserReader::labelled))
        .setRoles(list(json, "roles", UserReader::labelled))
        .setX509Certificates(list(json, "x509Certificates", UserReader::labelled))
        .setAddresses(list(json, "addresses", UserReader::address))
        .setEnterprise(enterprise(json.path(UserSchema.ENTERPRISE_URN)))
        .setExtensions(extensions(json))
        .build();
  }

  private static @Nullable PersonName name(JsonNode json) {
    return json.isEmpty()
        ? null
        : PersonName.newBuilder()
            .setFormatted(text(json, "formatted"))
            .setFamilyName(text(json, "familyName"))
            .setGivenName(text(json, "givenName"))
            .setMiddleName(text(json, "middleName"))
            .setHonorificPrefix(text(json, "honorificPrefix"))
            .setHonorificSuffix(text(json, "honorificSuffix"))
            .build();
  }

  private static Labelled labelled(JsonNode json) {
    return Labelled.newBuilder()
        .setValue(json.path("value").asText())
        .setDisplay(text(json, "display"))
        .setType(text(json, "type"))
        .setPrimary(Elements.isPrimary(json))
        .build();
  }

  private static Address address(JsonNode json) {
    return Address.newBuilder()
        .setFormatted(text(json, "formatted"))
        .setStreetAddress(text(json, "streetAddress"))
        .setLocality(text(json, "locality"))
        .setRegion(text(json, "region"))
        .setPostalCode(text(json, "postalCode"))
        .setCountry(text(json, "country"))
        .setType(text(json, "type"))
        .setPrimary(Elements.isPrimary(json))
        .build();
  }

  private static @Nullable Enterprise enterprise(JsonNode json) {
    return json.isEmpty()
        ? null
        : Enterprise.newBuilder()
            .setEmployeeNumber(text(json, "employeeNumber"))
            .setCostCenter(text(json, "costCenter"))
            .setOrganization(text(json, "organization"))
            .setDivision(text(json, "division"))
            .setDepartment(text(json, "department"))
            .setManager(text(json.path("manager"), "value"))
            .setManagerDisplayName(text(json.path("manager"), "displayName"))
            .build();
  }

  private static Map<String, String> extensions(ObjectNode json) {
    Map<String, String> extensions = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (entry.getKey().startsWith("urn:") && !entry.getKey().equals(UserSchema.ENTERPRISE_URN)) {
        extensions.put(entry.getKey(), CanonicalJson.write(entry.getValue()));
      }
    }
    if (extensions.size() > Limits.MAX_FOREIGN_EXTENSIONS) {
      throw new ScimException(
          ScimError.tooLarge(
              "The user has more than " + Limits.MAX_FOREIGN_EXTENSIONS + " extensions."));
    }
    return extensions;
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).textValue();
  }

  private static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> element) {
    List<T> elements = new ArrayList<>();
    json.path(name).forEach(each -> elements.add(element.apply(each)));
    return elements;
  }
}
