package io.peerrelay.publisher;

import io.peerrelay.protocol.Problem;

/** A message of the queue that no channel can take; never leaves this room. */
final class UnfitMessage extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  UnfitMessage(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
