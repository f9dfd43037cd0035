package dev.rolecall.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a process is over restarts: a UUID kept in its data folder, and the folder itself, locked
 * while the process lives. Two processes never share one.
 */
public final class InstanceIdentity implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final String id;
  private final FileChannel lockFile;

  private InstanceIdentity(String id, FileChannel lockFile) {
    this.id = id;
    this.lockFile = lockFile;
  }

  /**
   * Locks the folder, creating it if it is missing.
   *
   * @throws IllegalStateException when another process holds it
   */
  public static InstanceIdentity hold(Path folder, Supplier<UUID> ids) {
    try {
      createPrivately(folder);
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (!lock(lockFile)) {
          throw new IllegalStateException(
              "the data folder "
                  + folder
                  + " is in use by another process; stop it, or use --data");
        }
        return new InstanceIdentity(id(folder, ids), lockFile);
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder " + folder + " cannot be used", e);
    }
  }

  /**
   * The id that is kept. One that a power cut has emptied is replaced: it only costs a rebalance.
   */
  private static String id(Path folder, Supplier<UUID> ids) throws IOException {
    Path file = folder.resolve("instance-id");
    if (Files.exists(file)) {
      String kept = Files.readString(file).strip();
      if (ID.matcher(kept).matches()) {
        return kept;
      }
    }
    String id = ids.get().toString();
    Path written = Files.writeString(folder.resolve("instance-id.new"), id);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    return id;
  }

  /**
   * What is kept below is about people: nobody else on the machine may read a folder that we make.
   */
  private static void createPrivately(Path folder) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static boolean lock(FileChannel lockFile) throws IOException {
    try {
      @Nullable FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** The same for the life of the folder. */
  public String id() {
    return id;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
