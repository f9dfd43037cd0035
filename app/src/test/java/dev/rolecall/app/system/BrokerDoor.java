package dev.rolecall.app.system;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A door in front of a broker, which lets one client's requests through and can hold one kind of
 * them: the bytes are under way, the broker does not have them yet.
 */
final class BrokerDoor implements AutoCloseable {

  /** Kafka protocol, "Api Keys". */
  static final short PRODUCE = 0;

  static final short METADATA = 3;

  private static final int LARGEST_REQUEST = 16 * 1024 * 1024;
  private static final long PATIENCE_SECONDS = 60;

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int broker;
  private volatile Hold hold = new Hold((short) -1);

  private static final class Hold {
    final short kind;
    final CountDownLatch caught = new CountDownLatch(1);
    final CountDownLatch opened = new CountDownLatch(1);

    Hold(short kind) {
      this.kind = kind;
    }
  }

  private BrokerDoor(ServerSocket listening) {
    this.listening = listening;
  }

  static BrokerDoor open() throws IOException {
    BrokerDoor door = new BrokerDoor(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(door::accept);
    return door;
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Where requests go that pass. */
  void leadTo(int brokerPort) {
    broker = brokerPort;
  }

  /** From now on requests of this kind stay at the door. */
  void hold(short kind) {
    hold = new Hold(kind);
  }

  /** Waits until one is there. */
  void awaitCaught() throws InterruptedException {
    if (!hold.caught.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no such request came");
    }
  }

  /** What waits goes on its way, and everything after it. */
  void release() {
    Hold before = hold;
    hold = new Hold((short) -1);
    before.opened.countDown();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), broker);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> guarded(client, server, () -> requests(client, server)));
        Thread.ofVirtual().start(() -> guarded(client, server, () -> answers(server, client)));
      } catch (IOException closedByEitherSide) {
        // The client tries again, or the test is over.
      }
    }
  }

  private interface Pumping {
    void run() throws IOException, InterruptedException;
  }

  private void guarded(Socket client, Socket server, Pumping pumping) {
    try (client;
        server) {
      pumping.run();
    } catch (IOException closedByEitherSide) {
      // Nothing is left to pass on.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      open.remove(server);
    }
  }

  /** Requests are frames of a length and, first of all, their kind. */
  private void requests(Socket client, Socket server) throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(server.getOutputStream());
    while (true) {
      int length = in.readInt();
      if (length < Short.BYTES || length > LARGEST_REQUEST) {
        throw new EOFException("not a request");
      }
      byte[] frame = in.readNBytes(length);
      Hold now = hold;
      if (now.kind == (short) ((frame[0] << 8) | (frame[1] & 0xff))) {
        now.caught.countDown();
        now.opened.await();
      }
      out.writeInt(length);
      out.write(frame);
      out.flush();
    }
  }

  private static void answers(Socket server, Socket client) throws IOException {
    server.getInputStream().transferTo(client.getOutputStream());
  }

  @Override
  public void close() {
    release();
    try {
      listening.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the door does not close", e);
    }
  }
}
