package dev.rolecall.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client without manners: sends what it is told to, as slowly as it is told to. */
final class RawConnection implements AutoCloseable {

  /** Far longer than any limit of a test: to fail instead of hanging. */
  private static final int LONGEST_WAIT_MILLIS = 20_000;

  private final Socket socket;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LONGEST_WAIT_MILLIS);
    socket.setTcpNoDelay(true);
  }

  record Answer(int status, String text) {}

  /** Sends method and path with the token, further headers and no body. */
  Answer request(String line, String headers) throws IOException {
    send(
        line
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
            + RunningIngest.TOKEN
            + "\r\n"
            + headers
            + "\r\n");
    return answer();
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** All that comes until the server closes the connection; status 0: nothing came. */
  Answer answer() throws IOException {
    InputStream in = socket.getInputStream();
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]), text);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
