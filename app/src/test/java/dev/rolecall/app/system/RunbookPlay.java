package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.app.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** One runbook, followed line by line as it is written. */
final class RunbookPlay {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final long SHELL_SECONDS = 20;

  /** Who only looks may look again, as a person does who waits for something to come true. */
  private static final Pattern LOOKING =
      Pattern.compile(
          "rolecall (status|who|why|audit|drift|holds( show .*| --all)?|tools( gitlab| adopt .*| links \\w+)?"
              + "|directory ready \\w+)( .*)?");

  private static final Pattern CHANGING = Pattern.compile(".*(--yes|--import|--export| > ).*");

  /** Something that is done elsewhere. */
  interface Act {
    void now() throws Exception;
  }

  private final Path config;
  private Map<String, Act> acts;
  private final Map<String, String> placeholders = new LinkedHashMap<>();
  private final Map<String, Pattern> captures = new LinkedHashMap<>();
  private final Map<String, Act> before = new LinkedHashMap<>();
  private String saidLast = "";

  /**
   * @param acts by what the page says of them
   */
  RunbookPlay(Path config, Map<String, Act> acts) {
    this.config = config;
    this.acts = acts;
  }

  /** The same with acts that need what was printed. */
  RunbookPlay when(Map<String, Act> others) {
    acts = others;
    return this;
  }

  /** Looks at something before that line is typed. */
  RunbookPlay before(String line, Act look) {
    before.put(line, look);
    return this;
  }

  /** What the last command printed. */
  String saidLast() {
    return saidLast;
  }

  /** What a word in capitals stands for from now on. */
  RunbookPlay fill(String placeholder, String value) {
    placeholders.put(placeholder, value);
    return this;
  }

  /** What a word in capitals stands for is what was printed last and looks so. */
  RunbookPlay capture(String placeholder, String pattern) {
    captures.put(placeholder, Pattern.compile(pattern));
    return this;
  }

  /** Follows the section to its end; every act of it has to be there. */
  void play(RunbookPage.Section section) throws Exception {
    Set<String> unused = new HashSet<>(acts.keySet());
    for (RunbookPage.Step step : section.steps()) {
      switch (step) {
        case RunbookPage.Step.Done(String what) -> {
          assertThat(acts).as("what '%s' asks for", section.title()).containsKey(what);
          Objects.requireNonNull(acts.get(what)).now();
          unused.remove(what);
        }
        case RunbookPage.Step.Typed(String line, List<String> shown) -> {
          if (before.containsKey(line)) {
            before.remove(line).now();
          }
          type(line, shown);
        }
      }
    }
    assertThat(before.keySet()).as("lines that '%s' does not have", section.title()).isEmpty();
    assertThat(unused).as("acts that '%s' does not ask for", section.title()).isEmpty();
  }

  private void type(String line, List<String> shown) {
    String typed = filled(line);
    if (LOOKING.matcher(typed).matches() && !CHANGING.matcher(typed).matches()) {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(LOOK_EVERY)
          .untilAsserted(() -> assertShown(typed, said(typed), shown));
    } else {
      assertShown(typed, said(typed), shown);
    }
  }

  private String said(String typed) {
    return typed.startsWith("rolecall ") && !typed.contains(" | ") && !typed.contains(" > ")
        ? Terminal.type(config, Arrays.asList(typed.substring("rolecall ".length()).split(" +")))
            .text()
        : shell(typed);
  }

  private String shell(String typed) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", typed)
              .directory(Objects.requireNonNull(config.getParent()).toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(SHELL_SECONDS, TimeUnit.SECONDS)).as("ends: " + typed).isTrue();
      assertThat(process.exitValue()).as("%s: %s", typed, said).isZero();
      return said;
    } catch (IOException e) {
      throw new IllegalStateException(typed, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(typed, e);
    }
  }

  /** The lines of the page are among those that were printed, in their order. */
  private void assertShown(String typed, String said, List<String> shown) {
    saidLast = said;
    captures.forEach((placeholder, pattern) -> {
      Matcher found = pattern.matcher(said);
      if (found.find()) {
        placeholders.put(placeholder, found.group());
      }
    });
    List<String> printed = said.lines().map(RunbookPlay::narrow).toList();
    int from = 0;
    for (String line : shown) {
      Pattern expected = pattern(filled(line));
      int at = from;
      while (at < printed.size() && !expected.matcher(printed.get(at)).matches()) {
        at++;
      }
      assertThat(at)
          .as("$ %s%nshould print%n  %s%nand prints%n%s", typed, filled(line), said)
          .isLessThan(printed.size());
      from = at + 1;
    }
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Arrays.stream(narrow(line).split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  /** Columns are as wide as their widest cell. */
  private static String narrow(String line) {
    return line.strip().replaceAll(" +", " ");
  }

  private String filled(String line) {
    String filled = line;
    for (Map.Entry<String, String> each : placeholders.entrySet()) {
      filled = filled.replaceAll("\\b" + each.getKey() + "\\b", each.getValue());
    }
    return filled;
  }
}
