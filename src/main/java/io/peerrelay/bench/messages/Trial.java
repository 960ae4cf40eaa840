package io.peerrelay.bench.messages;

import java.io.IOException;

/**
 * Something that is measured, again and again, beside others.
 *
 * @param part of the report that it belongs to
 * @param name of who is measured
 * @param load what it is measured with
 */
record Trial(Part part, String name, String load, Run run) {
  /** Where it stands in the report. */
  enum Part {
    FAN_OUT("One to many: as fast as they go"),
    AT_LOAD("One to many: at the same load"),
    DIRECT("One to one, stored before `sent`"),
    FLAT("One to one, with more that is stored"),
    NODES("One to one, nothing stored: control messages");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Measures once. An interrupt ends it. */
  interface Run {
    Reading read() throws IOException, InterruptedException;
  }

  @Override
  public String toString() {
    return name + ", " + load;
  }
}
