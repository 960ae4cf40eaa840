package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.Chat;
import io.peerrelay.client.ChatListener;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Username;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A chat between programs: each line of the input is a message, and each message of others is a
 * line of the output, those first that were not read before. It ends with the input, when all is
 * stored by the relay and all that was missed is printed.
 */
final class PipedChat implements ChatListener {
  /** Lines that may wait to be stored: the input is read no faster. */
  private static final int MOST_WAITING = 100;

  private final Recipient to;
  private final Username user;
  private final ConversationId conversation;
  private final PrintWriter out;
  private final PrintWriter err;
  private final CompletableFuture<ReadMark> read = new CompletableFuture<>();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private volatile boolean allSent = true;

  PipedChat(Recipient to, Username user, PrintWriter out, PrintWriter err) {
    this.to = to;
    this.user = user;
    this.conversation = to.conversation(user);
    this.out = out;
    this.err = err;
  }

  /**
   * Whether every line was sent.
   *
   * @throws RelayException if the connection ended for good
   */
  boolean run(Session session, Environment environment) {
    Chat chat = session.client().chat();
    read.complete(new ReadMark(chat, conversation));
    CompletableFuture<Void> ended = new CompletableFuture<>();
    session.client().closed().thenAccept(ended::completeExceptionally);
    Thread input = new Thread(() -> sayAll(chat, environment, ended), "chat-input");
    input.setDaemon(true);
    input.start();
    await(ended);
    read.join().finish();
    return allSent;
  }

  private void sayAll(Chat chat, Environment environment, CompletableFuture<Void> ended) {
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(environment.input(), StandardCharsets.UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine())
        if (!line.isBlank()) say(chat, line);
      room.acquire(MOST_WAITING);
      caughtUp.join();
      ended.complete(null);
    } catch (IOException e) {
      ended.completeExceptionally(
          new CommandFailure(ExitCode.FAILED, "The input could not be read: " + e, null));
    } catch (InterruptedException | RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private void say(Chat chat, String line) throws InterruptedException {
    room.acquire();
    try {
      chat.send(to, line)
          .whenComplete(
              (sent, failure) -> {
                if (failure != null) onNotSent(line, failure);
                room.release();
              });
    } catch (InvalidField e) {
      room.release();
      onNotSent(line, e);
    }
  }

  private void onNotSent(String line, Throwable reason) {
    allSent = false;
    err.println("Not sent: " + Plain.text(line));
    Failures.print(reason, err);
  }

  void onOffer(IncomingOffer offer) {
    err.printf(
        "%s offers %s. To have it: %s receive --from %s%n",
        offer.from(), Sizes.text(offer.files()), Cli.NAME, offer.from());
  }

  @Override
  public void onMessage(ConversationMessage.Message message) {
    if (!message.conversation().equals(conversation)) return;
    if (!message.from().equals(user)) {
      out.println(MessageText.line(message));
      out.flush();
    }
    read.join().to(message.seq());
  }

  @Override
  public void onCaughtUp() {
    read.join().say();
    caughtUp.complete(null);
  }
}
