package dev.rolecall.policy.yaml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a YAML 1.2 text as a tree with places, within {@link YamlLimits}. */
public final class YamlText {
  private YamlText() {}

  public static Reading read(String text) {
    if (text.length() > YamlLimits.MAX_CHARACTERS) {
      return new Reading.Unreadable(
          new Fault(
              Spot.START,
              "longer than " + YamlLimits.MAX_CHARACTERS + " characters",
              "split the file"));
    }
    try {
      Fault beyond = EventCheck.of(new Parse(settings()).parseString(text));
      if (beyond != null) {
        return new Reading.Unreadable(beyond);
      }
      Optional<Node> root = new Compose(settings()).composeString(text);
      return root.map(node -> new TreeBuilder(text).build(node))
          .orElseGet(() -> unreadable(Spot.START, "the file is empty"));
    } catch (MarkedYamlEngineException e) {
      Spot at = EventCheck.spot(e.getProblemMark().or(e::getContextMark));
      return unreadable(at, message(e.getContext(), e.getProblem()));
    } catch (YamlEngineException e) {
      return unreadable(Spot.START, "not YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static Reading unreadable(Spot at, String message) {
    return new Reading.Unreadable(new Fault(at, message, null));
  }

  private static String message(@Nullable String context, @Nullable String problem) {
    return "not YAML: "
        + (context == null ? "" : context + ", ")
        + (problem == null ? "cannot be read" : problem);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("cannot be read");
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setSchema(new CoreSchema())
        .setUseMarks(true)
        .setCodePointLimit(YamlLimits.MAX_CHARACTERS)
        .setMaxAliasesForCollections(YamlLimits.MAX_ALIASES)
        .setAllowRecursiveKeys(false)
        .build();
  }
}
