package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for words in what was said. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Find messages that have all these words, newest first.")
final class SearchCommand implements Callable<Integer> {
  /** What is said where more may be found. */
  static final String NOT_ALL = "Only the newest messages were looked through.";

  private final Environment environment;

  @Mixin private RelayOptions options;

  @Parameters(arity = "1..*", paramLabel = "TEXT", description = "What is looked for.")
  private List<String> words;

  @Option(
      names = "--in",
      paramLabel = "USER|#CHANNEL",
      description = "Only there (default: everywhere); quote a channel: '#x'.")
  private Recipient in;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, 1 to " + ConversationRequest.MOST_MESSAGES + ".")
  private int limit;

  @Option(names = "--json", description = "One JSON object a line, as the relay sends it.")
  private boolean json;

  SearchCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > ConversationRequest.MOST_MESSAGES)
      throw options.misuse(
          "--limit: %d (expected: 1 to %d)".formatted(limit, ConversationRequest.MOST_MESSAGES));
    PrintWriter out = options.command().getOut();
    try (Session session = new SignIn(environment, options).resume(new RelayListener() {})) {
      ConversationId conversation = in == null ? null : in.conversation(session.user());
      ServerMessage.Found found =
          await(session.client().chat().search(String.join(" ", words), conversation, limit));
      for (ConversationMessage.Message message : found.messages())
        out.println(
            json
                ? RelayDialect.encode(null, message)
                : message.conversation() + "  " + MessageText.numbered(message));
      if (!found.complete()) options.command().getErr().println(NOT_ALL);
    }
    return ExitCode.DONE;
  }
}
