package io.peerrelay.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import io.peerrelay.endtoend.CuttableLine;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.Settings;
import io.peerrelay.testing.JavaCommand;
import io.peerrelay.testing.OneNodeCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bytes of a transfer on their way between two nodes, which is cut, or to which others come.
 */
class LinksTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Settings SETTINGS = Settings.of(Settings.defaults());

  private static final OneNodeCluster HERE = new OneNodeCluster();
  private static final OneNodeCluster THERE = new OneNodeCluster();
  private static Legs here;
  private static Legs there;
  private static InetSocketAddress port;

  @TempDir Path folder;
  private final Username anna = new Username("anna-" + System.nanoTime());
  private final Username boris = new Username("boris-" + System.nanoTime());
  private final TransferId id = TransferId.random();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final CompletableFuture<ServerMessage> sentEnd = new CompletableFuture<>();
  private final CompletableFuture<ServerMessage> receivedEnd = new CompletableFuture<>();
  private Legs from = here;
  private Legs to = there;
  private IntConsumer progress = taken -> {};
  private byte[] file;

  @BeforeAll
  static void start() throws Exception {
    HERE.start();
    THERE.start();
    Cluster first = Cluster.get(HERE.system());
    for (OneNodeCluster node : List.of(HERE, THERE)) {
      Cluster cluster = Cluster.get(node.system());
      cluster.manager().tell(Join.create(first.selfMember().address()));
      await().atMost(LONG).until(() -> cluster.selfMember().status() == MemberStatus.up());
      UserSession.init(node.system(), 10);
      Transfer.init(node.system(), SETTINGS.transfer(), (by, other, note) -> {});
    }
    here = new Legs(HERE.system(), SETTINGS.transfer());
    there = new Legs(THERE.system(), SETTINGS.transfer());
    for (Legs legs : List.of(here, there))
      port =
          legs.listen("127.0.0.1", 0, Optional.empty())
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    THERE.afterAll(null);
    HERE.afterAll(null);
  }

  @BeforeEach
  void attach() {
    TestProbe<DeviceMessage> device = THERE.probe();
    UserSession.of(THERE.system(), boris)
        .tell(new SessionCommand.Attach(device.getRef(), null, false));
    device.expectMessageClass(DeviceMessage.Attached.class, LONG);
  }

  /** From here to there. */
  private void transfer(int size, UnaryOperator<PartyMessage.Reachable> detour) throws Exception {
    file = new byte[size];
    new Random(size).nextBytes(file);
    Sha256 digest = Sha256.of(MessageDigest.getInstance("SHA-256").digest(file));
    CompletableFuture<Asker> sender = new CompletableFuture<>();
    CompletableFuture<Asker> receiver = new CompletableFuture<>();
    HERE.kit()
        .spawn(
            LinkedSide.create(from, anna, file, null, progress, digest, detour, sentEnd, sender));
    THERE
        .kit()
        .spawn(
            LinkedSide.create(
                to, boris, null, received, progress, digest, same -> same, receivedEnd, receiver));
    TestProbe<TransferReply> replies = HERE.probe();
    List<FileInfo> files = List.of(FileInfo.of("a", size));
    Transfer.of(HERE.system(), id)
        .tell(new TransferCommand.Offer(sender.get(), boris, files, null, replies.getRef()));
    replies.expectMessage(LONG, new TransferReply.Taken());
    ActorRef<TransferReply> nobody = THERE.system().ignoreRef();
    Transfer.of(THERE.system(), id)
        .tell(new TransferCommand.Accept(receiver.get(), 0, null, Via.SOCKET, nobody));
  }

  private void awaitWhole() throws Exception {
    for (CompletableFuture<ServerMessage> end : List.of(sentEnd, receivedEnd))
      assertThat(end.get(90, TimeUnit.SECONDS)).isInstanceOf(ServerMessage.Completed.class);
    assertThat(received.toByteArray()).isEqualTo(file);
    await().atMost(LONG).until(() -> from.size() + to.size() == 0);
    await().atMost(LONG).until(() -> from.windowMemory() + to.windowMemory() == 0);
  }

  @Test
  void isEncryptedWhereNodesHaveKeys() throws Exception {
    SSLContext keys = keys();
    LinkTls tls = new LinkTls(() -> engine(keys, false), (host, clientPort) -> engine(keys, true));
    from = new Legs(HERE.system(), SETTINGS.transfer());
    to = new Legs(THERE.system(), SETTINGS.transfer());
    for (Legs legs : List.of(from, to))
      legs.listen("127.0.0.1", 0, Optional.of(tls)).toCompletableFuture().get(10, TimeUnit.SECONDS);
    AtomicReference<PartyMessage.Reachable> told = new AtomicReference<>();
    transfer(
        20_000_000,
        reachable -> {
          told.set(reachable);
          return reachable;
        });
    awaitWhole();
    assertThat(isCutOff(told.get().port(), "in the clear ".repeat(10))).isTrue();
  }

  private static SSLEngine engine(SSLContext keys, boolean isClient) {
    SSLEngine engine = keys.createSSLEngine();
    engine.setUseClientMode(isClient);
    if (!isClient) engine.setNeedClientAuth(true);
    return engine;
  }

  /** Of a certificate that is its own authority, as both nodes have it. */
  private SSLContext keys() throws Exception {
    String password = "not a secret";
    Path store = folder.resolve("keys.p12");
    int exit =
        new ProcessBuilder(
                JavaCommand.tool("keytool"),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=node",
                "-storetype",
                "PKCS12",
                "-storepass",
                password,
                "-keystore",
                store.toString())
            .start()
            .waitFor();
    assertThat(exit).isZero();
    KeyStore own = KeyStore.getInstance(store.toFile(), password.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, password.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("node", own.getCertificate(own.aliases().nextElement()));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void bringsEveryByteOnceThoughTheLinkIsCutAgainAndAgain() throws Exception {
    try (CuttableLine line = new CuttableLine(port)) {
      AtomicInteger links = new AtomicInteger();
      progress =
          taken -> {
            if (taken >= 5_000_000 * (2 * links.get() - 1) && links.get() < 4) line.cut();
          };
      transfer(
          60_000_000,
          to -> {
            links.incrementAndGet();
            return to(to, line.address().getPort());
          });
      awaitWhole();
      assertThat(links.get()).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void triesAgainWhereTheOtherNodeCannotBeReachedAtFirst() throws Exception {
    AtomicInteger links = new AtomicInteger();
    transfer(2_000_000, to -> links.incrementAndGet() < 3 ? to(to, 1) : to);
    awaitWhole();
    assertThat(links).hasValue(3);
  }

  @Test
  void letsInWhoHasTheTokenAndOnlyOnce() throws Exception {
    AtomicReference<PartyMessage.Reachable> told = new AtomicReference<>();
    transfer(
        30_000_000,
        to -> {
          told.compareAndSet(null, to);
          return strangerComesFirst(to);
        });
    await().atMost(LONG).until(() -> received.size() > 0);
    assertThat(isCutOff(told.get().leg() + told.get().token())).isTrue();
    awaitWhole();
  }

  /** With a token that is right but for one letter. */
  private static PartyMessage.Reachable strangerComesFirst(PartyMessage.Reachable to) {
    String token = (to.token().charAt(0) == 'x' ? "y" : "x") + to.token().substring(1);
    assertThat(isCutOff(to.leg() + token)).isTrue();
    return to;
  }

  private static PartyMessage.Reachable to(PartyMessage.Reachable to, int port) {
    return new PartyMessage.Reachable(to.transfer(), to.leg(), to.host(), port, to.token());
  }

  private static boolean isCutOff(String greeting) {
    return isCutOff(port.getPort(), greeting);
  }

  private static boolean isCutOff(int at, String greeting) {
    try (Socket socket = new Socket(port.getAddress(), at)) {
      socket.setSoTimeout((int) LONG.toMillis());
      socket.getOutputStream().write((greeting + "bytes").getBytes(US_ASCII));
      return socket.getInputStream().readAllBytes().length < greeting.length(); // At most an alert.
    } catch (SocketException reset) {
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
