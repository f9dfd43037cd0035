package dev.rolecall.service.tls;

/** A certificate or a key cannot be used. The message says which, why, and what to do. */
public final class TlsException extends IllegalStateException {

  TlsException(String message) {
    super(message);
  }
}
