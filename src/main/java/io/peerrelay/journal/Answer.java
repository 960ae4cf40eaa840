package io.peerrelay.journal;

import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What a database answers, of which only the end counts: that it came, or why not. */
final class Answer<T> implements Subscriber<T> {
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  CompletableFuture<Void> end() {
    return end;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(T part) {}

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
