package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two users of one relay, a folder each, and a file between them that goes by HTTP. */
final class HttpExchange implements AutoCloseable {
  final ForeignClient sender;
  final ForeignClient receiver;
  final Curl curl;
  final Path folder;
  private final RunningRelay relay;
  private String transfer;

  HttpExchange(RunningRelay relay, Path folder) {
    this.relay = relay;
    this.folder = folder;
    curl = new Curl(folder);
    sender = relay.newUser("sender");
    receiver = relay.newUser("receiver");
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
    return "http://127.0.0.1:" + relay.address().getPort() + "/transfers/" + transfer;
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
