package io.peerrelay.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The process of {@code copy}, {@code akka} and {@code nio}: joins the connections that come, the
 * first with the second, the third with the fourth, and copies between the two.
 */
@Command(
    name = "forward",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Copy between pairs of connections, as a relay that knows nothing would.")
final class ForwardCommand implements Callable<Integer> {
  static final String LISTENS = "listens on 127.0.0.1:";

  /** What copies. */
  enum By {
    COPY,
    AKKA,
    AKKA_TUNED,
    NIO
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "copy|akka|akka_tuned|nio",
      description = "What copies.")
  private By by;

  @Option(names = "--port", required = true, paramLabel = "PORT", description = "On 127.0.0.1.")
  private int port;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Runnable listening =
        () -> {
          out.println(LISTENS + port);
          out.flush();
        };
    switch (by) {
      case COPY -> BlockingForwarder.run(port, listening);
      case AKKA -> AkkaForwarder.run(port, false, listening);
      case AKKA_TUNED -> AkkaForwarder.run(port, true, listening);
      case NIO -> ChannelForwarder.run(port, listening);
    }
    return 0;
  }
}
