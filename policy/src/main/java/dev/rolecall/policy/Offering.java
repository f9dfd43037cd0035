package dev.rolecall.policy;

import dev.rolecall.policy.Statement.Says;
import dev.rolecall.policy.condition.Dates;
import dev.rolecall.policy.condition.PersonValues;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.text.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules offer one person, before anything is taken from it. */
final class Offering {

  private final PersonValues person;
  private final List<Offer> offers = new ArrayList<>();
  private final Set<Resolution.Finding> findings = new HashSet<>();
  private final List<Voice> silent = new ArrayList<>();

  Offering(PersonValues person) {
    this.person = person;
  }

  List<Offer> offers() {
    return offers;
  }

  Set<Resolution.Finding> findings() {
    return findings;
  }

  /** Rules that would give something and could not say what or for how long. */
  List<Voice> silent() {
    return silent;
  }

  void add(Place place, Says.Gives rule, List<Match> matches) {
    for (Match match : matches) {
      RuleReason reason = match.reason(place);
      Optional<Offer.Window> window = window(rule, reason, match);
      if (window.isPresent()) {
        for (GrantLine line : rule.grants()) {
          add(line, new Source(Voice.Kind.RULE, reason, match.captures(), window.get()));
        }
      }
    }
  }

  void add(Temporary temporary) {
    Offer.Window window = new Offer.Window(temporary.from(), temporary.until());
    Source source = new Source(Voice.Kind.TEMPORARY, temporary.place().reason(), Map.of(), window);
    temporary.grants().forEach(line -> add(line, source));
  }

  private record Source(
      Voice.Kind kind, RuleReason reason, Map<String, String> captures, Offer.Window window) {}

  /** Empty when a date is needed and missing. */
  private Optional<Offer.Window> window(Says.Gives rule, RuleReason reason, Match match) {
    Expiry expiry = rule.expiry();
    if (expiry == null) {
      return Optional.of(Offer.Window.ALWAYS);
    }
    return switch (expiry) {
      case Expiry.After after -> after(after, match);
      case Expiry.At at -> at(at, reason);
    };
  }

  private static Optional<Offer.Window> after(Expiry.After after, Match match) {
    @Nullable GroupMembership group = match.group();
    if (group == null) {
      throw new IllegalStateException("an end that is measured from a group needs one");
    }
    return Optional.of(new Offer.Window(null, plus(group.since(), after)));
  }

  /** An end beyond what can be told is as good as the last that can. */
  private static Instant plus(Instant since, Expiry.After after) {
    try {
      return since.plus(after.duration());
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX;
    }
  }

  private Optional<Offer.Window> at(Expiry.At at, RuleReason reason) {
    String written = person.written(at.attribute());
    if (written.isBlank()) {
      if (at.forever()) {
        return Optional.of(Offer.Window.ALWAYS);
      }
      silent(reason, Voice.Fate.NO_END, "user." + at.attribute().name() + " is missing");
      return Optional.empty();
    }
    Optional<Instant> end = Dates.end(written);
    if (end.isEmpty()) {
      String message = "user." + at.attribute().name() + " is no date: the rule gives nothing";
      findings.add(
          new Resolution.Finding(
              Resolution.Finding.Kind.BROKEN_DATE,
              reason,
              null,
              message,
              "send it as 2026-08-31 or 2026-08-31T18:00:00Z"));
      silent(reason, Voice.Fate.NO_END, message);
    }
    return end.map(instant -> new Offer.Window(null, instant));
  }

  private void add(GrantLine line, Source source) {
    switch (line.aim()) {
      case Aim.Named named -> named.tools().forEach(tool -> add(line, tool, source));
      case Aim.Captured captured -> {
        String name = source.captures().getOrDefault(captured.capture(), "");
        @Nullable ToolShapes tool = captured.byName().get(Fold.fold(name));
        if (tool == null) {
          unknown(
              Resolution.Finding.Kind.UNKNOWN_TOOL,
              source.reason(),
              null,
              new Said(
                  "there is no tool '" + name + "'",
                  Nearest.remedy(name, ToolShapes.names(captured.tools()))));
        } else {
          add(line, tool, source);
        }
      }
    }
  }

  private void add(GrantLine line, ToolShapes tool, Source source) {
    String scope = line.scope().fill(source.captures());
    Optional<Shape> shape = tool.of(scope);
    if (shape.isEmpty()) {
      unknown(
          Resolution.Finding.Kind.UNKNOWN_SCOPE,
          source.reason(),
          tool,
          new Said(tool.noSuchScope(scope), tool.scopesThereAre(scope)));
      return;
    }
    Offer.Cell cell = new Offer.Cell(tool, scope, shape.get());
    for (var role : line.roles()) {
      String text = role.fill(source.captures());
      Optional<String> known = shape.get().role(text);
      if (known.isPresent()) {
        offers.add(new Offer(source.kind(), cell, known.get(), source.reason(), source.window()));
      } else {
        unknown(
            Resolution.Finding.Kind.UNKNOWN_ROLE,
            source.reason(),
            tool,
            new Said(
                tool.noSuchRole(text, shape.get()), ToolShapes.rolesThereAre(text, shape.get())));
      }
    }
  }

  private record Said(String message, String remedy) {}

  private void unknown(
      Resolution.Finding.Kind kind, RuleReason reason, @Nullable ToolShapes tool, Said said) {
    @Nullable String name = tool == null ? null : tool.name();
    findings.add(new Resolution.Finding(kind, reason, name, said.message(), said.remedy()));
    silent(reason, Voice.Fate.UNKNOWN, said.message());
  }

  void silent(RuleReason reason, Voice.Fate fate, String detail) {
    silent.add(
        new Voice(Voice.Kind.RULE, reason, null, null, null, fate, null, null, null, detail));
  }

  /** The condition of a rule could not be told: it gives nothing, and says so. */
  void broken(Place place, RuleReason reason, Effect effect) {
    findings.add(
        new Resolution.Finding(
            Resolution.Finding.Kind.BROKEN_CONDITION,
            reason,
            null,
            effect.message(place),
            effect.remedy()));
  }

  /** What a broken condition means for what it stands in. */
  enum Effect {
    GIVES,
    TAKES;

    String message(Place place) {
      return "the condition of '"
          + place.id()
          + "' cannot be evaluated for this person"
          + (this == GIVES ? "" : ": it is taken as if it held");
    }

    String remedy() {
      return "make 'when' hold for empty attributes too, as in user.costCenter != \"\" && …";
    }
  }
}
