package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Two users of one relay, a folder each, and a file between them that goes by HTTP. */
final class HttpExchange implements AutoCloseable {
  final ForeignClient sender;
  final ForeignClient receiver;
  final Curl curl;
  final Path folder;
  private final InetSocketAddress relay;
  private String transfer;

  HttpExchange(InetSocketAddress relay, Path folder) {
    this.relay = relay;
    this.folder = folder;
    curl = new Curl(folder);
    sender = newUser("sender");
    receiver = newUser("receiver");
  }

  private ForeignClient newUser(String name) {
    return ForeignClient.loggedIn(relay, name + "-" + UUID.randomUUID());
  }

  /** An offer that waits for its answer. */
  HttpExchange offer(String name, long size) {
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'%s','size':%d}]}",
        receiver.username(), name, size);
    return offered();
  }

  HttpExchange offered() {
    transfer = sender.expect("offered").path("transfer").asText();
    receiver.expect("offer");
    return this;
  }

  /** The receiver wants it by HTTP; the sender's socket hears of it once the receiver is there. */
  HttpExchange accepted() {
    receiver.send("{'type':'accept','transfer':'%s','via':'http'}", transfer);
    assertThat(receiver.expect("accepted").path("stream").asLong()).isZero();
    return this;
  }

  String transfer() {
    return transfer;
  }

  /** A new address, good for one request. */
  String ticketFor(ForeignClient side) {
    side.send("{'type':'resume','transfer':'%s','via':'http'}", transfer);
    JsonNode message = side.next();
    while (message.path("url").asText().isEmpty() || message.path("stream").asLong() != 0)
      message = side.next();
    return message.path("url").asText();
  }

  /** The address for whoever brings a token. */
  String url() {
    return "http://127.0.0.1:" + relay.getPort() + "/transfers/" + transfer;
  }

  static String bearer(ForeignClient side) {
    return "Authorization: Bearer " + side.token();
  }

  Path store(String name, TestFile file) {
    try {
      return Files.write(folder.resolve(name), file.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a file that is there, by token. */
  Curl.Running put(String name, String... more) {
    return curl.start(with(more, "-H", bearer(sender), "-T", name, url()));
  }

  /** Receives into a file, by token. */
  Curl.Running get(String name, String... more) {
    return curl.start(with(more, "-H", bearer(receiver), "-o", name, url()));
  }

  /** Sends from where on it is wanted, as a script would, until that is right. */
  Curl.Result putTheRest(String name) {
    Curl.Result answer = put(name).end();
    for (int tries = 0; answer.status() == 409 && tries < 5; tries++) {
      assertThat(answer.json().path("code").asText()).as(answer.body()).isEqualTo("wrongOffset");
      String offset = answer.header("Upload-Offset").orElseThrow();
      assertThat(answer.json().path("offset").asText()).isEqualTo(offset);
      answer = put(name, "-C", offset).end();
    }
    return answer;
  }

  private static String[] with(String[] more, String... arguments) {
    String[] all = new String[more.length + arguments.length];
    System.arraycopy(more, 0, all, 0, more.length);
    System.arraycopy(arguments, 0, all, more.length, arguments.length);
    return all;
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
