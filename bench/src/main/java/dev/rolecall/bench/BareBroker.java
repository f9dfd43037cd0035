package dev.rolecall.bench;

import dev.rolecall.app.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/** The embedded broker and nothing else, in a process of its own, until it is asked to end. */
public final class BareBroker {

  /** What it prints, followed by its address, once it has taken a record. */
  static final String READY = "ready at";

  private static final String TOPIC = "bench.start";

  private BareBroker() {}

  /** Starts it with its data in the folder that is the only argument. */
  public static void main(String[] arguments) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]))) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(asked, ended)));
      takeOneRecord(broker);
      System.out.println(READY + " " + broker.bootstrapServers());
      asked.await();
    }
    ended.countDown();
  }

  private static void takeOneRecord(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(broker.settings().admin("bench"))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            broker.settings().producer("bench"), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
    }
  }

  private static void end(CountDownLatch asked, CountDownLatch ended) {
    asked.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
