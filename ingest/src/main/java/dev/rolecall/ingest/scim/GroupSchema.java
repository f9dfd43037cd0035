package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Definition.complex;
import static dev.rolecall.ingest.scim.Definition.reference;
import static dev.rolecall.ingest.scim.Definition.string;

import java.util.List;

/** The schema of a group (RFC 7643 § 4.2). */
final class GroupSchema {

  static final String CORE_URN = "urn:ietf:params:scim:schemas:core:2.0:Group";
  static final String DISPLAY_NAME = "displayName";
  static final String MEMBERS = "members";
  static final String REF = "$ref";

  static final Schema CORE =
      Schema.of(
          CORE_URN,
          List.of(),
          "Group",
          "A group of persons",
          string(DISPLAY_NAME, "Name of the group, unique in a directory").required().unique(),
          complex(
                  MEMBERS,
                  "Persons and groups in the group",
                  string("value", "Id of the member").exact().immutable(),
                  reference(REF, "Where the member is", "User", "Group").immutable(),
                  string("type", "What the member is").values("User", "Group").immutable(),
                  string("display", "Name of the member; accepted and not kept").readOnly())
              .many());

  private GroupSchema() {}
}
