package dev.rolecall.console;

import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.views.trail.TrailReader;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** Looks at all that is known of a tool, for one question after the other. */
final class Surveys {

  /** Each holds everybody in memory: half a million people take some hundred megabytes. */
  private static final int MOST_AT_ONCE = 1;

  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
  private final TrailReader trail;
  private final List<ConfiguredTool> tools;

  Surveys(TrailReader trail, List<ConfiguredTool> tools) {
    this.trail = trail;
    this.tools = List.copyOf(tools);
  }

  /**
   * Answers a question from what is known.
   *
   * @param witness is told of each person of the directories before the question is asked
   * @throws Refused when no tool is called so, nobody has looked at it yet, or another survey is
   *     under way
   */
  <T> T of(String name, Consumer<Person> witness, Function<Survey, T> question) {
    ConfiguredTool tool = connected(name);
    if (Surveyor.asOf(trail, name).isEmpty()) {
      throw new Refused(
          409,
          "nobody has looked at "
              + name
              + " yet: it needs a policy with control."
              + name
              + ".manage, and then a sweep; see docs/adopting.md");
    }
    if (!atOnce.tryAcquire()) {
      throw new Refused(503, "another look at all of a tool is under way; try again");
    }
    try {
      return question.apply(Surveyor.survey(trail, tool, witness));
    } finally {
      atOnce.release();
    }
  }

  /**
   * The tool with this name.
   *
   * @throws Refused when there is none, or this version has no connector for it
   */
  ConfiguredTool connected(String name) {
    String known = new ToolNames(tools.stream().map(ConfiguredTool::name).toList()).known(name);
    ConfiguredTool tool =
        tools.stream().filter(each -> each.name().equals(known)).findFirst().orElseThrow();
    if (!tool.supported()) {
      throw new Refused(404, "this version has no connector for " + tool.type() + " yet");
    }
    return tool;
  }
}
