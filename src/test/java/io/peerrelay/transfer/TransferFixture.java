package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.Settings;
import io.peerrelay.settings.TransferSettings;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The entity, between probes for the two connections and the real session of the receiver. */
abstract class TransferFixture {
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(100);
  static final List<FileInfo> FILES = List.of(FileInfo.of("a.bin", 7));
  static final Sha256 DIGEST = new Sha256("ab".repeat(32));
  static final Sha256 OTHER = new Sha256("cd".repeat(32));
  static final Username ANNA = new Username("anna");

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  final TransferId id = TransferId.random();
  final String journalId = "Transfer|" + id;
  final Username boris = new Username("boris-" + System.nanoTime());
  Duration offerLifetime = Duration.ofMinutes(1);
  Duration lifetime = Duration.ofMinutes(1);
  TestProbe<ClusterSharding.ShardCommand> shard;
  TestProbe<PartyMessage> sender;
  TestProbe<PartyMessage> receiver;
  TestProbe<PartyMessage> third;
  TestProbe<DeviceMessage> laptop;
  TestProbe<DeviceMessage> phone;
  TestProbe<TransferReply> replies;
  TestProbe<OfferNote> news;
  ActorRef<TransferCommand> transfer;
  String leg = "";

  /** What each has joined, in order. */
  final List<PartyMessage.Joined> joined = new CopyOnWriteArrayList<>();

  private final Map<TestProbe<PartyMessage>, ActorRef<PartyMessage>> parties = new HashMap<>();

  @BeforeAll
  static void startSessions() {
    UserSession.init(cluster.system(), 2);
  }

  @BeforeEach
  void start() {
    shard = cluster.probe();
    sender = cluster.probe();
    receiver = cluster.probe();
    third = cluster.probe();
    laptop = cluster.probe();
    phone = cluster.probe();
    replies = cluster.probe();
    news = cluster.probe();
    transfer = spawn();
  }

  ActorRef<TransferCommand> spawn() {
    return cluster
        .kit()
        .spawn(
            Transfer.create(
                id, shard.getRef(), settings(), (by, other, note) -> news.getRef().tell(note)));
  }

  private TransferSettings settings() {
    return Settings.of(
            ConfigFactory.parseMap(
                    Map.of(
                        "relay.transfer.offer-lifetime", offerLifetime,
                        "relay.transfer.lifetime", lifetime))
                .withFallback(Settings.defaults()))
        .transfer();
  }

  @AfterEach
  void hangUp() {
    for (TestProbe<?> probe : List.of(sender, receiver, third, laptop, phone)) probe.stop();
  }

  Asker anna(String re) {
    return new Asker(ANNA, re, party(sender), third.getRef().unsafeUpcast());
  }

  Asker boris(String re) {
    return new Asker(boris, re, party(receiver), laptop.getRef());
  }

  /** As a connection, which keeps to itself what it does not tell its client. */
  ActorRef<PartyMessage> party(TestProbe<PartyMessage> client) {
    return parties.computeIfAbsent(
        client, unused -> cluster.kit().spawn(PartyOfProbe.create(client.getRef(), joined)));
  }

  void attach(TestProbe<DeviceMessage> device) {
    UserSession.of(cluster.system(), boris)
        .tell(new SessionCommand.Attach(device.getRef(), null, false));
    device.expectMessageClass(DeviceMessage.Attached.class, LONG);
  }

  void offer() {
    transfer.tell(new TransferCommand.Offer(anna("o"), boris, FILES, "hi", replies.getRef()));
  }

  void offered() {
    attach(laptop);
    attach(phone);
    offer();
    PartyMessage.Offered offered = sender.expectMessageClass(PartyMessage.Offered.class, LONG);
    assertThat(offered.re()).isEqualTo("o");
    replies.expectMessage(new TransferReply.Taken());
    TransferEvent.Offered event =
        cluster.journal().expectNextPersistedClass(journalId, TransferEvent.Offered.class);
    assertThat(event)
        .isEqualTo(new TransferEvent.Offered(ANNA, boris, FILES, "hi", offered.expiresAt()));
    DeviceMessage.Push shown =
        new DeviceMessage.Push(new ServerMessage.Offer(id, ANNA, FILES, "hi", offered.expiresAt()));
    laptop.expectMessage(LONG, shown);
    phone.expectMessage(LONG, shown);
  }

