package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bill of materials lists every library that the command runs with, and no other. */
class BillOfMaterialsTest {

  private static final Path BUILT = Path.of("../app/target");
  private static final Path BILL = BUILT.resolve("rolecall-sbom.json");

  /** A package URL: name, version, and what the file is called by beside them. */
  private static final Pattern LIBRARY =
      Pattern.compile("\"purl\" : \"pkg:maven/[^/]+/([^@]+)@([^?]+)\\?([^\"]*)\"");

  /** What the bill is of. */
  private static final String OF = "rolecall-app";

  private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");

  @Test
  void everyLibraryIsListedAndNothingElse() throws IOException {
    assumeThat(BILL).as("made by 'mvn package'").exists();
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(libraries());
  }

  @Test
  void theBillSaysNothingThatChangesFromBuildToBuild() throws IOException {
    assumeThat(BILL).as("made by 'mvn package'").exists();
    assertThat(Files.readString(BILL)).doesNotContain("\"serialNumber\"", "/target/");
  }

  private static Set<String> libraries() throws IOException {
    try (var files = Files.list(BUILT.resolve("lib"))) {
      return files
          .map(each -> each.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> listed() throws IOException {
    String text = Files.readString(BILL);
    Set<String> listed = new TreeSet<>();
    Matcher library = LIBRARY.matcher(text);
    while (library.find()) {
      if (library.group(1).equals(OF)) {
        continue;
      }
      Matcher classifier = CLASSIFIER.matcher(library.group(3));
      listed.add(
          library.group(1)
              + "-"
              + library.group(2)
              + (classifier.find() ? "-" + classifier.group(1) : "")
              + ".jar");
    }
    return listed;
  }
}
