package dev.rolecall.app.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code docs/runbooks.md}: its sections, and in their blocks of {@code console} what to type after
 * a dollar sign, what that prints, and, after a number sign, what somebody does elsewhere.
 */
record RunbookPage(List<Section> sections) {

  static final Path FILE = Path.of("..", "docs", "runbooks.md");

  /** The section of what needs no commands, and so no test. */
  static final String SHORT_ANSWERS = "In short";

  private static final String BLOCK = "```console";
  private static final String END = "```";

  /** One runbook. */
  record Section(String title, List<Step> steps) {}

  /** One line to follow. */
  sealed interface Step {

    /**
     * Something to type.
     *
     * @param shown lines of what it prints; {@code …} stands for whatever
     */
    record Typed(String line, List<String> shown) implements Step {}

    /** Something that somebody does, who is not at this terminal. */
    record Done(String what) implements Step {}
  }

  static RunbookPage read() throws IOException {
    List<Section> sections = new ArrayList<>();
    boolean inBlock = false;
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("## ")) {
        sections.add(new Section(line.substring(3).strip(), new ArrayList<>()));
      } else if (inBlock && line.equals(END)) {
        inBlock = false;
      } else if (line.equals(BLOCK)) {
        inBlock = true;
      } else if (inBlock) {
        read(line, sections.getLast().steps());
      }
    }
    return new RunbookPage(List.copyOf(sections));
  }

  private static void read(String line, List<Step> steps) {
    if (line.startsWith("$ ")) {
      steps.add(new Step.Typed(line.substring(2).strip(), new ArrayList<>()));
    } else if (line.startsWith("# ")) {
      steps.add(new Step.Done(line.substring(2).strip()));
    } else if (!line.isBlank()
        && !steps.isEmpty()
        && steps.getLast() instanceof Step.Typed(String typed, List<String> shown)) {
      shown.add(line.strip());
    }
  }

  Section section(String title) {
    return sections.stream()
        .filter(each -> each.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("docs/runbooks.md has no '" + title + "'"));
  }
}
