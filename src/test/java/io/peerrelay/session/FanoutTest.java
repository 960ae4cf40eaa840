package io.peerrelay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is published on one node of two comes to the devices of both, in order. */
class FanoutTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Of a message that is published as often as it takes to arrive. */
  private static final int FIRST = 999;

  private static final OneNodeCluster HERE = new OneNodeCluster();
  private static final OneNodeCluster THERE = new OneNodeCluster();
  private static final Username ANNA = new Username("anna");
  private static final Username BORIS = new Username("boris");
  private static ActorRef<Fanout.Command> here;
  private static ActorRef<Fanout.Command> there;

  private final Channel name = new Channel("#c" + System.nanoTime());
  private final ConversationId channel = ConversationId.of(name);

  @BeforeAll
  static void start() {
    HERE.beforeAll(null);
    THERE.start(HERE);
    here = HERE.kit().spawn(Fanout.create());
    there = THERE.kit().spawn(Fanout.create());
  }

  @AfterAll
  static void stop() {
    THERE.afterAll(null);
    HERE.afterAll(null);
  }

  private ServerMessage typing(int number) {
    return new ConversationMessage.Typing(channel, new Username("user-" + number));
  }

  private void publish(int number) {
    here.tell(new Fanout.Publish(channel, List.of(typing(number))));
  }

  private TestProbe<ChannelNews> device(
      OneNodeCluster node, ActorRef<Fanout.Command> fanout, Username user) {
    TestProbe<ChannelNews> device = node.probe();
    fanout.tell(new Fanout.Subscribe(device.getRef(), user, List.of(channel)));
    return device;
  }

  private static List<ServerMessage> next(TestProbe<ChannelNews> device, int count) {
    List<ServerMessage> messages = new ArrayList<>();
    while (messages.size() < count)
      device.receiveMessage(LONG).items().forEach(item -> messages.add(item.message()));
    return messages;
  }

  private List<ServerMessage> numbered(int count) {
    List<ServerMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) messages.add(typing(i));
    return messages;
  }

  @Test
  void tellsTheDevicesOfAllNodesInOrder() {
    TestProbe<ChannelNews> near = device(HERE, here, ANNA);
    TestProbe<ChannelNews> far = device(THERE, there, BORIS);
    await() // Until the nodes know of each other.
        .atMost(LONG)
        .untilAsserted(
            () -> {
              publish(FIRST);
              far.receiveMessage(SHORT);
            });
    for (int i = 0; i < 200; i++) publish(i);
    for (TestProbe<ChannelNews> device : List.of(near, far)) {
      List<ServerMessage> heard = new ArrayList<>();
      while (heard.size() < 200) {
        heard.addAll(next(device, 1));
        heard.removeIf(typing(FIRST)::equals);
      }
      assertThat(heard).isEqualTo(numbered(200));
    }
  }

  @Test
  void gathersWhatIsSaidUntilTheDevicesHaveTakenWhatWasSaidBefore() {
    TestProbe<ChannelNews> device = device(HERE, here, ANNA);
    publish(0);
    ChannelNews first = device.receiveMessage(LONG);
    assertThat(first.items()).hasSize(1);
    for (int i = 1; i <= 5; i++) publish(i);
    first.taken().run();
    List<ChannelNews> rest = new ArrayList<>(List.of(device.receiveMessage(LONG)));
    while (rest.stream().mapToInt(news -> news.items().size()).sum() < 5) {
      rest.get(rest.size() - 1).taken().run();
      rest.add(device.receiveMessage(LONG));
    }
    assertThat(rest.stream().flatMap(news -> news.items().stream()).map(ChannelNews.Item::message))
        .containsExactlyElementsOf(numbered(6).subList(1, 6));
  }

  @Test
  void writesAllThatIsNewInOnePieceForAllDevices() {
    TestProbe<ChannelNews> one = device(HERE, here, ANNA);
    TestProbe<ChannelNews> other = device(HERE, here, BORIS);
    publish(0);
    ChannelNews news = one.receiveMessage(LONG);
    assertThat(other.receiveMessage(LONG)).isSameAs(news);
    assertThat(news.frames().frames()).isEqualTo(news.items().get(0).frame().frames());
  }

  @Test
  void tellsOneWhoWasRemovedThatAndNothingAfterIt() {
    TestProbe<ChannelNews> removed = device(HERE, here, BORIS);
    TestProbe<ChannelNews> staying = device(HERE, here, ANNA);
    ServerMessage removal =
        new ChannelMessage.Membership(name, BORIS, MembershipChange.REMOVED, ANNA);
    publish(0);
    here.tell(new Fanout.Publish(channel, List.of(removal)));
    publish(1);
    assertThat(next(removed, 2)).containsExactly(typing(0), removal);
    assertThat(next(staying, 3)).containsExactly(typing(0), removal, typing(1));
    removed.expectNoMessage(SHORT);
  }

  private ServerMessage membership(int number, MembershipChange change) {
    return new ChannelMessage.Membership(name, new Username("user-" + number), change, null);
  }

  private void join(int number) {
    here.tell(new Fanout.Publish(channel, List.of(membership(number, MembershipChange.JOINED))));
  }

  private List<TestProbe<ChannelNews>> crowd() {
    List<TestProbe<ChannelNews>> crowd = new ArrayList<>();
    for (int i = 0; i < 100; i++) crowd.add(device(HERE, here, new Username("crowd-" + i)));
    return crowd;
  }

  @Test
  void tellsACrowdTogetherOfThoseWhoComeAndGo() {
    List<TestProbe<ChannelNews>> crowd = crowd();
    for (int i = 0; i < 10; i++) join(i);
    here.tell(new Fanout.Publish(channel, List.of(membership(3, MembershipChange.LEFT))));
    for (TestProbe<ChannelNews> device : crowd) {
      int told = device.receiveMessage(LONG).items().size();
      assertThat(told).isGreaterThan(1);
      while (told < 11) told += device.receiveMessage(LONG).items().size();
    }
  }

  @Test
  void tellsACrowdOfAMessageAtOnceAndOfWhoCameBeforeIt() {
    List<TestProbe<ChannelNews>> crowd = crowd();
    join(1);
    publish(2);
    for (TestProbe<ChannelNews> device : crowd)
      assertThat(device.receiveMessage(LONG).items())
          .extracting(ChannelNews.Item::message)
          .containsExactly(membership(1, MembershipChange.JOINED), typing(2));
  }

  @Test
  void tellsOneWhoLeavesACrowdAtOnceAndNotAgainWhenTheyComeBack() {
    List<TestProbe<ChannelNews>> crowd = crowd();
    TestProbe<ChannelNews> leaving = device(HERE, here, new Username("user-1"));
    here.tell(new Fanout.Publish(channel, List.of(membership(1, MembershipChange.LEFT))));
    assertThat(next(leaving, 1)).containsExactly(membership(1, MembershipChange.LEFT));
    here.tell(new Fanout.Subscribe(leaving.getRef(), new Username("user-1"), List.of(channel)));
    join(2);
    assertThat(next(leaving, 1)).containsExactly(membership(2, MembershipChange.JOINED));
    assertThat(next(crowd.get(0), 2))
        .containsExactly(
            membership(1, MembershipChange.LEFT), membership(2, MembershipChange.JOINED));
  }

  @Test
  void tellsANewDeviceNothingThatWasSaidBefore() {
    TestProbe<ChannelNews> first = device(HERE, here, ANNA);
    for (int i = 0; i < 5; i++) publish(i);
    TestProbe<ChannelNews> second = device(HERE, here, BORIS);
    assertThat(next(first, 5)).isEqualTo(numbered(5));
    second.expectNoMessage(SHORT);
  }

  @Test
  void forgetsADeviceThatStopsOrLeaves() {
    TestProbe<ChannelNews> stopped = device(HERE, here, ANNA);
    TestProbe<ChannelNews> left = device(HERE, here, BORIS);
    stopped.stop();
    here.tell(new Fanout.Unsubscribe(left.getRef(), channel));
    publish(0);
    left.expectNoMessage(SHORT);
  }
}
