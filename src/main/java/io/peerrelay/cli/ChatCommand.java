package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a chat: a whole screen for a person, lines for a program. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = {
      "Write with a user or in a channel. /help shows what else can be done there.",
      "Without a terminal each line of the input is a message, each message a line of the output."
    })
final class ChatCommand implements Callable<Integer> {
  private static final int MOST_HISTORY = 500;

  private final Environment environment;

  @Mixin private RelayOptions options;

  @Parameters(paramLabel = "USER|#CHANNEL", description = "With whom; quote a channel: '#x'.")
  private Recipient with;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show the last N messages first, 1 to " + MOST_HISTORY + " (default: 20).")
  private int last;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where files go that you accept (default: this folder).")
  private Path folder;

  ChatCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (last < 1 || last > MOST_HISTORY)
      throw options.misuse("--last: %d (expected: 1 to %d)".formatted(last, MOST_HISTORY));
    SignIn signIn = new SignIn(environment, options);
    return environment.terminal().isEmpty() ? pipe(signIn) : open(signIn);
  }

  private int pipe(SignIn signIn) {
    PrintWriter err = options.command().getErr();
    PipedChat chat = new PipedChat(with, signIn.user(), options.command().getOut(), err);
    Announcements listener =
        new Announcements(err) {
          @Override
          public void onOffer(IncomingOffer offer) {
            chat.onOffer(offer);
          }
        };
    try (Session session = signIn.resume(listener, chat)) {
      return chat.run(session, environment) ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private int open(SignIn signIn) {
    Username user = signIn.user();
    try (Screen screen = Screen.open();
        ChatStatus status = new ChatStatus(with.value(), screen::showStatus)) {
      PrintWriter lines = screen.writer();
      ChatView view = new ChatView(with.conversation(user), user, screen::print, status);
      CompletableFuture<ChatOffers> offers = new CompletableFuture<>();
      Announcements listener =
          new Announcements(lines) {
            @Override
            public void onOffer(IncomingOffer offer) {
              offers.join().onOffer(offer);
            }

            @Override
            public void onWithdrawn(ServerMessage.Withdrawn withdrawn) {
              offers.join().onWithdrawn(withdrawn);
            }

            @Override
            public void onReconnecting(RelayException reason, Duration delay) {
              super.onReconnecting(reason, delay);
              status.onConnection(false);
            }

            @Override
            public void onReconnected() {
              super.onReconnected();
              status.onConnection(true);
            }

            @Override
            public void onClosed(RelayException reason) {
              screen.stopReading();
            }
          };
      try (Session session = signIn.resume(listener, view)) {
        Desk desk = desk(signIn, session, lines);
        offers.complete(new ChatOffers(desk, with, folder));
        ScreenChat chat = new ScreenChat(with, desk, screen, view, status, offers.join());
        view.start(
            history(desk), new ReadMark(desk.client().chat(), with.conversation(session.user())));
        chat.watchOther();
        desk.say("This is a chat with %s; /help shows what you can do.", with.value());
        chat.run();
      }
    }
    return ExitCode.DONE;
  }

  /** One whose transfers say how they go in lines, since a bar would be drawn over the chat. */
  private Desk desk(SignIn signIn, Session session, PrintWriter lines) {
    Environment withoutTerminal = new Environment(environment.variables(), Optional.empty());
    TransferStore store = new TransferStore(environment.state(), lines);
    return new Desk(withoutTerminal, signIn.servers(), session, store, lines, lines);
  }

  private List<ConversationMessage.Message> history(Desk desk) {
    ConversationId conversation = with.conversation(desk.session().user());
    try {
      return await(desk.client().chat().history(conversation, null, null, last)).messages();
    } catch (RelayException e) {
      // Nothing was said yet: the first message opens the conversation.
      if (!conversation.isChannel() && e.code().equals(Optional.of(ErrorCode.NOT_A_MEMBER)))
        return List.of();
      throw e;
    }
  }
}
