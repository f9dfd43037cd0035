package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.Link;
import dev.rolecall.views.trail.TrailReader.Held;
import java.util.List;
import java.util.Optional;

/** Whose account is whose, and what people have there that Rolecall did not give. */
public interface LinksReader {

  /**
   * Links of a tool, a page in the order of their account keys.
   *
   * @param after the last key of the page before; empty: from the first
   */
  List<Link> links(String tool, Optional<String> after, int most);

  /** Which links a person has in a tool; more than one after an account key has changed. */
  List<Link> linksOf(String tool, String directory, String person);

  /**
   * Who is linked to an account.
   *
   * @param account the tool's own id
   */
  List<Link> linksTo(String tool, String account);

  /**
   * Roles of people in a tool that Rolecall neither gave nor took over, sorted by directory and
   * person, then scope and role.
   */
  List<Held> unexplained(String tool, int most);
}
