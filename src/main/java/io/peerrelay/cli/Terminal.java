package io.peerrelay.cli;

import java.util.Optional;

/** A person who can be asked. */
public interface Terminal {
  /** Empty if the person ended the input. */
  Optional<String> ask(String prompt);

  /** The same without showing what is typed. */
  Optional<String> askHidden(String prompt);
}
