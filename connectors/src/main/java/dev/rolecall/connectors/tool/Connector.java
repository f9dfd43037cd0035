package dev.rolecall.connectors.tool;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One instance of a tool. Calls block, on virtual threads, and may come from several threads, but
 * never two at a time for the same account.
 *
 * <p>A connector does not retry, does not wait out rate limits and does not decide: it says what is
 * ({@link #observe}, {@link #holders}) and does one thing ({@link #apply}). Every call is
 * repeatable: the same change twice ends in the same state.
 */
public interface Connector extends AutoCloseable {

  /**
   * What this tool and edition have: scopes, roles, steps of offboarding, capabilities. Constant.
   */
  ToolDescriptor descriptor();

  /**
   * Reads whether we may work at all: the credentials, their rights, their end.
   *
   * @throws ToolException when the tool does not answer as it should
   */
  ToolHealth check() throws ToolException;

  /**
   * Reads an account and the roles it holds directly in these scopes. Never writes.
   *
   * @param whom by native id when it is known, else by the configured ways to find it
   * @throws ToolException when anything could not be read: what is not known is never "none"
   */
  Observation observe(Whom whom, Set<String> scopes) throws ToolException;

  /**
   * Makes one change. The account is the one last observed.
   *
   * @return what came of it; an answer that was lost is {@link Applied.Unknown}, never an exception
   */
  Applied apply(Whom whom, Change change);

  /**
   * Everybody who holds a role directly in a scope. Never writes.
   *
   * @throws ToolException when it could not be read to its end
   */
  List<ObservedHolder> holders(String scope) throws ToolException;

  /** What teams or groups of the tool may do with its resources; empty: the tool has no such. */
  default Optional<Bindings> bindings() {
    return Optional.empty();
  }

  @Override
  void close();
}
