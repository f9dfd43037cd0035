package dev.rolecall.bench;

import dev.rolecall.service.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What the broker of the same run needs for one record there and back: the yardstick of the rest.
 */
final class BareKafka {

  private static final String TOPIC = "bench.bare";
  private static final int WARM_UP = 50;
  private static final String VALUE = "x".repeat(600);

  private BareKafka() {}

  /** One record in flight: produced with acks=all, consumed by a reader of committed records. */
  static Times measure(KafkaSettings kafka, int repetitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("bench"))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    Map<String, Object> reading = new HashMap<>(kafka.consumer("bench"));
    List<Duration> times = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                kafka.producer("bench"), new StringSerializer(), new StringSerializer());
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int i = 0; i < WARM_UP + repetitions; i++) {
        long start = System.nanoTime();
        producer.send(new ProducerRecord<>(TOPIC, "key", VALUE)).get();
        int seen = 0;
        while (seen == 0) {
          seen = consumer.poll(Duration.ofSeconds(1)).count();
        }
        if (i >= WARM_UP) {
          times.add(Duration.ofNanos(System.nanoTime() - start));
        }
      }
    }
    return Times.of(times);
  }
}
