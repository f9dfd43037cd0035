package dev.rolecall.ingest.scim;

import dev.rolecall.views.directory.Column;
import dev.rolecall.views.directory.Elements;
import java.util.Optional;

/** Which attributes the view keeps in columns. */
final class StoredAttributes {

  private StoredAttributes() {}

  /** The column of an attribute that a resource has at most once. */
  static Optional<Column> column(ResourceType type, Reference reference) {
    String path = path(reference);
    Optional<Column> column =
        switch (path) {
          case SharedAttributes.ID -> Optional.of(Column.ID);
          case SharedAttributes.EXTERNAL_ID -> Optional.of(Column.EXTERNAL_ID);
          case "meta.created" -> Optional.of(Column.CREATED);
          case "meta.lastModified" -> Optional.of(Column.MODIFIED);
          default -> isUser(type) ? ofUser(path) : ofGroup(path);
        };
    return column.filter(each -> isComparedAlike(each, reference.leaf()));
  }

  /** What a resource is sorted by, which of a list of e-mail addresses is one of them. */
  static Optional<Column> sortColumn(ResourceType type, Reference reference) {
    return isUser(type) && path(reference).equals("emails.value")
        ? Optional.of(Column.FIRST_EMAIL)
        : column(type, reference);
  }

  /** What is kept element by element. */
  static Optional<Elements> elements(ResourceType type, Reference reference) {
    if (reference.extension() != null) {
      return Optional.empty();
    }
    return switch (reference.attribute().name()) {
      case "emails" -> Optional.of(Elements.EMAILS).filter(each -> isUser(type));
      case "groups" -> Optional.of(Elements.GROUPS).filter(each -> isUser(type));
      case GroupSchema.MEMBERS -> Optional.of(Elements.MEMBERS).filter(each -> !isUser(type));
      default -> Optional.empty();
    };
  }

  /** The column of a sub-attribute of such elements. */
  static Optional<Column> column(Elements elements, Attribute sub) {
    Optional<Column> column =
        switch (elements) {
          case EMAILS ->
              switch (sub.name()) {
                case Attribute.VALUE -> Optional.of(Column.EMAIL_VALUE);
                case "display" -> Optional.of(Column.EMAIL_DISPLAY);
                case "type" -> Optional.of(Column.EMAIL_TYPE);
                case "primary" -> Optional.of(Column.EMAIL_PRIMARY);
                default -> Optional.empty();
              };
          case GROUPS ->
              switch (sub.name()) {
                case Attribute.VALUE -> Optional.of(Column.GROUP_ID);
                case "display" -> Optional.of(Column.GROUP_NAME);
                default -> Optional.empty();
              };
          case MEMBERS ->
              sub.name().equals(Attribute.VALUE) ? Optional.of(Column.MEMBER_ID) : Optional.empty();
        };
    return column.filter(each -> isComparedAlike(each, sub));
  }

  private static Optional<Column> ofUser(String path) {
    return switch (path) {
      case "userName" -> Optional.of(Column.NAME);
      case "displayName" -> Optional.of(Column.DISPLAY_NAME);
      case "name.familyName" -> Optional.of(Column.FAMILY_NAME);
      case "name.givenName" -> Optional.of(Column.GIVEN_NAME);
      case "title" -> Optional.of(Column.TITLE);
      case "userType" -> Optional.of(Column.USER_TYPE);
      case "active" -> Optional.of(Column.ACTIVE);
      case UserSchema.ENTERPRISE_URN + ":employeeNumber" -> Optional.of(Column.EMPLOYEE_NUMBER);
      case UserSchema.ENTERPRISE_URN + ":department" -> Optional.of(Column.DEPARTMENT);
      default -> Optional.empty();
    };
  }

  private static Optional<Column> ofGroup(String path) {
    return path.equals(GroupSchema.DISPLAY_NAME) ? Optional.of(Column.NAME) : Optional.empty();
  }

  private static String path(Reference reference) {
    Schema extension = reference.extension();
    Attribute sub = reference.sub();
    return (extension == null ? "" : extension.urn() + ":")
        + reference.attribute().name()
        + (sub == null ? "" : "." + sub.name());
  }

  /**
   * A column that regards letter case is of no use to an attribute that does not, and vice versa.
   */
  private static boolean isComparedAlike(Column column, Attribute attribute) {
    return switch (attribute.type()) {
      case BOOLEAN, DATE_TIME, INTEGER, DECIMAL -> true;
      case STRING, REFERENCE, BINARY, COMPLEX, UNTYPED ->
          attribute.caseExact() != column.isFolded();
    };
  }

  private static boolean isUser(ResourceType type) {
    return type.name().equals(ResourceType.USER.name());
  }
}
