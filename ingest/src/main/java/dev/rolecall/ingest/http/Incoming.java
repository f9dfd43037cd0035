package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.ScimJson;
import dev.rolecall.ingest.scim.SearchRequest;
import dev.rolecall.ingest.scim.Terms;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands around the body of a request. */
final class Incoming {

  private static final Map<String, String> PARAMETERS = parameters();

  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  /** JSON is UTF-8 (RFC 8259 § 8.1); some clients say so. */
  private static final Pattern OTHER_CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?(?!utf-?8\\b|us-ascii\\b)", Pattern.CASE_INSENSITIVE);

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

  /**
   * What a request is about.
   *
   * @param path below the base path, normalised
   */
  static Reading<Target> target(HttpServerRequest request, String path) {
    Reading<Target> target = Target.read(Paths.decoded(path));
    if (!request.path().contains("//")) {
      return target;
    }
    EnumSet<Deviation> seen = EnumSet.of(Deviation.UNTIDY_ADDRESS);
    seen.addAll(target.deviations());
    return new Reading<>(target.value(), seen);
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
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    seen.addAll(target.deviations());
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    String type = request.getHeader("Content-Type");
    if (bytes.length > 0 && (type == null || !isMedia(type, Responses.SCIM))) {
      seen.add(Deviation.MEDIA_TYPE);
    }
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
        query(request, seen),
        condition(request.getHeader("If-Match"), seen),
        condition(request.getHeader("If-None-Match"), seen),
        () -> ScimJson.read(bytes),
        seen,
        caller,
        correlation,
        receivedAt);
  }

  private static Map<String, String> query(HttpServerRequest request, Set<Deviation> seen) {
    Map<String, String> query = new HashMap<>();
    request.params().forEach(each -> {
      String name = PARAMETERS.get(each.getKey());
      if (name == null) {
        seen.add(Deviation.UNKNOWN_PARAMETER);
      } else {
        query.putIfAbsent(name, each.getValue());
        if (!name.equals(each.getKey())) {
          seen.add(Deviation.ADDRESS_CASE);
        }
      }
    });
    return query;
  }

  private static Optional<String> condition(@Nullable String header, Set<Deviation> seen) {
    if (header != null && header.indexOf('"') < 0 && !header.strip().equals("*")) {
      seen.add(Deviation.UNQUOTED_TAG);
    }
    return Optional.ofNullable(header);
  }

  private static boolean isMedia(String type, String media) {
    return type.split(";", 2)[0].strip().equalsIgnoreCase(media);
  }

  private static Map<String, String> parameters() {
    Map<String, String> byAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    SearchRequest.PARAMETERS.forEach(name -> byAnyCase.put(name, name));
    return byAnyCase;
  }
}
