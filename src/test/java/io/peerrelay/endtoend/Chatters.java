package io.peerrelay.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * One who says something again and again and one who listens, both of whom come back whenever their
 * line is cut; and the count of what became of it.
 */
final class Chatters {
  private static final String PASSWORD = "correct horse 7";

  private final Supplier<InetSocketAddress> relay;
  private final int messages;
  private final ChatRecord record = new ChatRecord();

  private volatile ForeignClient speaker;
  private volatile ForeignClient listener;
  private volatile long last = Long.MAX_VALUE;

  /**
   * @param relay where it is now
   */
  Chatters(Supplier<InetSocketAddress> relay, int messages) {
    this.relay = relay;
    this.messages = messages;
  }

  /** How many messages were acknowledged so far. */
  int said() {
    return record.size();
  }

  /** As a network does. */
  void cut(boolean theSpeaker) {
    ForeignClient client = theSpeaker ? speaker : listener;
    if (client != null) client.abort();
  }

  ChatRecord.Counts run() throws InterruptedException {
    comeBack("speaker").close();
    comeBack("listener").close();
    Thread listening = new Thread(this::listen, "listener");
    listening.start();
    speak();
    last = record.end();
    listening.join();
    return record.counts();
  }

  private void speak() throws InterruptedException {
    for (int text = 0; text < messages; ) {
      if (speaker == null) speaker = comeBack("speaker");
      Optional<Long> seq = say(text);
      if (seq.isPresent()) {
        record.acknowledge(text++, seq.get());
      } else {
        speaker.close();
        speaker = null;
      }
    }
    speaker.close();
  }

  private Optional<Long> say(int text) throws InterruptedException {
    try {
      speaker.send(
          "{'type':'message','id':'%d','to':'listener','text':'%d','clientRef':'%d'}",
          text, text, text);
    } catch (CompletionException e) {
      return Optional.empty();
    }
    for (Optional<JsonNode> next = speaker.poll(); next.isPresent(); next = speaker.poll()) {
      if (!next.get().path("re").asText().equals(Integer.toString(text))) continue;
      if (!next.get().path("type").asText().equals("sent")) return Optional.empty();
      return Optional.of(next.get().path("seq").asLong());
    }
    return Optional.empty();
  }

  private void listen() {
    try {
      while (record.position() < last) {
        listener = comeBack("listener");
        synchronize();
        for (Optional<JsonNode> next = listener.poll();
            next.isPresent() && record.position() < last;
            next = listener.poll()) hear(next.get());
        listener.close();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void synchronize() {
    try {
      if (record.position() > 0)
        listener.send("{'type':'sync','cursors':{'listener:speaker':%d}}", record.position());
      else listener.send("{'type':'sync'}");
    } catch (CompletionException e) {
      // It was cut again.
    }
  }

  private void hear(JsonNode message) {
    if (message.path("type").asText().equals("message"))
      record.hear(Integer.parseInt(message.path("text").asText()), message.path("seq").asLong());
  }

  private ForeignClient comeBack(String name) throws InterruptedException {
    while (true) {
      try {
        ForeignClient client = ForeignClient.connect(relay.get());
        if (isLoggedIn(client, name)) return client;
        client.close();
      } catch (CompletionException e) {
        // Nobody is there.
      }
      Thread.sleep(100);
    }
  }

  private static boolean isLoggedIn(ForeignClient client, String name) throws InterruptedException {
    client.send("{'type':'register','username':'%s','password':'%s'}", name, PASSWORD);
    client.send("{'type':'login','username':'%s','password':'%s'}", name, PASSWORD);
    for (Optional<JsonNode> next = client.poll(); next.isPresent(); next = client.poll())
      if (next.get().path("type").asText().equals("welcome")) return true;
    return false;
  }
}
