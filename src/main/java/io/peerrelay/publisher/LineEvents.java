package io.peerrelay.publisher;

import akka.actor.typed.ActorRef;

/** What RabbitMQ's threads hear on one line becomes messages; they also read what comes. */
final class LineEvents implements Line.Listener {
  private final long line;
  private final Intake intake;
  private final ActorRef<ConsumerCommand> consumer;

  LineEvents(long line, Intake intake, ActorRef<ConsumerCommand> consumer) {
    this.line = line;
    this.intake = intake;
    this.consumer = consumer;
  }

  @Override
  public void onDelivery(Delivery delivery) {
    consumer.tell(new ConsumerCommand.Delivered(intake.read(delivery)));
  }

  @Override
  public void onConfirmed(long number, boolean multiple, boolean stored) {
    consumer.tell(new ConsumerCommand.Confirmed(line, number, multiple, stored));
  }

  @Override
  public void onReturned(long delivery) {
    consumer.tell(new ConsumerCommand.Returned(line, delivery));
  }

  @Override
  public void onLost(String reason) {
    consumer.tell(new ConsumerCommand.Lost(line, reason));
  }
}
