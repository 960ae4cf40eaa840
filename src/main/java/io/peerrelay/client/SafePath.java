package io.peerrelay.client;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path below a folder that a stranger's name was turned into: each step is safe, none leads up or
 * out.
 *
 * @param steps at least one; the last is the file
 */
record SafePath(List<SafeName> steps) {
  private static final int MOST_STEPS = 64;
  private static final int MOST_CHARACTERS = 1_000;

  SafePath {
    steps = List.copyOf(steps);
  }

  /** Steps that say nothing or lead up are left out; of a path too long its end is kept. */
  static SafePath of(String name) {
    List<SafeName> steps = new ArrayList<>();
    for (String step : name.split("[/\\\\]", -1))
      if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) steps.add(SafeName.of(step));
    if (steps.isEmpty()) steps.add(SafeName.of(name));
    while (steps.size() > MOST_STEPS || length(steps) > MOST_CHARACTERS) steps.remove(0);
    return new SafePath(steps);
  }

  private static int length(List<SafeName> steps) {
    return steps.stream().mapToInt(step -> step.value().length() + 1).sum();
  }

  private SafeName last() {
    return steps.get(steps.size() - 1);
  }

  private List<SafeName> parents() {
    return steps.subList(0, steps.size() - 1);
  }

  /** What is there under exactly this path, reached without following a link. */
  Optional<Path> existing(Path folder) {
    Path place = folder;
    for (SafeName step : parents()) {
      place = place.resolve(step.value());
      if (!isFolder(place)) return Optional.empty();
    }
    place = place.resolve(last().value());
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS) ? Optional.of(place) : Optional.empty();
  }

  /** Makes an empty file that was not there before, under a number where the name is taken. */
  Path newFile(Path folder) throws IOException {
    Path parent = folder;
    for (SafeName step : parents()) parent = enter(parent, step);
    for (int number = 1; ; number++) {
      try {
        return Files.createFile(parent.resolve(last().numbered(number).value()));
      } catch (FileAlreadyExistsException e) {
        // Then the next number.
      }
    }
  }

  /** Makes the folder that this path names, or finds it there. */
  Path folder(Path folder) throws IOException {
    Path place = folder;
    for (SafeName step : steps) place = enter(place, step);
    return place;
  }

  // A folder that is there is entered, for nothing in it is ever written over; a link never is.
  private static Path enter(Path parent, SafeName step) throws IOException {
    for (int number = 1; ; number++) {
      Path place = parent.resolve(step.numbered(number).value());
      try {
        return Files.createDirectory(place);
      } catch (FileAlreadyExistsException e) {
        if (isFolder(place)) return place;
      }
    }
  }

  private static boolean isFolder(Path place) {
    return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
  }
}
