package dev.rolecall.console;

import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.views.trail.ToolsReader;
import dev.rolecall.views.trail.ToolsReader.ReportKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A walk through all that the sweep found in a tool, a page at a time. */
final class EachReport {

  /** Parts of a hundred holders each. */
  private static final int PAGE = 500;

  private EachReport() {}

  static void of(ToolsReader trail, String tool, Consumer<ScopeReport> witness) {
    List<ScopeReport> page = trail.reports(tool, Optional.empty(), Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      page.forEach(witness);
      Optional<ReportKey> last = Optional.of(ReportKey.of(page.getLast()));
      page = trail.reports(tool, Optional.empty(), last, PAGE);
    }
  }
}
