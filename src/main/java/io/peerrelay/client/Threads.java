package io.peerrelay.client;

/** The threads of this package: named, and no reason for a process to go on living. */
final class Threads {
  private Threads() {}

  static Thread start(String name, Runnable task) {
    Thread thread = unstarted(name, task);
    thread.start();
    return thread;
  }

  static Thread unstarted(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
