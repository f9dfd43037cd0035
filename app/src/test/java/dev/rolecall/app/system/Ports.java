package dev.rolecall.app.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Ports for processes that are killed and come back to the same one. Those that a system gives out
 * by itself (from 32768 on) may be somebody else's by then: tests run in two processes at a time.
 */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final Random RANDOM = new SecureRandom();
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** One that nobody listens on, and that no other test of this process gets. */
  public static int one() {
    return Stream.generate(() -> RANDOM.nextInt(FIRST, LAST))
        .filter(GIVEN::add)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow();
  }

  /** Several. */
  public static List<Integer> of(int count) {
    return Stream.generate(Ports::one).limit(count).toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
