package io.peerrelay.journal;

import akka.actor.typed.DispatcherSelector;
import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import akka.dispatch.MonitorableThreadFactory;
import com.typesafe.config.Config;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of event-sourced entities. What waited for an entity while it was woken or stored
 * something is handled one inside the other by Akka 2.8 where nothing is stored: a burst of 1,000
 * questions overflows a stack of the usual size, and that ends the node. Here all that may wait
 * ({@code akka.persistence.typed.stash-capacity}) has room.
 */
public final class DeepStacks extends ExecutorServiceConfigurator {
  /** For {@code Entity.withEntityProps}. */
  public static final DispatcherSelector DISPATCHER =
      DispatcherSelector.fromConfig("akka.entity-dispatcher");

  private final int threads;
  private final long stack;

  /** Made by Akka, which is told of this class by its configuration. */
  public DeepStacks(Config dispatcher, DispatcherPrerequisites prerequisites) {
    super(dispatcher, prerequisites);
    threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    stack = dispatcher.getMemorySize("stack").toBytes();
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory akka) {
    ThreadFactory named =
        akka instanceof MonitorableThreadFactory usual
            ? usual.withName(usual.name() + "-" + id)
            : akka;
    return () ->
        Executors.newFixedThreadPool(threads, task -> deepened(named.newThread(task), task));
  }

  /** The same, but for its stack: that can be chosen only when a thread is made. */
  private Thread deepened(Thread usual, Runnable task) {
    Thread thread = new Thread(usual.getThreadGroup(), task, usual.getName(), stack);
    thread.setDaemon(usual.isDaemon());
    thread.setContextClassLoader(usual.getContextClassLoader());
    thread.setUncaughtExceptionHandler(usual.getUncaughtExceptionHandler());
    return thread;
  }
}
