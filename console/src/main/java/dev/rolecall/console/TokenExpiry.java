package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How long the tokens of a directory are good for. */
final class TokenExpiry {

  /** From here on somebody should make the next one. */
  static final long SOON_DAYS = 30;

  private final DirectoryConfig directory;
  private final LocalDate today;

  TokenExpiry(DirectoryConfig directory, Instant now) {
    this.directory = directory;
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** Each with its scopes, and its end when it has one; never its hash. */
  ArrayNode tokens() {
    ArrayNode tokens = JsonNodeFactory.instance.arrayNode();
    for (DirectoryToken token : directory.tokens()) {
      ObjectNode each = tokens.addObject();
      each.put("name", token.token().name());
      ArrayNode scopes = each.putArray("scopes");
      token.scopes().stream().sorted().map(Shapes::word).forEach(scopes::add);
      token.token().expires().ifPresent(day -> each.put("expires", day.toString()));
      daysLeft(token.token())
          .ifPresent(days -> {
            each.put("daysLeft", days);
            each.put("state", state(days));
          });
    }
    return tokens;
  }

  private static String state(long days) {
    if (days <= 0) {
      return "expired";
    }
    return days < SOON_DAYS ? "expiring" : "valid";
  }

  /** A sentence for each that ends soon or has ended, by which token it is. */
  Map<String, String> warnings() {
    Map<String, String> warnings = new LinkedHashMap<>();
    for (DirectoryToken each : directory.tokens()) {
      TokenHash token = each.token();
      daysLeft(token)
          .filter(days -> days < SOON_DAYS)
          .ifPresent(days ->
              warnings.put("token " + token.name() + " of " + directory.name(), sentence(days)));
    }
    return warnings;
  }

  private static String sentence(long days) {
    return days <= 0
        ? "has expired; take it out, or replace it at the identity provider"
        : "expires in " + days + (days == 1 ? " day" : " days") + "; add the next one beside it";
  }

  /** A token is refused from the start of its last day. */
  private Optional<Long> daysLeft(TokenHash token) {
    return token.expires().map(day -> ChronoUnit.DAYS.between(today, day));
  }
}
