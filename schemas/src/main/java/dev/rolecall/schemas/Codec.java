package dev.rolecall.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads one kind of record in Avro's single-object encoding: two marker bytes, the
 * fingerprint of the writer's schema, the record.
 *
 * <p>Every schema that was ever released is read (see {@link ReleasedSchemas}), and those that
 * newer writers told of (see {@link KnownSchemas}), so readers can be older or newer than writers.
 * Safe for use by several threads.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro,
 *     single-object encoding</a>
 */
public final class Codec<T extends SpecificRecord> implements Serde<T> {

  /** Records are bounded by their topic; this is what no topic goes beyond. */
  private static final int LARGEST_RECORD_BYTES = 8 * 1024 * 1024;

  private static final String GENERATED = "dev.rolecall.schemas.avro.";

  static {
    // Since 1.12.2 Avro instantiates only classes that somebody vouches for.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            type -> type.getName().startsWith(GENERATED), ClassSecurityValidator.DEFAULT));
  }

  private final Schema schema;
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private Codec(Schema schema, SpecificData model, SchemaStore known) {
    this.schema = schema;
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    this.decoder = new BinaryMessageDecoder<>(model, schema, known);
  }

  /** The codec of a generated record class. */
  public static <T extends SpecificRecord> Codec<T> of(Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    return new Codec<>(model.getSchema(type), model, KnownSchemas.OF_THIS_PROCESS);
  }

  /** What is written now. */
  public Schema schema() {
    return schema;
  }

  public byte[] encode(T record) {
    try {
      ByteBuffer encoded = encoder.encode(record);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether two records say the same. Avro's own {@code equals} fails for a time that may be
   * missing in a record of a list that was read or copied.
   */
  public boolean isSame(T one, T other) {
    return Arrays.equals(encode(one), encode(other));
  }

  /**
   * The record that was encoded.
   *
   * @throws UndecodableException when the bytes are not a record of a schema we know, or are too
   *     large
   */
  public T decode(byte[] bytes) {
    if (bytes.length > LARGEST_RECORD_BYTES) {
      throw new UndecodableException(bytes.length + " bytes are more than any topic allows", null);
    }
    try {
      return decoder.decode(bytes);
    } catch (BadHeaderException e) {
      throw new UndecodableException("not in Avro's single-object encoding", e);
    } catch (MissingSchemaException e) {
      throw new UndecodableException(
          "written with a schema this version does not know; upgrade the readers first", e);
    } catch (IOException | RuntimeException e) {
      throw new UndecodableException("does not match the schema it names", e);
    }
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, record) -> bytesOf(record);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> recordOf(bytes);
  }

  // Kafka's interfaces say nothing of null, and mean a tombstone by it.
  @SuppressWarnings("NullAway")
  private byte[] bytesOf(@Nullable T record) {
    return record == null ? null : encode(record);
  }

  @SuppressWarnings("NullAway")
  private T recordOf(byte @Nullable [] bytes) {
    return bytes == null ? null : decode(bytes);
  }

  /** The bytes are not a record we can read. The message holds nothing of the record's contents. */
  public static final class UndecodableException extends SerializationException {
    UndecodableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
