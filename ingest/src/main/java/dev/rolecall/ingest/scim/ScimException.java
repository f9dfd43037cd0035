package dev.rolecall.ingest.scim;

/**
 * Carries a {@link ScimError} out of nested parsing to the one place that renders it. Has no stack
 * trace: it is not a bug.
 */
public final class ScimException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ScimError error;

  public ScimException(ScimError error) {
    super(error.detail(), null, false, false);
    this.error = error;
  }

  public ScimError error() {
    return error;
  }

  static ScimException of(ScimType type, String detail) {
    return new ScimException(ScimError.badRequest(type, detail));
  }
}
