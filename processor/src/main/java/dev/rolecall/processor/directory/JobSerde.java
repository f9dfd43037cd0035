package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How jobs lie in their store: a version byte, then the fields in order. Nobody else reads them, so
 * they are no schema; a later release reads the older versions.
 */
final class JobSerde implements Serde<Job> {

  private static final int VERSION = 3;

  /** Knew no effects. */
  private static final int SECOND_VERSION = 2;

  /** Knew neither the offset nor urgent jobs. */
  private static final int FIRST_VERSION = 1;

  private static final long NO_OFFSET = -1;

  @Override
  public Serializer<Job> serializer() {
    return (topic, job) -> bytes(job);
  }

  @Override
  public Deserializer<Job> deserializer() {
    return (topic, bytes) -> job(bytes);
  }

  // Kafka's interfaces say nothing of null, and mean a tombstone by it.
  @SuppressWarnings("NullAway")
  private static byte[] bytes(@Nullable Job job) {
    if (job == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(job.kind().name());
      out.writeUTF(job.directory());
      out.writeUTF(job.target());
      String cursor = job.cursor();
      out.writeUTF(cursor == null ? "" : cursor);
      out.writeInt(job.done());
      out.writeInt(job.total());
      write(job.cause(), out);
      String until = job.until();
      out.writeUTF(until == null ? "" : until);
      out.writeLong(job.offset());
      out.writeBoolean(job.urgent());
      out.writeInt(job.effects().size());
      for (Effect effect : job.effects()) {
        write(effect, out);
      }
    } catch (IOException e) {
      throw new SerializationException("a job cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Effect effect, DataOutputStream out) throws IOException {
    out.writeUTF(effect.getId());
    out.writeUTF(effect.getKind().name());
    out.writeUTF(effect.getGroup());
    out.writeInt(effect.getMembers());
    out.writeInt(effect.getRemoved());
    write(effect.getCause(), out);
  }

  private static void write(Cause cause, DataOutputStream out) throws IOException {
    out.writeUTF(cause.getTrigger().name());
    out.writeUTF(cause.getCommand());
    out.writeUTF(cause.getRequest());
    out.writeUTF(cause.getCorrelation());
    out.writeUTF(cause.getActor().getKind().name());
    out.writeUTF(cause.getActor().getName());
    out.writeLong(cause.getReceivedAt().toEpochMilli());
    out.writeLong(cause.getDecidedAt().toEpochMilli());
  }

  @SuppressWarnings("NullAway")
  private static Job job(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version < FIRST_VERSION || version > VERSION) {
        throw new SerializationException("a job of version " + version + ": upgrade this process");
      }
      Job.Kind kind = Job.Kind.valueOf(in.readUTF());
      String directory = in.readUTF();
      String target = in.readUTF();
      String cursor = in.readUTF();
      int done = in.readInt();
      int total = in.readInt();
      Cause cause = cause(in);
      boolean isFirst = version == FIRST_VERSION;
      return new Job(
          kind,
          directory,
          target,
          emptyIsNone(cursor),
          isFirst ? null : emptyIsNone(in.readUTF()),
          done,
          total,
          cause,
          isFirst ? NO_OFFSET : in.readLong(),
          !isFirst && in.readBoolean(),
          version > SECOND_VERSION ? effects(in) : List.of());
    } catch (IOException | IllegalArgumentException e) {
      throw new SerializationException("a stored job cannot be read", e);
    }
  }

  private static List<Effect> effects(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Effect> effects = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      effects.add(
          new Effect(
              in.readUTF(),
              EffectKind.valueOf(in.readUTF()),
              in.readUTF(),
              in.readInt(),
              in.readInt(),
              cause(in)));
    }
    return effects;
  }

  private static @Nullable String emptyIsNone(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Cause cause(DataInputStream in) throws IOException {
    return new Cause(
        Trigger.valueOf(in.readUTF()),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        new Actor(ActorKind.valueOf(in.readUTF()), in.readUTF()),
        Instant.ofEpochMilli(in.readLong()),
        Instant.ofEpochMilli(in.readLong()));
  }
}
