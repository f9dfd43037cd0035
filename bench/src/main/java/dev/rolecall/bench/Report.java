package dev.rolecall.bench;

import java.util.ArrayList;
import java.util.List;

/** What one measurement came to: medians, and how they compare with what they should be. */
record Report(Kind kind, int runs, List<Figure> figures) {

  private static final String GAP = "  ";

  Report {
    figures = List.copyOf(figures);
  }

  boolean isMissed() {
    return kind.targets().stream()
        .anyMatch(target -> target.verdict(figures) == Target.Verdict.MISSED);
  }

  /** A table of the figures and one of the targets. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(kind.label()).append(": ").append(kind.about());
    text.append(runs == 1 ? "\n" : " (medians of " + runs + " runs)\n");
    table(rows(), text);
    text.append('\n');
    table(verdicts(), text);
    return text.toString();
  }

  private List<List<String>> rows() {
    List<Measure> measures =
        List.of(Measure.values()).stream()
            .filter(each -> figures.stream().anyMatch(row -> row.values().containsKey(each)))
            .toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("what"));
    measures.forEach(each -> head.add(each.title()));
    rows.add(head);
    for (Figure figure : figures) {
      List<String> row = new ArrayList<>(List.of(figure.what()));
      for (Measure measure : measures) {
        Double value = figure.values().get(measure);
        row.add(value == null ? "-" : measure.text(value));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> verdicts() {
    List<List<String>> rows = new ArrayList<>(List.of(List.of("target", "measured", "")));
    for (Target target : kind.targets()) {
      rows.add(
          List.of(
              target.text(),
              target.measured(figures).map(target.measure()::text).orElse("-"),
              target.verdict(figures).text()));
    }
    return rows;
  }

  /** The first column flush left, numbers flush right, and what follows them as it is. */
  private static void table(List<List<String>> rows, StringBuilder text) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(GAP);
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        String padding = " ".repeat(widths[column] - cell.length());
        boolean isWords = column == 0 || (column == 2 && row.get(column).matches("[A-Za-z].*"));
        line.append(isWords ? cell + padding : padding + cell).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
