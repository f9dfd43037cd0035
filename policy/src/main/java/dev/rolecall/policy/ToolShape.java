package dev.rolecall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that a type of tool has.
 *
 * @param family of the instance, by which a policy can name several at once; null: none
 */
public record ToolShape(String type, @Nullable String family, List<ScopeShape> scopes) {

  /** An instance without a family. */
  public ToolShape(String type, List<ScopeShape> scopes) {
    this(type, null, scopes);
  }

  public ToolShape {
    scopes = List.copyOf(scopes);
  }
}
