package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.ChatListener;
import io.peerrelay.client.ClientOptions;
import io.peerrelay.client.Reconnection;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Username;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Two users of our client, each of whom knows all servers of a relay: one says something again and
 * again, the other listens, wherever they are connected.
 */
final class ChattingPair implements AutoCloseable {
  static final Reconnection SOON =
      new Reconnection(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMinutes(5));

  private final ChatRecord record = new ChatRecord();
  private final RelayClient speaker;
  private final RelayClient listener;
  private final Recipient.User to;
  private final Thread speaking;
  private volatile boolean enough;

  /**
   * Begins at once.
   *
   * @param pause between two messages
   */
  ChattingPair(List<URI> servers, Duration pause, Reconnects reconnects) {
    String name = UUID.randomUUID().toString().substring(0, 8);
    Username listening = new Username("listener-" + name);
    to = new Recipient.User(listening);
    listener = connect(servers, listening, reconnects);
    speaker = connect(servers, new Username("speaker-" + name), reconnects);
    speaking = new Thread(() -> speak(pause), "speaker");
    speaking.setDaemon(true);
    speaking.start();
  }

  private RelayClient connect(List<URI> servers, Username name, Reconnects reconnects) {
    ClientOptions options =
        ClientOptions.defaults().withReconnection(SOON).withSilence(Duration.ofSeconds(2));
    RelayClient client = RelayClient.connect(servers, options, reconnects.listener());
    if (name.equals(to.username())) client.chat().listen(Map.of(), new Ears());
    await(client.register(name, Person.PASSWORD, null));
    await(client.login(name, Person.PASSWORD, null));
    return client;
  }

  /** How many messages were acknowledged so far. */
  int said() {
    return record.size();
  }

  /** Says no more, and waits until all that was acknowledged has come, or nothing more does. */
  ChatRecord.Counts end() throws InterruptedException {
    enough = true;
    speaking.join();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> record.position() >= record.end());
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      // The counts say it.
    }
    return record.counts();
  }

  private void speak(Duration pause) {
    try {
      for (int text = 0; !enough; text++) {
        record.acknowledge(text, await(speaker.chat().send(to, Integer.toString(text))).seq());
        Thread.sleep(pause.toMillis());
      }
    } catch (RelayException | InterruptedException e) {
      // The client was closed; the counts say what had come till then.
    }
  }

  @Override
  public void close() {
    enough = true;
    speaker.close();
    listener.close();
  }

  private final class Ears implements ChatListener {
    @Override
    public void onMessage(ConversationMessage.Message message) {
      record.hear(Integer.parseInt(message.text()), message.seq());
    }
  }
}