  void accepted() {
    offered();
    accept();
    PartyMessage.Opened opened = opened(receiver, PartyMessage.Role.RECEIVER, 0);
    assertThat(opened.re()).isEqualTo("a");
    assertThat(opened.other()).isEqualTo(party(sender));
    opened = opened(sender, PartyMessage.Role.SENDER, 0);
    assertThat(opened.re()).isNull();
    assertThat(opened.other()).isEqualTo(party(receiver));
    replies.expectMessage(new TransferReply.Taken());
    cluster.journal().expectNextPersistedClass(journalId, TransferEvent.Accepted.class);
    phone.expectMessage(
        LONG, new DeviceMessage.Push(new ServerMessage.Withdrawn(id, "acceptedElsewhere")));
  }

  void accept() {
    transfer.tell(new TransferCommand.Accept(boris("a"), 0, null, Via.SOCKET, replies.getRef()));
  }

  /** The leg that a side is told of. */
  PartyMessage.Opened opened(TestProbe<PartyMessage> party, PartyMessage.Role role, long offset) {
    PartyMessage.Opened opened = party.expectMessageClass(PartyMessage.Opened.class, LONG);
    assertThat(opened.role()).isEqualTo(role);
    assertThat(opened.files()).isEqualTo(FILES);
    assertThat(opened.offset()).isEqualTo(offset);
    leg = opened.leg().id();
    return opened;
  }

  void resume(Asker asker, long offset) {
    transfer.tell(new TransferCommand.Resume(asker, offset, null, Via.SOCKET, replies.getRef()));
  }

  /** As a sender that can't begin elsewhere. */
  void begin(Asker asker, long offset) {
    transfer.tell(new TransferCommand.Resume(asker, 0, offset, Via.SOCKET, replies.getRef()));
  }

  void rest(TestProbe<PartyMessage> party, long receiverOffset, Checkpoint... checkpoints) {
    Checkpoints all = Checkpoints.NONE;
    for (Checkpoint checkpoint : checkpoints) all = all.with(checkpoint);
    transfer.tell(new TransferCommand.Rest(leg, party(party), receiverOffset, all));
  }

  void expectRefused(ErrorCode code) {
    TransferReply.Refused refused = replies.expectMessageClass(TransferReply.Refused.class, LONG);
    assertThat(refused.problem().code()).isEqualTo(code);
  }

  void expectEnd(ServerMessage notice, String reOfSender, String reOfReceiver) {
    sender.expectMessage(LONG, new PartyMessage.Ended(id, notice, reOfSender));
    if (reOfReceiver != null || !(notice instanceof ServerMessage.Withdrawn))
      receiver.expectMessage(LONG, new PartyMessage.Ended(id, notice, reOfReceiver));
    shard.expectMessageClass(ClusterSharding.Passivate.class, LONG);
  }

  void finish(Sha256 claimed, Sha256 seen) {
    transfer.tell(new TransferCommand.Finish(anna("f"), claimed, seen, replies.getRef()));
  }

  void confirm(Sha256 digest, boolean complete) {
    transfer.tell(
        new TransferCommand.ConfirmReceipt(boris("r"), digest, complete, replies.getRef()));
  }

  static Checkpoint at(int offset) {
    RunningDigest digest = RunningDigest.start();
    digest.update(ByteString.fromArray(new byte[offset]));
    return digest.checkpoint(offset);
  }

  Asker boris(TestProbe<PartyMessage> party, String re) {
    return new Asker(boris, re, party(party), laptop.getRef());
  }

  PartyMessage.Paused paused(TestProbe<PartyMessage> party, String by) {
    PartyMessage.Paused paused = party.expectMessageClass(PartyMessage.Paused.class, LONG);
    assertThat(paused.by()).isEqualTo(by);
    return paused;
  }
}
