package io.peerrelay.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A transfer of ours by plain HTTP: a PUT of the sender, a GET of the receiver. */
final class HttpLane implements Lane {
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");

  private final Agreement agreement;
  private final Content content;
  private final SocketChannel put;
  private final SocketChannel get;
  private final PlainLane bytes;

  private HttpLane(Agreement agreement, SocketChannel put, SocketChannel get) {
    this.agreement = agreement;
    content = agreement.content();
    this.put = put;
    this.get = get;
    bytes = new PlainLane(put, get, content);
  }

  static HttpLane open(OurRelay relay, int pair, Content content) throws IOException {
    Agreement agreement = Agreement.overHttp(relay, pair, content);
    String upload = agreement.toSender().path("url").asText();
    String download = agreement.toReceiver().path("url").asText();
    String length = "Content-Length: " + content.size() + "\r\n";
    SocketChannel put = request(relay.port(), "PUT", upload, length);
    SocketChannel get = request(relay.port(), "GET", download, "");
    return new HttpLane(agreement, put, get);
  }

  private static SocketChannel request(int port, String method, String url, String headers)
      throws IOException {
    URI target = URI.create(url);
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    SocketChannel channel = Wire.connect(port);
    Wire.write(
        channel,
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n"
            .formatted(method, target.getRawPath() + query, port, headers));
    return channel;
  }

  @Override
  public void send() throws IOException {
    bytes.send();
  }

  @Override
  public void receive() throws IOException {
    String head = expectSuccess(get);
    Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
    if (!length.find() || Long.parseLong(length.group(1)) != content.size())
      throw new IOException("Expected " + content.size() + " bytes: " + head.strip());
    bytes.receive();
    get.close(); // By which the relay knows that all was taken.
  }

  @Override
  public void settle() throws IOException {
    expectSuccess(put);
    agreement.awaitCompleted();
  }

  private static String expectSuccess(SocketChannel channel) throws IOException {
    String head = Wire.readThrough(channel, "\r\n\r\n");
    if (!head.startsWith("HTTP/1.1 2")) throw new IOException("The relay answered: " + head);
    return head;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
    agreement.close();
  }
}
