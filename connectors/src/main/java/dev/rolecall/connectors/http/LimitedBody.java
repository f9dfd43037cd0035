package dev.rolecall.connectors.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body, and stops at a limit instead of filling the memory. */
final class LimitedBody implements BodySubscriber<byte[]> {

  /** The body is larger than the limit. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("body over the limit");
    }
  }

  private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
  private long left;
  private @Nullable Subscription subscription;

  LimitedBody(long limit) {
    this.left = limit;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    whole.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    if (left < 0) {
      return;
    }
    for (ByteBuffer buffer : part) {
      left -= buffer.remaining();
    }
    if (left < 0) {
      if (subscription != null) {
        subscription.cancel();
      }
      whole.onError(new TooLarge());
    } else {
      whole.onNext(part);
    }
  }

  @Override
  public void onError(Throwable error) {
    whole.onError(error);
  }

  @Override
  public void onComplete() {
    if (left >= 0) {
      whole.onComplete();
    }
  }
}
