package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The token that we work with, and whose it is. */
final class OwnToken {
  /** A token is exchanged seldom, and for one of the same user. */
  private static final Duration AGE = Duration.ofMinutes(5);

  private static final List<String> NEEDED =
      List.of(
          "read_organizations",
          "write_organizations",
          "read_organization_invitations",
          "write_organization_invitations",
          "read_teams",
          "write_teams");

  private final Buildkite buildkite;
  private final Members members;
  private final boolean graphql;
  private final Remembered<String> self;

  /** What the token says of itself. */
  record Description(List<String> missing, Optional<LocalDate> ends, String email) {
    Description {
      missing = List.copyOf(missing);
    }

    @Override
    public String toString() {
      return "Description[ends=" + ends + "]";
    }
  }

  OwnToken(Buildkite buildkite, Members members, boolean graphql, InstantSource time) {
    this.buildkite = buildkite;
    this.members = members;
    this.graphql = graphql;
    this.self = new Remembered<>(time, AGE);
  }

  Description describe() throws ToolException {
    JsonNode token = buildkite.read(Request.get("/v2/access-token"));
    List<String> missing = new ArrayList<>(NEEDED);
    if (graphql) {
      missing.add("graphql");
    }
    token.path("scopes").forEach(scope -> missing.remove(scope.asText()));
    return new Description(
        missing,
        day(token.path("expires_at").asText("")),
        token.path("user").path("email").asText(""));
  }

  /** Whether this is the account whose token we use: nobody else could undo what we do to it. */
  boolean isOf(String user) throws ToolException {
    Optional<String> known = self.get();
    if (known.isPresent()) {
      return known.get().equals(user);
    }
    Member own =
        members
            .byEmail(describe().email())
            .orElseThrow(() ->
                new ToolException(
                    Kind.UNEXPECTED, "the token's own user is not among the members"));
    return self.put(own.id()).equals(user);
  }

  static Applied own() {
    return new Applied.Refused(Call.NONE, "this is the account Rolecall works with");
  }

  /** 403: a scope that the token lacks stops everything; else only this change is not allowed. */
  Applied written(Reply reply) throws ToolException {
    if (reply instanceof Answer answer && answer.status() == 403) {
      List<String> missing = describe().missing();
      return missing.isEmpty()
          ? new Applied.Refused(
              reply.call(), "Buildkite does not allow this to the token's user: is it an admin?")
          : new Applied.Unauthorised(reply.call(), "the token lacks the scopes " + missing);
    }
    return Meaning.written(reply);
  }

  /** Written as "2025-07-23 06:07:42 UTC". */
  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
    } catch (DateTimeException never) {
      return Optional.empty();
    }
  }
}
