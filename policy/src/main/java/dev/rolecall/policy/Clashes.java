package dev.rolecall.policy;

import dev.rolecall.policy.selector.Wording;
import dev.rolecall.policy.yaml.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules that give on their own what a separation of duties forbids together, wherever in the bundle
 * the two stand: such a rule never gives all that it says.
 */
final class Clashes {

  private Clashes() {}

  static void report(Policy.Content content, Problems problems) {
    for (Statement statement : content.statements()) {
      if (statement.says() instanceof Statement.Says.Gives rule) {
        report(statement.place(), rule.grants(), rule.samples(), content.separations(), problems);
      }
    }
    for (Temporary temporary : content.temporaries()) {
      report(
          temporary.place(),
          temporary.grants(),
          List.of(Map.of()),
          content.separations(),
          problems);
    }
  }

  private static void report(
      Place place,
      List<GrantLine> grants,
      List<Map<String, String>> samples,
      List<Separation> separations,
      Problems problems) {
    for (Separation separation : separations) {
      samples.stream()
          .map(sample -> new Reckoning(offers(place, grants, sample)))
          .flatMap(reckoning -> reckoning.separate(List.of(separation)).stream())
          .findFirst()
          .ifPresent(finding ->
              problems
                  .in(place.file())
                  .warning(
                      new Spot(place.line(), 1),
                      "'%s' gives what %s separates: %s"
                          .formatted(place.id(), separation.place(), finding.message()),
                      "give one of the two by another rule, or name an exception in '"
                          + separation.place().id()
                          + "'"));
    }
  }

  private static List<Offer> offers(
      Place place, List<GrantLine> grants, Map<String, String> sample) {
    List<Offer> offers = new ArrayList<>();
    for (GrantLine line : grants) {
      for (ToolShapes tool : line.aim().tools()) {
        String scope = line.scope().fill(sample);
        Optional<Shape> shape = tool.of(scope);
        if (shape.isPresent()) {
          Offer.Cell cell = new Offer.Cell(tool, scope, shape.get());
          for (Wording role : line.roles()) {
            shape
                .get()
                .role(role.fill(sample))
                .map(known ->
                    new Offer(Voice.Kind.RULE, cell, known, place.reason(), Offer.Window.ALWAYS))
                .ifPresent(offers::add);
          }
        }
      }
    }
    return offers;
  }
}
