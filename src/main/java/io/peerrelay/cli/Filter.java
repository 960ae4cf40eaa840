package io.peerrelay.cli;

import io.peerrelay.client.FolderSink;
import io.peerrelay.protocol.FileInfo;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the offered files are wanted.
 *
 * @param folder where they would go; what is there already is not wanted again
 * @param patterns of which one must fit; none: all fit
 */
record Filter(Path folder, List<PathMatcher> patterns) {
  /**
   * @param wanted places in the offer
   * @param here those that fit, but are in the folder already
   */
  record Choice(List<Integer> wanted, List<Integer> here) {}

  static PathMatcher pattern(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  Choice choose(List<FileInfo> files) {
    Choice choice = new Choice(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < files.size(); i++) {
      if (!fits(files.get(i).name())) continue;
      boolean here = FolderSink.has(folder, files.get(i));
      (here ? choice.here() : choice.wanted()).add(i);
    }
    return choice;
  }

  private boolean fits(String name) {
    if (patterns.isEmpty()) return true;
    try {
      Path path = Path.of(name);
      Path last = path.getFileName();
      return patterns.stream()
          .anyMatch(pattern -> pattern.matches(path) || (last != null && pattern.matches(last)));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
