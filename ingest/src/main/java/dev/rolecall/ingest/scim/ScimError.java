package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An expected refusal (RFC 7644 § 3.12).
 *
 * @param status the HTTP status
 * @param type the detail keyword, where the RFC has one
 * @param detail for people; names attributes and limits, never values
 */
public record ScimError(int status, @Nullable ScimType type, String detail) {

  /** Schema of an error body. */
  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

  /** 400 with a keyword. */
  public static ScimError badRequest(ScimType type, String detail) {
    return new ScimError(400, type, detail);
  }

  /** 401: no token, or not one of ours. */
  public static ScimError unauthorized() {
    return new ScimError(401, null, "A valid bearer token is required.");
  }

  /** 403: understood and refused. */
  public static ScimError forbidden(String detail) {
    return new ScimError(403, null, detail);
  }

  /** 404: no such resource or endpoint. */
  public static ScimError notFound(String detail) {
    return new ScimError(404, null, detail);
  }

  /** 405: the endpoint has no such method. */
  public static ScimError methodNotAllowed() {
    return new ScimError(405, null, "This endpoint does not have that method.");
  }

  /** 409 with the keyword that makes Okta and Entra match again by filter. */
  public static ScimError uniqueness(String detail) {
    return new ScimError(409, ScimType.UNIQUENESS, detail);
  }

  /** 412: If-Match names another version. */
  public static ScimError preconditionFailed() {
    return new ScimError(412, null, "The resource has another version. Read it again and retry.");
  }

  /** 413: over a limit of {@link Limits}. */
  public static ScimError tooLarge(String detail) {
    return new ScimError(413, null, detail);
  }

  /** 415: neither application/scim+json nor application/json. */
  public static ScimError unsupportedMediaType() {
    return new ScimError(415, null, "Send application/scim+json.");
  }

  /** 500: a bug of ours. Nothing about it leaves the house. */
  public static ScimError internal() {
    return new ScimError(
        500,
        null,
        "Something went wrong here. It is in the log under the request's correlation id.");
  }

  /** 501: a part of SCIM that is not offered. */
  public static ScimError notImplemented(String detail) {
    return new ScimError(501, null, detail);
  }

  /** 503: nothing was decided; retrying is safe. */
  public static ScimError unavailable(String detail) {
    return new ScimError(503, null, detail);
  }

  /** The error body; the status is a string in it, as the RFC asks. */
  public ObjectNode toJson() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(SCHEMA);
    body.put("status", Integer.toString(status));
    if (type != null) {
      body.put("scimType", type.keyword());
    }
    return body.put("detail", detail);
  }
}
