package dev.rolecall.views.directory;

/** The questions that are asked most. */
public sealed interface Lookup {

  record Everything() implements Lookup {}

  record ById(String id) implements Lookup {}

  /** userName of users, displayName of groups; case does not matter. */
  record ByName(String name) implements Lookup {}

  record ByExternalId(String externalId) implements Lookup {}

  /** Any of a user's addresses; case does not matter. No group has one. */
  record ByEmail(String email) implements Lookup {}

  /** Groups that have this member. No user has one. */
  record ByMember(String member) implements Lookup {}

  /** As a condition on what is stored of this kind. */
  default Criterion on(Kind kind) {
    return switch (this) {
      case Everything() -> Criterion.always();
      case ById(String id) -> equal(Column.ID, id);
      case ByName(String name) -> equal(Column.NAME, name);
      case ByExternalId(String id) -> equal(Column.EXTERNAL_ID, id);
      case ByEmail(String email) ->
          some(kind == Kind.USERS, Elements.EMAILS, equal(Column.EMAIL_VALUE, email));
      case ByMember(String member) ->
          some(kind == Kind.GROUPS, Elements.MEMBERS, equal(Column.MEMBER_ID, member));
    };
  }

  private static Criterion some(boolean has, Elements elements, Criterion element) {
    return has ? new Criterion.Some(elements, element) : Criterion.never();
  }

  private static Criterion equal(Column column, String value) {
    return new Criterion.Text(column, Criterion.Comparator.EQUAL, value);
  }
}
