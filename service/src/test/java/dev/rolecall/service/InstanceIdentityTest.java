package dev.rolecall.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdentityTest {

  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(2, 2);

  @TempDir Path folder;

  @Test
  void aProcessIsTheSameAfterARestart() {
    Path data = folder.resolve("not/there/yet");
    try (InstanceIdentity first = InstanceIdentity.hold(data, () -> FIRST)) {
      assertThat(first.id()).isEqualTo(FIRST.toString());
    }
    try (InstanceIdentity again = InstanceIdentity.hold(data, () -> SECOND)) {
      assertThat(again.id()).isEqualTo(FIRST.toString());
    }
  }

  @Test
  void nobodyElseOnTheMachineReadsAFolderThatWasMade() throws Exception {
    Path data = folder.resolve("new");
    InstanceIdentity.hold(data, () -> FIRST).close();

    assumeThat(Files.getFileStore(data).supportsFileAttributeView("posix")).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondProcessIsRefusedUntilTheFirstHasEnded() {
    InstanceIdentity first = InstanceIdentity.hold(folder, () -> FIRST);

    assertThatThrownBy(() -> InstanceIdentity.hold(folder, () -> SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in use by another process")
        .hasMessageContaining("--data");

    first.close();
    InstanceIdentity.hold(folder, () -> SECOND).close();
  }

  @Test
  void anIdThatAPowerCutHasEmptiedIsReplaced() throws Exception {
    InstanceIdentity.hold(folder, () -> FIRST).close();
    Files.writeString(folder.resolve("instance-id"), "");

    try (InstanceIdentity again = InstanceIdentity.hold(folder, () -> SECOND)) {
      assertThat(again.id()).isEqualTo(SECOND.toString());
    }
    try (InstanceIdentity kept = InstanceIdentity.hold(folder, () -> FIRST)) {
      assertThat(kept.id()).isEqualTo(SECOND.toString());
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> InstanceIdentity.hold(file.resolve("data"), () -> FIRST))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }
}
