package dev.rolecall.app.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Whether HTTP without TLS is spoken on a port; asked without a token. */
final class PlainHttp {

  private PlainHttp() {}

  static boolean isSpoken(URI base, int port, Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    String request = "HEAD / HTTP/1.1\r\nHost: " + base.getHost() + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), port), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/".length());
      return new String(start, StandardCharsets.US_ASCII).equals("HTTP/");
    } catch (IOException notHttp) {
      return false;
    }
  }
}
