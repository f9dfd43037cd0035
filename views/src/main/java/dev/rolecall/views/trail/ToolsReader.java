package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the connectors saw in a tool as a whole: it, its scopes and its accounts. */
public interface ToolsReader {

  /** How a tool is; empty until its connector has looked. */
  Optional<ToolReport> toolReport(String tool);

  /**
   * Since when a tool has had the mode it has, as far back as this view has followed: a view that
   * was built anew knows only since when the settings are as they are.
   */
  Optional<Instant> modeSince(String tool);

  /** The place of a report in the order in which they are read. */
  record ReportKey(String scope, int part) {
    public static ReportKey of(ScopeReport report) {
      return new ReportKey(report.getScope(), report.getPart());
    }
  }

  /**
   * What the sweep found, by scope and part: a page of a walk through all of it.
   *
   * @param scope empty: all
   * @param after the last of the page before; empty: from the first
   */
  List<ScopeReport> reports(
      String tool, Optional<String> scope, Optional<ReportKey> after, int most);

  /** When the newest report of a scope of this tool was made; empty: there is none. */
  Optional<Instant> lastReport(String tool);

  /**
   * Somebody in a tool: what they should have, and what there is.
   *
   * @param access empty: nothing was ever decided
   * @param status empty: nobody has looked yet
   */
  record InTool(PersonKey person, Optional<Access> access, Optional<Status> status) {}

  /**
   * Everybody of whom anything is known in a tool, by key: a page of a walk through all of them.
   *
   * @param after the last of the page before; empty: from the first
   */
  List<InTool> inTool(String tool, Optional<PersonKey> after, int most);

  /**
   * People who left and can still work in a tool.
   *
   * @param count of all of them
   * @param some the first of them by key
   */
  record StillThere(long count, List<PersonKey> some) {
    public StillThere {
      some = List.copyOf(some);
    }
  }

  StillThere leavers(String tool, int most);

  /** What its teams or groups hold, by holder. */
  List<BindingReport> bindings(String tool, Optional<String> after, int most);
}
