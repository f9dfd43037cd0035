package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Definition.complex;
import static dev.rolecall.ingest.scim.Definition.dateTime;
import static dev.rolecall.ingest.scim.Definition.reference;
import static dev.rolecall.ingest.scim.Definition.string;

import java.util.List;

/** The attributes that every resource has without any schema saying so (RFC 7643 § 3.1). */
final class SharedAttributes {

  static final String SCHEMAS = "schemas";
  static final String ID = "id";
  static final String EXTERNAL_ID = "externalId";
  static final String META = "meta";

  static final List<Attribute> ALL =
      List.of(
          reference(SCHEMAS, "URNs of the schemas of this resource", "uri")
              .many()
              .readOnly()
              .always()
              .build(),
          string(ID, "Identifier given by this service")
              .exact()
              .readOnly()
              .always()
              .unique()
              .build(),
          string(EXTERNAL_ID, "Identifier given by the client").exact().build(),
          complex(
                  META,
                  "About the resource itself",
                  string("resourceType", "Name of the resource type").exact().readOnly(),
                  dateTime("created", "When it was created").readOnly(),
                  dateTime("lastModified", "When it was last changed").readOnly(),
                  reference("location", "Where it is", "uri").readOnly(),
                  string("version", "Entity tag").exact().readOnly())
              .readOnly()
              .build());

  private SharedAttributes() {}
}
