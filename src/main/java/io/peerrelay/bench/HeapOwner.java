package io.peerrelay.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whose a class is, by its package: a room of ours, a module of Akka, a part of the JDK. An object
 * counts where its own class is, not where what refers to it is; so what many need, like arrays and
 * maps, is a group of its own.
 */
final class HeapOwner {
  private static final String OUR_ROOMS = "io.peerrelay.";
  private static final String AKKA = "akka.";

  private record Group(String name, List<String> prefixes) {
    boolean has(String className) {
      return prefixes.stream().anyMatch(className::startsWith);
    }
  }

  private static final List<Group> GROUPS =
      List.of(
          new Group("sockets: java.nio, java.net", List.of("java.nio.", "java.net.", "sun.n")),
          new Group("JDK collections, locks, atomics", List.of("java.util.")),
          new Group("JDK: the rest", List.of("java.", "javax.", "jdk.", "sun.")),
          new Group("Scala", List.of("scala.")),
          new Group(
              "database and its driver",
              List.of("com.mongodb.", "de.bwaldvogel.", "io.netty.", "org.bson.", "org.h2.")));

  private HeapOwner() {}

  /**
   * @param className as a class histogram names it
   */
  static String of(String className) {
    String element = className.replaceFirst("^\\[+", "");
    boolean isArray = element.length() < className.length();
    if (isArray && element.length() == 1) return "arrays of bytes and numbers";
    String name = isArray ? element.substring(1) : element;
    if (name.startsWith(OUR_ROOMS)) return packages(name, 3);
    if (name.startsWith(AKKA)) return packages(name, 2);
    return GROUPS.stream()
        .filter(group -> group.has(name))
        .map(Group::name)
        .findFirst()
        .orElse("other libraries");
  }

  private static String packages(String name, int depth) {
    return String.join(".", Stream.of(name.split("\\.")).limit(depth).toList());
  }
}
