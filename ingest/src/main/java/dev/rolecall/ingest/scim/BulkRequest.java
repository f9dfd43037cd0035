package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The body of a bulk request (RFC 7644 § 3.7).
 *
 * @param failOnErrors after so many errors no further operation is begun
 */
public record BulkRequest(int failOnErrors, List<BulkOperation> operations) {

  static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

  private static final Pattern DIGITS = Pattern.compile("\\d{1,64}");

  private static final int NEVER = Integer.MAX_VALUE;

  private static final ScimError TWICE =
      ScimError.badRequest(
          ScimType.INVALID_VALUE, "The bulkId stands for another resource of this request.");

  public BulkRequest {
    operations = List.copyOf(operations);
  }

  /**
   * Reads a body. What is wrong with one operation is kept with that operation.
   *
   * @throws ScimException 400 invalidSyntax or invalidValue; 413 for too many operations
   */
  public static Reading<BulkRequest> read(JsonNode body) {
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    Message message = Message.of(body, SCHEMA, seen);
    int failOnErrors = message.number("failOnErrors").map(BulkRequest::limit).orElse(NEVER);
    Optional<JsonNode> list = message.part("Operations");
    if (list.isEmpty() || !list.get().isArray() || list.get().isEmpty()) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "A bulk request has a list of Operations.");
    }
    if (list.get().size() > Limits.MAX_BULK_OPERATIONS) {
      throw new ScimException(
          ScimError.tooLarge(
              "The bulk operation exceeds maxOperations (" + Limits.MAX_BULK_OPERATIONS + ")."));
    }
    List<BulkOperation> operations = new ArrayList<>();
    Set<String> bulkIds = new HashSet<>();
    for (JsonNode each : list.get()) {
      BulkOperation operation = BulkOperation.read(each, seen);
      boolean isKnown = operation.isCreation() && !bulkIds.add(operation.bulkId().orElse(""));
      operations.add(isKnown ? operation.refused(TWICE) : operation);
    }
    return new Reading<>(new BulkRequest(failOnErrors, operations), seen);
  }

  private static int limit(String number) {
    if (!DIGITS.matcher(number).matches() || new BigInteger(number).signum() == 0) {
      throw ScimException.of(ScimType.INVALID_VALUE, "failOnErrors is a number from 1.");
    }
    return new BigInteger(number).min(BigInteger.valueOf(NEVER)).intValueExact();
  }
}
