package dev.rolecall.ingest.http;

import dev.rolecall.ingest.door.Caller;
import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimJson;
import dev.rolecall.ingest.scim.ScimType;
import dev.rolecall.ingest.scim.SearchRequest;
import dev.rolecall.ingest.scim.Terms;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands around the body of a request. */
final class Incoming {

  private static final Map<String, String> PARAMETERS = names();

  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  /** JSON is UTF-8 (RFC 8259 § 8.1); some clients say so. */
  private static final Pattern OTHER_CHARSET =
      Pattern.compile(
          ";\\s*charset\\s*=\\s*\"?(?!utf-?8\\b|us-ascii\\b)", Pattern.CASE_INSENSITIVE);

  private final PublicAddress address;

  Incoming(PublicAddress address) {
    this.address = address;
  }

  /** Whether there is no body, or one that can be read: JSON, as it is. */
  static boolean isReadable(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    String encoding = request.getHeader("Content-Encoding");
    if (!WITH_BODY.contains(request.method())) {
      return true;
    }
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      return false;
    }
    return type == null
        || ((isMedia(type, Responses.SCIM) || isMedia(type, "application/json"))
            && !OTHER_CHARSET.matcher(type).find());
  }

  Call call(
      HttpServerRequest request,
      String path,
      Reading<Target> target,
      Terms terms,
      @Nullable Buffer body,
      Caller caller,
      String correlation,
      Instant receivedAt) {
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    seen.addAll(target.deviations());
    Map<String, String> query = query(request, seen);
    Optional<String> ifMatch = Optional.ofNullable(request.getHeader("If-Match"));
    Optional<String> ifNoneMatch = Optional.ofNullable(request.getHeader("If-None-Match"));
    Optional<String> type = Optional.ofNullable(request.getHeader("Content-Type"));
    String asSent = Objects.requireNonNullElse(request.path(), path);
    seen.addAll(RequestDialect.of(asSent, query.keySet(), bytes.length > 0, type));
    seen.addAll(RequestDialect.ofCondition(ifMatch));
    seen.addAll(RequestDialect.ofCondition(ifNoneMatch));
    var authority = request.authority();
    return new Call(
        request.method().name(),
        target.value(),
        terms,
        request.method().name() + " " + path,
        address.root(
            request::getHeader,
            request.scheme() == null ? "http" : request.scheme(),
            Optional.ofNullable(authority).map(Object::toString)),
        query,
        ifMatch,
        ifNoneMatch,
        () -> ScimJson.read(bytes),
        seen,
        caller,
        correlation,
        receivedAt);
  }

  /** Names of ours in SCIM's spelling, those of others as they came. */
  private static Map<String, String> query(HttpServerRequest request, Set<Deviation> seen) {
    Map<String, String> query = new HashMap<>();
    parameters(request)
        .forEach(each -> {
          String name = PARAMETERS.getOrDefault(each.getKey(), each.getKey());
          query.putIfAbsent(name, each.getValue());
          if (!name.equals(each.getKey())) {
            seen.add(Deviation.ADDRESS_CASE);
          }
        });
    return query;
  }

  private static MultiMap parameters(HttpServerRequest request) {
    try {
      return request.params();
    } catch (IllegalArgumentException broken) {
      throw new ScimException(
          ScimError.badRequest(
              ScimType.INVALID_VALUE, "The percent-encoding of the query is broken."));
    }
  }

  private static boolean isMedia(String type, String media) {
    return type.split(";", 2)[0].strip().equalsIgnoreCase(media);
  }

  private static Map<String, String> names() {
    Map<String, String> byAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    SearchRequest.PARAMETERS.forEach(name -> byAnyCase.put(name, name));
    return byAnyCase;
  }
}
