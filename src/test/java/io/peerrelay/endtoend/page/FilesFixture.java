package io.peerrelay.endtoend.page;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two people who send each other files by the page, each with the other one before them. */
abstract class FilesFixture {
  @TempDir Path folder;
  FileDesk anna;
  FileDesk ben;
  private final Visitors visitors;

  FilesFixture(Visitors visitors) {
    this.visitors = visitors;
  }

  @BeforeEach
  void meet() {
    FileDesk[] pair = FileDesk.pair(visitors);
    anna = pair[0];
    ben = pair[1];
  }
}
