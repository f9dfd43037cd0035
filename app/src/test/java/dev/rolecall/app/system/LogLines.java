package dev.rolecall.app.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged from its opening to its close, at INFO, ours and the libraries'. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root;
  private final Logger ours;
  private final Level rootBefore;
  private final Level oursBefore;

  private LogLines(LoggerContext context) {
    this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    this.ours = context.getLogger("dev.rolecall");
    this.rootBefore = root.getLevel();
    this.oursBefore = ours.getLevel();
    setContext(context);
  }

  static LogLines open() {
    LogLines lines = new LogLines((LoggerContext) LoggerFactory.getILoggerFactory());
    lines.start();
    lines.root.setLevel(Level.INFO);
    lines.ours.setLevel(Level.INFO);
    // What is configured for the console stays as it was.
    lines.root.iteratorForAppenders().forEachRemaining(each -> each.addFilter(new OnlyErrors()));
    lines.root.addAppender(lines);
    return lines;
  }

  private static final class OnlyErrors extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {
    @Override
    public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
      return event.getLevel().isGreaterOrEqual(Level.ERROR)
          ? ch.qos.logback.core.spi.FilterReply.NEUTRAL
          : ch.qos.logback.core.spi.FilterReply.DENY;
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    String exception =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(
        event.getLoggerName()
            + " "
            + event.getFormattedMessage()
            + " "
            + event.getKeyValuePairs()
            + " "
            + exception);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    root.detachAppender(this);
    root.iteratorForAppenders().forEachRemaining(each -> each.clearAllFilters());
    root.setLevel(rootBefore);
    ours.setLevel(oursBefore);
    stop();
  }
}
