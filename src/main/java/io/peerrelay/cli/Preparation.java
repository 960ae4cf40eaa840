package io.peerrelay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is done to files before they are offered. */
final class Preparation {
  private final Desk desk;
  private final boolean pack;

  /**
   * @param pack whether to pack those files that get notably smaller by it
   */
  Preparation(Desk desk, boolean pack) {
    this.desk = desk;
    this.pack = pack;
  }

  List<Source> prepare(Selection selection) {
    for (Path left : selection.left())
      desk.say("Left out %s, which is a link or no file.", Plain.text(left.toString()));
    List<Source> ready = new ArrayList<>();
    // One file alone is not read twice for a digest that hardly ever helps.
    boolean several = selection.sources().size() > 1;
    for (Source source : selection.sources()) {
      try {
        Source packed = pack ? packed(source) : source;
        ready.add(several ? packed.digested() : packed);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.FAILED, source.info().name() + " can't be read: " + e.getMessage(), null);
      }
    }
    return ready;
  }

  private Source packed(Source source) throws IOException {
    if (source.path() == null || source.size() == 0) return source;
    String name = Plain.text(source.info().name());
    if (!source.isWorthPacking()) {
      desk.say("%s: not packed, it would hardly get smaller.", name);
      return source;
    }
    Source packed = source.packedInto(desk.store().newPackedFile());
    desk.say(
        "%s: packed from %s to %s.",
        name, Sizes.text(source.size()), Sizes.text(packed.info().size()));
    return packed;
  }
}
