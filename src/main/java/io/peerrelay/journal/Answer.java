package io.peerrelay.journal;

import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What a command to the database comes to; complete with the end of what comes, whatever it is. */
final class Answer<T> implements Subscriber<T> {
  private final CompletableFuture<Void> completion = new CompletableFuture<>();

  private Answer() {}

  /** Sends the command. */
  static <T> CompletableFuture<Void> to(Publisher<T> command) {
    Answer<T> answer = new Answer<>();
    command.subscribe(answer);
    return answer.completion;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(T part) {}

  @Override
  public void onError(Throwable failure) {
    completion.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    completion.complete(null);
  }
}
