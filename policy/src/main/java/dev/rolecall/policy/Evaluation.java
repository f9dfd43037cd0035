package dev.rolecall.policy;

import dev.rolecall.policy.Reckoning.Against;
import dev.rolecall.policy.Statement.Says;
import dev.rolecall.policy.condition.PersonValues;
import dev.rolecall.policy.text.Fold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One resolution: what rules offer, less what has ended or not begun, less what is separated, less
 * what is denied, lowered by caps; the highest of the rest.
 */
final class Evaluation {

  private static final Comparator<Voice> VOICES =
      Comparator.comparing((Voice voice) -> voice.fate() == Voice.Fate.NOT_MEANT)
          .thenComparing(voice -> voice.tool() == null ? "~" : voice.tool())
          .thenComparing(voice -> voice.scope() == null ? "" : voice.scope())
          .thenComparing(Voice::reason, RuleReason.CANONICAL)
          .thenComparing(voice -> voice.role() == null ? "" : voice.role());

  /** A statement that a group or an attribute leads to, and that does not mean the person. */
  private record NotMeant(Statement statement, List<Match> matches, String because) {

    Voice voice() {
      return new Voice(
          kind(statement),
          first(statement.place(), matches),
          null,
          null,
          null,
          Voice.Fate.NOT_MEANT,
          null,
          null,
          null,
          because);
    }
  }

  private final Subject subject;
  private final Policy policy;
  private final Offering offering;
  private final List<Against<Says.Lowers>> caps = new ArrayList<>();
  private final List<Against<Says.Takes>> denies = new ArrayList<>();
  private final List<Separation> separations = new ArrayList<>();
  private final List<NotMeant> notMeant = new ArrayList<>();
  private final Set<Resolution.Finding> separated = new HashSet<>();
  private int looked;
  private @Nullable Instant next;

  Evaluation(Subject subject, Policy policy, Instant at) {
    this.subject = subject;
    this.policy = policy;
    PersonValues person = new PersonValues(subject.active(), subject.attributes());
    offering = new Offering(person);
    if (subject.active()) {
      collect(person);
      reckon(at);
    }
  }

  private void collect(PersonValues person) {
    Matching matching = new Matching(subject, person, policy.index());
    looked = matching.looked();
    matching.found().forEach((statement, matches) -> hear(matching, statement, matches));
    if (policy.hasTemporaries()) {
      policy.temporaries(Fold.fold(Matching.userName(subject))).forEach(offering::add);
    }
    for (Separation separation : policy.separations()) {
      if (!matching.isExcepted(separation.except())) {
        separations.add(separation);
      }
    }
  }

  private void hear(Matching matching, Statement statement, List<Match> matches) {
    switch (matching.meant(statement, matches)) {
      case Matching.Meant.Yes(List<Match> meant) -> speak(statement, meant);
      case Matching.Meant.No(String because, boolean broken) -> {
        notMeant.add(new NotMeant(statement, matches, because));
        if (broken) {
          broken(statement, first(statement.place(), matches), matches);
        }
      }
    }
  }

  private void speak(Statement statement, List<Match> matches) {
    Place place = statement.place();
    switch (statement.says()) {
      case Says.Gives gives -> offering.add(place, gives, matches);
      case Says.Lowers lowers -> caps.add(new Against<>(place, lowers));
      case Says.Takes takes -> denies.add(new Against<>(place, takes));
    }
  }

  /** What gives is then silent; what takes is taken as if it held. */
  private void broken(Statement statement, RuleReason reason, List<Match> matches) {
    switch (statement.says()) {
      case Says.Gives gives -> offering.broken(statement.place(), reason, Offering.Effect.GIVES);
      case Says.Lowers lowers -> brokenAgainst(statement, reason, matches);
      case Says.Takes takes -> brokenAgainst(statement, reason, matches);
    }
  }

  private void brokenAgainst(Statement statement, RuleReason reason, List<Match> matches) {
    offering.broken(statement.place(), reason, Offering.Effect.TAKES);
    speak(statement, matches);
  }

  private static RuleReason first(Place place, List<Match> matches) {
    return matches.stream()
        .map(match -> match.reason(place))
        .min(RuleReason.CANONICAL)
        .orElseGet(place::reason);
  }

  private void reckon(Instant at) {
    for (Offer offer : offering.offers()) {
      @Nullable Instant change = offer.at(at);
      if (change != null && (next == null || change.isBefore(next))) {
        next = change;
      }
    }
    // Separations first: a cap or a deny that took one side would otherwise give the other back.
    Reckoning reckoning = new Reckoning(offering.offers());
    separated.addAll(reckoning.separate(separations));
    reckoning.deny(denies);
    reckoning.cap(caps);
  }

  private Contributions contributions() {
    Contributions contributions = new Contributions(policy.tools().keySet());
    offering.offers().stream().filter(Offer::stands).forEach(contributions::add);
    return contributions;
  }

  Resolution.Resolved resolved() {
    Set<Resolution.Finding> findings = new HashSet<>(offering.findings());
    findings.addAll(separated);
    return new Resolution.Resolved(
        contributions().grants(),
        findings.stream().sorted(Resolution.Finding.CANONICAL).toList(),
        Optional.ofNullable(next),
        looked);
  }

  List<Voice> voices() {
    List<Voice> voices = new ArrayList<>(offering.silent());
    notMeant.forEach(each -> voices.add(each.voice()));
    Contributions contributions = contributions();
    for (Offer offer : offering.offers()) {
      if (offer.stands() && !contributions.wins(offer)) {
        offer.fall(Voice.Fate.OUTRANKED, null);
      }
      voices.add(offer.voice());
    }
    caps.forEach(cap -> voices.add(against(Voice.Kind.CAP, cap.place())));
    denies.forEach(deny -> voices.add(against(Voice.Kind.DENY, deny.place())));
    separated.forEach(finding -> voices.add(separation(finding)));
    return voices.stream().sorted(VOICES).toList();
  }

  private static Voice against(Voice.Kind kind, Place place) {
    return new Voice(
        kind, place.reason(), null, null, null, Voice.Fate.AGAINST, null, null, null, null);
  }

  private static Voice separation(Resolution.Finding finding) {
    return new Voice(
        Voice.Kind.SEPARATION,
        finding.reason(),
        finding.tool(),
        null,
        null,
        Voice.Fate.AGAINST,
        null,
        null,
        null,
        finding.message());
  }

  private static Voice.Kind kind(Statement statement) {
    return switch (statement.says()) {
      case Says.Gives gives -> Voice.Kind.RULE;
      case Says.Lowers lowers -> Voice.Kind.CAP;
      case Says.Takes takes -> Voice.Kind.DENY;
    };
  }
}
