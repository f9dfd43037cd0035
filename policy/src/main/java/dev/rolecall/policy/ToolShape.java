package dev.rolecall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that a type of tool has.
 *
 * @param family of the instance, by which a policy can name several at once; null: none
 * @param bindings what its own teams or groups may be bound to; often none
 */
public record ToolShape(
    String type, @Nullable String family, List<ScopeShape> scopes, List<BindingShape> bindings) {

  /** A tool whose teams or groups are bound to nothing. */
  public ToolShape(String type, @Nullable String family, List<ScopeShape> scopes) {
    this(type, family, scopes, List.of());
  }

  /** An instance without a family. */
  public ToolShape(String type, List<ScopeShape> scopes) {
    this(type, null, scopes);
  }

  public ToolShape {
    scopes = List.copyOf(scopes);
    bindings = List.copyOf(bindings);
  }
}
