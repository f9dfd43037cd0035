package dev.rolecall.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The {@code rolecall} command as somebody types it, in this process. */
public final class Terminal {

  private Terminal() {}

  /**
   * What came of a command.
   *
   * @param text what it printed, then what it complained of
   */
  public record Said(int code, String text) {}

  private static boolean isFile(Path config, List<String> words, int i) {
    return Files.exists(config.resolveSibling(words.get(i)))
        || (i > 0 && words.get(i - 1).equals("--export"));
  }

  /**
   * Runs a command beside this configuration, as in its folder.
   *
   * @param words without {@code rolecall} itself
   */
  public static Said type(Path config, List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      all.add(
          isFile(config, words, i) ? config.resolveSibling(words.get(i)).toString() : words.get(i));
    }
    if (!words.contains("--config") && !words.get(0).equals("token")) {
      all.addAll(List.of("--config", config.toString()));
    }
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(all.toArray(String[]::new));
    // Who types this stands in the folder.
    return new Said(code, (out.toString() + err).replace(config.resolveSibling("") + "/", ""));
  }
}
