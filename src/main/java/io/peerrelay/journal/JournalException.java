package io.peerrelay.journal;

/**
 * Why there is no journal, in words for the one who starts the relay: what is wrong, and what to do
 * about it. Never holds a password.
 */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;

  JournalException(String problem, String remedy) {
    this(problem, remedy, null);
  }

  JournalException(String problem, String remedy, Throwable cause) {
    super(problem + ". " + remedy, cause);
    this.problem = problem;
    this.remedy = remedy;
  }

  public String problem() {
    return problem;
  }

  public String remedy() {
    return remedy;
  }
}
