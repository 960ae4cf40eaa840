package io.peerrelay.cli;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.InvalidField;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The files that a person named, and all that is in the folders that a person named.
 *
 * @param sources in the order of their names below each folder
 * @param left what was left out: links, and what is no file
 */
record Selection(List<Source> sources, List<Path> left) {
  /** Looks at all of them, before anybody is bothered with an offer. */
  static Selection of(List<Path> named) {
    List<Source> sources = new ArrayList<>();
    List<Path> left = new ArrayList<>();
    for (Path path : named) {
      if (!Files.exists(path)) throw unfit(path + ": there is no such file.", null);
      if (!Files.isReadable(path)) throw unfit(path + " can't be read.", "Check its permissions.");
      try {
        if (Files.isDirectory(path)) walk(path, sources, left);
        else sources.add(Source.of(path, name(path)));
      } catch (IOException | InvalidField e) {
        throw unfit(path + " can't be sent: " + e.getMessage(), null);
      }
      if (sources.size() > ClientMessage.MOST_FILES) throw tooMany();
    }
    return new Selection(sources, left);
  }

  /** The same files as they are now. */
  static Selection again(List<Source> sources) {
    List<Source> now = new ArrayList<>();
    for (Source source : sources) {
      try {
        now.add(source.again());
      } catch (IOException e) {
        throw unfit(source.path() + " can't be read: " + e, null);
      }
    }
    return new Selection(now, List.of());
  }

  private static String name(Path path) throws IOException {
    Path last = path.toAbsolutePath().normalize().getFileName();
    if (last == null) throw new IOException("it has no name");
    return last.toString();
  }

  private static void walk(Path folder, List<Source> sources, List<Path> left) throws IOException {
    Walk walk = new Walk(folder.toRealPath(), name(folder), left);
    Files.walkFileTree(walk.top, walk);
    walk.found.sort(java.util.Comparator.comparing(source -> source.info().name()));
    sources.addAll(walk.found);
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path top;
    private final String name;
    private final List<Path> left;
    private final List<Source> found = new ArrayList<>();

    /** How much had been found when each folder on the way down was entered. */
    private final Deque<Integer> before = new ArrayDeque<>();

    Walk(Path top, String name, List<Path> left) {
      this.top = top;
      this.name = name;
      this.left = left;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      before.push(found.size());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!attributes.isRegularFile()) left.add(file);
      else found.add(Source.of(file, nameOf(file)));
      return found.size() > ClientMessage.MOST_FILES
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) throw failure;
      if (before.pop() == found.size()) found.add(Source.emptyFolder(nameOf(folder)));
      return FileVisitResult.CONTINUE;
    }

    private String nameOf(Path path) {
      StringBuilder steps = new StringBuilder(name);
      for (Path step : top.relativize(path))
        if (!step.toString().isEmpty()) steps.append('/').append(step);
      return steps.toString();
    }
  }

  private static CommandFailure tooMany() {
    return unfit(
        "That is more than " + ClientMessage.MOST_FILES + " files and folders.",
        "Pack them into an archive first, as by tar or zip, and send that.");
  }

  private static CommandFailure unfit(String message, String hint) {
    return new CommandFailure(ExitCode.FAILED, message, hint);
  }
}
