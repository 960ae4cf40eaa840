package io.peerrelay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Status;

/**
 * A terminal with an input line, a status below it, and all else above. One thread reads; any may
 * print.
 */
final class Screen implements AutoCloseable {
  private static final String SHOW_STATUS = "peer-relay-show-status";

  private final org.jline.terminal.Terminal terminal;
  private final LineReader reader;
  private volatile String status = "";
  private Thread reading;
  private boolean stopped;

  private Screen(org.jline.terminal.Terminal terminal) {
    this.terminal = terminal;
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName(Cli.NAME)
            // What was typed comes back above, once it is stored, as everybody sees it.
            .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
            // Else an exclamation mark would mean an earlier line.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.INSERT_TAB, true)
            .build();
    reader.getWidgets().put(SHOW_STATUS, this::showStatus);
    showStatus(); // Before anything is printed: it moves all up by its line.
  }

  /** The terminal of this process. */
  static Screen open() {
    try {
      return new Screen(TerminalBuilder.builder().name(Cli.NAME).system(true).build());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "The terminal could not be opened: " + e.getMessage(), null);
    }
  }

  /** Is run at each character that the person types into a message, by the thread that reads. */
  void onTyping(Runnable action) {
    Widget insert = reader.getBuiltinWidgets().get(LineReader.SELF_INSERT);
    reader
        .getWidgets()
        .put(
            LineReader.SELF_INSERT,
            () -> {
              boolean done = insert.apply();
              if (!reader.getBuffer().toString().startsWith("/")) action.run();
              return done;
            });
  }

  /** What the person types next; empty at the end. */
  Optional<String> read(String prompt) {
    synchronized (this) {
      if (stopped) return Optional.empty();
      reading = Thread.currentThread();
    }
    try {
      return readLine(prompt);
    } finally {
      synchronized (this) {
        reading = null;
        Thread.interrupted();
      }
    }
  }

  private Optional<String> readLine(String prompt) {
    showStatus();
    while (true) {
      try {
        return Optional.of(reader.readLine(prompt));
      } catch (UserInterruptException e) {
        // By Ctrl-C: what was begun is dropped, and with nothing begun it is the end.
        boolean isEmpty = e.getPartialLine() == null || e.getPartialLine().isEmpty();
        if (isEmpty || isStopped()) return Optional.empty();
      } catch (EndOfFileException e) {
        return Optional.empty();
      }
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** Nothing more is read, by a thread that waits for it just now neither. */
  synchronized void stopReading() {
    stopped = true;
    if (reading != null) reading.interrupt();
  }

  void print(String lines) {
    reader.printAbove(lines);
  }

  /** Prints what is written to it, a line or more at each flush. */
  PrintWriter writer() {
    return new PrintWriter(
        new Writer() {
          private final StringBuilder lines = new StringBuilder();

          @Override
          public void write(char[] characters, int from, int length) {
            synchronized (lines) {
              lines.append(characters, from, length);
            }
          }

          @Override
          public void flush() {
            String text;
            synchronized (lines) {
              text = lines.toString().stripTrailing();
              lines.setLength(0);
            }
            if (!text.isEmpty()) print(text);
          }

          @Override
          public void close() {
            flush();
          }
        });
  }

  void showStatus(String text) {
    status = text;
    try {
      reader.callWidget(SHOW_STATUS); // So that it does not come between what the reader draws.
    } catch (IllegalStateException e) {
      // Nobody reads just now: it is shown with the next input line.
    }
  }

  private boolean showStatus() {
    Status line = Status.getStatus(terminal);
    if (line != null)
      line.update(List.of(new AttributedString(status, AttributedStyle.DEFAULT.inverse())));
    return true;
  }

  @Override
  public void close() {
    Status line = Status.getStatus(terminal, false);
    if (line != null) {
      line.update(List.of());
      line.close();
    }
    try {
      terminal.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }
}
