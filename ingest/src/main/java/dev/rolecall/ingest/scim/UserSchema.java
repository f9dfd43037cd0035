package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Definition.binary;
import static dev.rolecall.ingest.scim.Definition.complex;
import static dev.rolecall.ingest.scim.Definition.flag;
import static dev.rolecall.ingest.scim.Definition.reference;
import static dev.rolecall.ingest.scim.Definition.string;

import java.util.List;

/** The schemas of a user (RFC 7643 § 4.1 and § 4.3). */
final class UserSchema {

  static final String CORE_URN = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String ENTERPRISE_URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  static final Schema CORE =
      Schema.of(
          CORE_URN,
          List.of("urn:scim:schemas:core:1.0"),
          "User",
          "A person",
          string("userName", "Name to sign in with, unique in a directory").required().unique(),
          complex(
              "name",
              "Parts of the person's name",
              string("formatted", "The whole name as it is displayed"),
              string("familyName", "Last name"),
              string("givenName", "First name"),
              string("middleName", "Middle names"),
              string("honorificPrefix", "Title before the name"),
              string("honorificSuffix", "Suffix after the name")),
          string("displayName", "Name to show"),
          string("nickName", "Casual name"),
          reference("profileUrl", "Page about the person", "external"),
          string("title", "Position in the organisation"),
          string("userType", "Relation to the organisation"),
          string("preferredLanguage", "Language to be addressed in"),
          string("locale", "For dates, numbers and currency"),
          string("timezone", "In the notation of the IANA database"),
          flag("active", "Whether the person may act at all; never unassigned").required(),
          string("password", "Accepted and dropped: this service has no passwords").writeOnly(),
          labelled(
              "emails",
              "E-mail addresses",
              string("value", "The address"),
              "work",
              "home",
              "other"),
          labelled(
              "phoneNumbers",
              "Telephone numbers",
              string("value", "The number"),
              "work",
              "home",
              "mobile",
              "fax",
              "other"),
          labelled("ims", "Instant messaging addresses", string("value", "The address")),
          labelled(
              "photos",
              "Pictures of the person",
              reference("value", "Where the picture is", "external"),
              "photo",
              "thumbnail"),
          addresses(),
          complex(
                  "groups",
                  "Groups the person is a member of",
                  string("value", "Id of the group").exact().readOnly(),
                  reference("$ref", "Where the group is", "Group").readOnly(),
                  string("display", "Name of the group").readOnly(),
                  string("type", "How the membership came about")
                      .values("direct", "indirect")
                      .readOnly())
              .many()
              .readOnly(),
          labelled(
              "entitlements", "What the person is entitled to", string("value", "The entitlement")),
          labelled("roles", "Roles of the person", string("value", "The role")),
          labelled(
              "x509Certificates", "Certificates of the person", binary("value", "DER in base64")));

  static final Schema ENTERPRISE =
      Schema.of(
          ENTERPRISE_URN,
          // A misprint in Entra's documentation that made it into configurations, and the URN of
          // SCIM 1.0.
          List.of(
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0User",
              "urn:scim:schemas:extension:enterprise:1.0"),
          "EnterpriseUser",
          "What an employer knows about a person",
          string("employeeNumber", "Number given by the employer"),
          string("costCenter", "Cost centre"),
          string("organization", "Organisation"),
          string("division", "Division"),
          string("department", "Department"),
          complex(
              "manager",
              "The person's manager",
              string("value", "Id of the manager").exact(),
              reference("$ref", "Where the manager is", "User"),
              string("displayName", "Name of the manager")));

  private UserSchema() {}

  private static Definition labelled(
      String name, String description, Definition value, String... types) {
    return complex(
            name,
            description,
            value,
            string("display", "Text to show"),
            string("type", "What it is used for").values(types),
            flag("primary", "Whether it is the preferred one"))
        .many();
  }

  private static Definition addresses() {
    return complex(
            "addresses",
            "Postal addresses",
            string("formatted", "The whole address as it is displayed"),
            string("streetAddress", "Street and number"),
            string("locality", "City"),
            string("region", "State or region"),
            string("postalCode", "Postal code"),
            string("country", "Country code (ISO 3166-1)"),
            string("type", "What it is used for").values("work", "home", "other"),
            flag("primary", "Whether it is the preferred one"))
        .many();
  }
}
