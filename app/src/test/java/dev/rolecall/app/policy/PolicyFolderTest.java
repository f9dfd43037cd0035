package dev.rolecall.app.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.app.UserError;
import dev.rolecall.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFolderTest {

  @TempDir Path folder;

  @Test
  void everyFileBelowIsReadAndNothingHidden() throws IOException {
    write("a.yaml");
    write("teams/b.yml");
    write("README.md");
    write(".c.yaml");
    write(".github/workflows/check.yml");

    assertThat(PolicyFolder.read(folder).files())
        .extracting(PolicyFile::path)
        .containsExactly("a.yaml", "teams/b.yml");
  }

  /** As configuration is mounted into a container. */
  @Test
  void aLinkedFolderAndLinkedFilesAreRead() throws IOException {
    write("..2026/a.yaml");
    Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..2026/a.yaml"));
    Path link = folder.resolveSibling(folder.getFileName() + "-link");
    Files.createSymbolicLink(link, folder);

    assertThat(PolicyFolder.read(link).files())
        .extracting(PolicyFile::path)
        .containsExactly("a.yaml");
    Files.delete(link);
  }

  @Test
  void linksToFoldersAreNotFollowed() throws IOException {
    write("a.yaml");
    Files.createSymbolicLink(folder.resolve("round"), folder);

    assertThat(PolicyFolder.read(folder).files()).hasSize(1);
  }

  @Test
  void moreFilesThanABundleHoldsAreRefusedAndNotCutOff() throws IOException {
    for (int i = 0; i <= 1_000; i++) {
      write("f" + i + ".yaml");
    }

    assertThatThrownBy(() -> PolicyFolder.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("more than 1000 policy files");
  }

  @Test
  void onlyACleanFolderOfARepositoryHasACommit() throws Exception {
    git("init", "-q");
    write("a.yaml");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@acme.example", "commit", "-q", "-m", "first");

    assertThat(PolicyFolder.read(folder).commit()).isPresent();

    Files.writeString(folder.resolve("a.yaml"), "version: 2\n");
    assertThat(PolicyFolder.read(folder).commit()).isEmpty();
  }

  private void write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, "version: 1\n");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder git = new ProcessBuilder("git", "-C", folder.toString());
    git.command().addAll(List.of(arguments));
    assertThat(git.redirectErrorStream(true).start().waitFor()).isZero();
  }
}
