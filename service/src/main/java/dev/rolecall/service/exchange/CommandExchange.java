package dev.rolecall.service.exchange;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands and waits for their outcomes, over Kafka.
 *
 * <p>A command carries a deadline: appended to the log later than that, the directory rejects it.
 * So a process that was frozen cannot bring an old intent into effect after its caller has been
 * told that nothing is known of it.
 */
public final class CommandExchange implements Commands, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommandExchange.class);

  /** Clocks of this machine and of the brokers may differ by this much. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  /** From the request to the latest append; less than the wait for the outcome. */
  static final Duration DEADLINE = KafkaSettings.DELIVERY_TIMEOUT.plus(MARGIN);

  private final ExchangeConfig config;
  private final Pending pending;
  private final OutcomeTail tail;
  private final CommandSender sender;
  private final Thread tailThread;
  private final Thread senderThread;

  private CommandExchange(
      ExchangeConfig config, Pending pending, OutcomeTail tail, CommandSender sender) {
    this.config = config;
    this.pending = pending;
    this.tail = tail;
    this.sender = sender;
    this.tailThread = Thread.ofPlatform().name("outcomes").start(tail);
    this.senderThread = Thread.ofPlatform().name("commands").start(sender);
  }

  /**
   * Connects; on return every outcome of a command sent from now on will be seen.
   *
   * @throws IllegalStateException when Kafka does not answer or topics are missing
   */
  public static CommandExchange start(ExchangeConfig config) {
    Map<String, Integer> partitions = partitions(config);
    int commands = partitions.getOrDefault(Topics.COMMANDS.name(), 1);
    int outcomes = partitions.getOrDefault(Topics.OUTCOMES.name(), 1);
    Pending pending = new Pending(config.mostInFlight());
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            config.kafka().consumer(config.client()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    OutcomeTail tail;
    try {
      tail = new OutcomeTail(consumer, partitionsOf(Topics.OUTCOMES.name(), outcomes), pending);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    KafkaProducer<String, Command> producer =
        new KafkaProducer<>(
            config.kafka().producer(config.client()),
            new StringSerializer(),
            Topics.COMMANDS.values().serializer());
    CommandSender sender = new CommandSender(producer, commands, pending, config.clock());
    return new CommandExchange(config, pending, tail, sender);
  }

  /** What keeps commands from being answered; empty when all is well. */
  public Optional<String> problem() {
    return tail.problem();
  }

  /** How many commands wait for their outcome. */
  public int inFlight() {
    return pending.size();
  }

  @Override
  public CompletableFuture<Answer> ask(Question question) {
    Optional<String> problem = tail.problem();
    if (problem.isPresent()) {
      return CompletableFuture.completedFuture(new Answer.NotSent(problem.get()));
    }
    Command command = command(question);
    Instant until = question.receivedAt().plus(config.longestWait());
    Duration longest = Duration.between(config.clock().instant(), until);
    Optional<CompletableFuture<Answer>> answer =
        pending.register(command.getId(), question.directory(), longest);
    if (answer.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Answer.NotSent("too many changes of this directory are under way"));
    }
    if (!sender.offer(command)) {
      pending.settle(command.getId(), new Answer.NotSent("too many changes are under way"));
    }
    return answer.get();
  }

  private Command command(Question question) {
    return new Command(
        question.id().orElseGet(config.ids()).toString(),
        question.directory(),
        question.correlation(),
        question.actor(),
        question.request(),
        question.receivedAt(),
        question.receivedAt().plus(DEADLINE),
        question.intent());
  }

  private static Map<String, Integer> partitions(ExchangeConfig config) {
    try (Admin admin = Admin.create(config.kafka().admin(config.client() + "-admin"))) {
      return TopicSetup.partitions(admin, List.of(Topics.COMMANDS, Topics.OUTCOMES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while connecting to Kafka", e);
    }
  }

  private static List<TopicPartition> partitionsOf(String topic, int count) {
    return IntStream.range(0, count).mapToObj(each -> new TopicPartition(topic, each)).toList();
  }

  /** Sends what was taken, waits for its acknowledgement, and gives up on outcomes. */
  @Override
  public void close() {
    sender.stop();
    try {
      if (!senderThread.join(KafkaSettings.DELIVERY_TIMEOUT.plus(MARGIN))) {
        LOG.atWarn().log("Some commands were not acknowledged before the stop");
        senderThread.interrupt();
      }
      tail.stop();
      if (!tailThread.join(MARGIN)) {
        LOG.atWarn().log("The outcomes' reader did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pending.settleAll(new Answer.Unknown("this instance is stopping; repeating it is safe"));
  }
}
