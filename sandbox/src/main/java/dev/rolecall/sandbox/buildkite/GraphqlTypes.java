package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.buildkite.GraphqlDocument.Field;
import dev.rolecall.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The objects of Buildkite's GraphQL API, as far as the simulator has them. */
final class GraphqlTypes {
  /** What Buildkite gives when nobody says how many. */
  private static final int DEFAULT_PAGE = 500;

  private final World world;

  /** A field that takes arguments. */
  @FunctionalInterface
  interface Resolver {
    @Nullable Object of(Field field);
  }

  GraphqlTypes(World world) {
    this.world = world;
  }

  String organizationId() {
    return Ids.graphql("Organization", world.uuid);
  }

  Map<String, @Nullable Object> organization() {
    return Json.object(
        "__typename",
        "Organization",
        "id",
        organizationId(),
        "uuid",
        world.uuid,
        "slug",
        world.seed.organization(),
        "name",
        world.seed.organization(),
        "isTeamsEnabled",
        world.seed.teamsInPlan(),
        "members",
        (Resolver) this::members,
        "apiAccessTokens",
        (Resolver) this::tokens,
        "ssoProviders",
        (Resolver) this::ssoProviders);
  }

  /** A search by e-mail knows the primary address alone. */
  private Object members(Field field) {
    String email = field.text("email");
    List<Membership> found =
        world.members.values().stream()
            .filter(member -> email == null || member.user.email.equalsIgnoreCase(email))
            .toList();
    return connection("OrganizationMember", field, found, this::member);
  }

  /** Tokens of members that may use this organization. */
  private Object tokens(Field field) {
    List<Token> found =
        world.tokens.values().stream().filter(token -> reachesTheOrganization(token)).toList();
    return connection("OrganizationAPIAccessToken", field, found, this::token);
  }

  boolean reachesTheOrganization(Token token) {
    return token.works(world.now())
        && !token.removedFromOrganization
        && world.members.containsKey(token.owner.uuid);
  }

  private Object ssoProviders(Field field) {
    List<String> providers = world.seed.sso() ? List.of("saml") : List.of();
    return connection(
        "SSOProvider",
        field,
        providers,
        name ->
            Json.object(
                "__typename",
                "SSOProviderSAML",
                "id",
                Ids.graphql("SSOProviderSAML", world.uuid),
                "uuid",
                world.uuid,
                "type",
                "SAML",
                "state",
                "ENABLED",
                "emailDomain",
                null,
                "note",
                null));
  }

  private Map<String, @Nullable Object> member(Membership member) {
    return Json.object(
        "__typename", "OrganizationMember",
        "id", Ids.graphql("OrganizationMember", member.uuid),
        "uuid", member.uuid,
        "role", member.role.toUpperCase(Locale.ROOT),
        "sso",
            Json.object(
                "__typename",
                "OrganizationMemberSSO",
                "mode",
                member.ssoMode.toUpperCase(Locale.ROOT)),
        "user", user(member.user));
  }

  private static Map<String, @Nullable Object> user(User user) {
    return Json.object(
        "__typename",
        "User",
        "id",
        Ids.graphql("User", user.uuid),
        "uuid",
        user.uuid,
        "email",
        user.email,
        "name",
        user.name,
        "bot",
        false,
        "machineUser",
        false);
  }

  private Map<String, @Nullable Object> token(Token token) {
    return Json.object(
        "__typename",
        "OrganizationAPIAccessToken",
        "id",
        tokenId(token),
        "uuid",
        token.uuid,
        "description",
        "A token",
        "createdAt",
        Ids.time(token.createdAt),
        "expiresAt",
        token.expiresAt == null ? null : Ids.time(token.expiresAt),
        "lastAccessedAt",
        null,
        "ipAddress",
        null,
        "owner",
        user(token.owner));
  }

  static String tokenId(Token token) {
    return Ids.graphql("OrganizationAPIAccessToken", token.uuid);
  }

  private static <T> Map<String, @Nullable Object> connection(
      String type, Field field, List<T> all, Function<T, Map<String, @Nullable Object>> node) {
    int start = start(field.text("after"));
    int size = field.number("first", DEFAULT_PAGE);
    List<T> page = all.stream().skip(start).limit(size).toList();
    boolean more = start + page.size() < all.size();
    List<Map<String, @Nullable Object>> edges =
        Stream.iterate(0, i -> i < page.size(), i -> i + 1)
            .map(i ->
                Json.object(
                    "__typename", type + "Edge",
                    "cursor", cursor(start + i + 1),
                    "node", node.apply(page.get(i))))
            .toList();
    Map<String, @Nullable Object> connection = new LinkedHashMap<>();
    connection.put("__typename", type + "Connection");
    connection.put("edges", edges);
    connection.put(
        "pageInfo",
        Json.object(
            "__typename",
            "PageInfo",
            "hasNextPage",
            more,
            "hasPreviousPage",
            start > 0,
            "startCursor",
            page.isEmpty() ? null : cursor(start + 1),
            "endCursor",
            page.isEmpty() ? null : cursor(start + page.size())));
    return connection;
  }

  private static String cursor(int position) {
    return Base64.getEncoder()
        .encodeToString(Integer.toString(position).getBytes(StandardCharsets.UTF_8));
  }

  private static int start(@Nullable String cursor) {
    return cursor == null
        ? 0
        : Integer.parseInt(new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8));
  }
}
