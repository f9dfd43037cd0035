package dev.rolecall.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that speaks as much HTTP/1.1 as our own answers need. The load must cost little of
 * the processors it shares with what is measured; a client for everybody costs as much as the
 * service. Used by one thread at a time.
 */
final class Wire implements AutoCloseable {

  /** As long as identity providers wait. */
  private static final int LONGEST_MILLIS = 60_000;

  private static final int BUFFER = 16 * 1024;

  /** What came back. */
  record Answer(int status, String body) {}

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String host;

  private Wire(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
    this.host = host;
  }

  static Wire to(URI server) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LONGEST_MILLIS);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), LONGEST_MILLIS);
      return new Wire(socket, server.getAuthority());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  Answer send(String method, String path, String token, String type, String body)
      throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: Bearer "
            + token
            + (content.length == 0 ? "" : "\r\nContent-Type: " + type)
            + "\r\nContent-Length: "
            + content.length
            + "\r\n\r\n";
    byte[] lines = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[lines.length + content.length];
    System.arraycopy(lines, 0, request, 0, lines.length);
    System.arraycopy(content, 0, request, lines.length, content.length);
    out.write(request);
    return answer();
  }

  private Answer answer() throws IOException {
    String first = line();
    int status = Integer.parseInt(first.substring(first.indexOf(' ') + 1).substring(0, 3));
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
    }
    return new Answer(
        status, chunked ? chunks() : new String(bytes(length), StandardCharsets.UTF_8));
  }

  private String chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int length = size(); length > 0; length = size()) {
      body.write(bytes(length));
      line();
    }
    line();
    return body.toString(StandardCharsets.UTF_8);
  }

  private int size() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ended in the middle");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
