package io.peerrelay.bench.messages;

import io.peerrelay.bench.StartedProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One who tells, and many who hear, all on one channel of a server. */
final class Hall {
  /** Passwords are computed while it waits; more at once would be answered `busy`. */
  private static final int AT_ONCE = 20;

  private final Loop loop;
  private final StartedProcess process;
  private final Dialect dialect;
  private final Line publisher;
  private final List<Line> subscribers = new ArrayList<>();
  private long next;

  private Hall(Loop loop, StartedProcess process, Dialect dialect, Line publisher) {
    this.loop = loop;
    this.process = process;
    this.dialect = dialect;
    this.publisher = publisher;
  }

  static Hall open(Loop loop, StartedProcess process, int port, Dialect dialect, int subscribers)
      throws IOException, InterruptedException {
    Opening opening = new Opening(loop);
    Hall hall = new Hall(loop, process, dialect, loop.connect(port, dialect.publisherPath()));
    opening.begin(hall.publisher, dialect.publisher());
    opening.await(0);
    for (int i = 0; i < subscribers; i++) {
      Line line = loop.connect(port, dialect.subscriberPath());
      hall.subscribers.add(line);
      opening.begin(line, dialect.subscriber(i));
      opening.await(AT_ONCE);
    }
    opening.await(0);
    return hall;
  }

  Loop loop() {
    return loop;
  }

  StartedProcess process() {
    return process;
  }

  Line publisher() {
    return publisher;
  }

  List<Line> subscribers() {
    return subscribers;
  }

  void publish(long number, int length) throws IOException {
    publisher.send(dialect.publish(number, length));
  }

  /** The number of the next run's first message: no number comes twice. */
  long next() {
    return next;
  }

  void passOver(long numbers) {
    next += numbers;
  }
}
