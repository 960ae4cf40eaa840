package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.Chat;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.RelayDialect;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what was said. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Show what was said with a user or in a channel, oldest first.")
final class HistoryCommand implements Callable<Integer> {
  private static final int DEFAULT_LAST = 20;

  private final Environment environment;

  @Mixin private RelayOptions options;

  @Parameters(paramLabel = "USER|#CHANNEL", description = "Whose messages; quote a channel: '#x'.")
  private Recipient with;

  @ArgGroup private Range range = new Range();

  /** Which messages; at most one of these. */
  private static final class Range {
    @Option(
        names = "--last",
        paramLabel = "N",
        description = "The last N (default: " + DEFAULT_LAST + ").")
    private Long last;

    @Option(names = "--after", paramLabel = "SEQ", description = "All behind this number.")
    private Long after;

    @Option(names = "--all", description = "All there are.")
    private boolean all;
  }

  @Option(names = "--json", description = "One JSON object a line, as the relay sends it.")
  private boolean json;

  HistoryCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    long last = range.last == null ? DEFAULT_LAST : range.last;
    if (last < 1) throw options.misuse("--last: " + last + " (expected: >= 1)");
    if (range.after != null && range.after < 0)
      throw options.misuse("--after: " + range.after + " (expected: >= 0)");
    try (Session session = new SignIn(environment, options).resume(new RelayListener() {})) {
      Chat chat = session.client().chat();
      ConversationId conversation = with.conversation(session.user());
      if (range.all) printAfter(chat, conversation, 0);
      else if (range.after != null) printAfter(chat, conversation, range.after);
      else printLast(chat, conversation, last);
    }
    return ExitCode.DONE;
  }

  private void printAfter(Chat chat, ConversationId conversation, long after) {
    boolean more = true;
    for (long seq = after; more; ) {
      ConversationMessage.History page =
          await(chat.history(conversation, seq, null, ConversationRequest.MOST_MESSAGES));
      page.messages().forEach(this::print);
      more = page.more() && !page.messages().isEmpty();
      if (more) seq = page.messages().get(page.messages().size() - 1).seq();
    }
  }

  /** Pages come from the end; they are printed from the beginning. */
  private void printLast(Chat chat, ConversationId conversation, long last) {
    Deque<List<ConversationMessage.Message>> pages = new ArrayDeque<>();
    Long before = null;
    boolean more = true;
    for (long left = last; left > 0 && more; ) {
      ConversationMessage.History page =
          await(
              chat.history(
                  conversation,
                  null,
                  before,
                  (int) Math.min(left, ConversationRequest.MOST_MESSAGES)));
      pages.push(page.messages());
      left -= page.messages().size();
      more = page.more() && !page.messages().isEmpty();
      if (more) before = page.messages().get(0).seq();
    }
    pages.forEach(page -> page.forEach(this::print));
  }

  private void print(ConversationMessage.Message message) {
    PrintWriter out = options.command().getOut();
    out.println(json ? RelayDialect.encode(null, message) : MessageText.numbered(message));
    out.flush();
  }
}
