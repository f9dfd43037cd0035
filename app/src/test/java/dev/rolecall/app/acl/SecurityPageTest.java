package dev.rolecall.app.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about security says what the services have. */
class SecurityPageTest {

  private static final Path PAGE = Path.of("../docs/security.md");
  private static final String BEGIN = "| service | may | with |";

  @Test
  void theTableOfAccessControlListsIsTheListItself() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    int begin = page.indexOf(BEGIN);
    assertThat(begin).as("the table in %s", PAGE).isNotNegative();
    assertThat(page.subList(begin + 2, page.size()).stream().takeWhile(s -> s.startsWith("|")))
        .as("docs/security.md; the right table is\n%s", String.join("\n", rows()))
        .containsExactlyElementsOf(rows());
  }

  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    Acls.of(List.of("tool"))
        .forEach((service, acls) -> {
          for (Acl acl : acls) {
            String resource = AclTexts.resource(acl).replaceFirst(" (\\S+)$", " `$1`");
            rows.add(
                "| %s | %s | %s |"
                    .formatted(service, AclTexts.operations(acl), resource)
                    .replace("-tool", "-TOOL")
                    .replace(".tool", ".TOOL"));
          }
        });
    return rows;
  }
}
