package io.peerrelay.node;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.ServerBinding;
import io.peerrelay.account.Accounts;
import io.peerrelay.account.MailQueue;
import io.peerrelay.connection.Connections;
import io.peerrelay.connection.Relay;
import io.peerrelay.conversation.Archive;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.SearchIndex;
import io.peerrelay.journal.Journal;
import io.peerrelay.journal.JournalException;
import io.peerrelay.journal.JournalLocation;
import io.peerrelay.procedure.Procedures;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Dialects;
import io.peerrelay.publisher.Publisher;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.ClusterSettings;
import io.peerrelay.settings.Listener;
import io.peerrelay.settings.Settings;
import io.peerrelay.transfer.Legs;
import io.peerrelay.transfer.LinkTls;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.web.Web;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One running relay: the journal, the actors, and the addresses it listens on. */
public final class Node implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);

  private final Journal journal;
  private final ActorSystem<Void> system;
  private final Membership membership;
  private final Departure departure;
  private final Readiness readiness;
  private final Management management;
  private InetSocketAddress managementAddress;
  private Legs legs;
  private InetSocketAddress bytesAddress;
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  /** How clients reach it. */
  interface Front {
    /** Starts to listen, and says where it does. */
    InetSocketAddress listen(
        ActorSystem<?> system,
        Departure departure,
        Web web,
        InetSocketAddress address,
        Dialects dialects);
  }

  /** As {@link #start(Settings, Front)}, over Akka's own transport. */
  public static Node start(Settings settings) {
    return start(settings, Node::listen);
  }

  /**
   * Starts everything, from the bottom up, and returns when clients are served.
   *
   * @throws StartFailure in words for the person who started it; what had started is stopped again
   */
  static Node start(Settings settings, Front front) {
    OlderClients olderClients = OlderClients.of(settings);
    Journal journal = openJournal(settings);
    ActorSystem<Void> system;
    try {
      system =
          ActorSystem.create(Behaviors.empty(), "peer-relay", AkkaConfig.of(settings, journal));
    } catch (RuntimeException e) {
      journal.close();
      throw StartFailure.of("the cluster's port", "relay.cluster.port", e);
    }
    Node node = new Node(journal, system, settings.cluster());
    node.departure.lastOf(journal::close);
    try {
      node.wire(settings, olderClients, front);
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw StartFailure.of("the relay", "the settings", e);
    }
  }

  private static Journal openJournal(Settings settings) {
    try {
      Path directory = settings.data().resolve("journal");
      return Journal.open(
          JournalLocation.of(settings.mongo().uri(), directory, settings.mongo().embeddedPort()));
    } catch (JournalException e) {
      throw StartFailure.of("the journal", "relay.mongo", e);
    }
  }

  private Node(Journal journal, ActorSystem<Void> system, ClusterSettings settings) {
    this.journal = journal;
    this.system = system;
    membership = new Membership(system, settings);
    departure = new Departure(system, membership, settings);
    readiness = new Readiness(membership, journal);
    management = new Management(system, readiness, departure);
  }

  private void wire(Settings settings, OlderClients olderClients, Front front) {
    departure.firstOf(readiness::end);
    managementAddress = management.listen(settings.cluster().management());
    UserSession.init(system, settings.transfer().openAtOnce());
    Transfer.init(system, settings.transfer(), this::note);
    Archive archive =
        Archive.of(system, journal.derived().map(database -> new SearchIndex(system, database)));
    ActorRef<Fanout.Command> fanout =
        system.systemActorOf(Fanout.create(), "fanout", Props.empty());
    Conversation.init(system, archive, settings.conversation(), fanout);
    MailQueue mail = MailQueue.start(system, settings.mail(), settings.outbox());
    Accounts accounts =
        Accounts.start(
            system,
            settings.account(),
            settings.socket().requestTimeout(),
            mail,
            new EndedSessions(system));
    Optional<Publisher> publisher =
        settings.publisher().isOn()
            ? Optional.of(
                Publisher.start(system, settings.publisher(), settings.socket().requestTimeout()))
            : Optional.empty();
    legs = new Legs(system, settings.transfer());
    listenForBytes(settings.cluster());
    Relay relay =
        new Relay(
            membership.address(),
            accounts,
            legs,
            archive,
            Procedures.start(system, settings.postgres(), olderClients.procedures()),
            fanout,
            settings.socket(),
            settings.transfer(),
            settings.conversation());
    ActorRef<Connections.Command> connections =
        system.systemActorOf(Connections.create(relay), "connections", Props.empty());
    departure.close(connections);
    management.report(
        new NodeReport.Source(
            system, membership, Version.of(settings.cluster()), connections, legs));
    Web web = new Web(system, settings, relay, connections, publisher);
    departure.close(web);
    join(settings.cluster());
    warmUp(accounts);
    for (Listener listener : settings.http().listen())
      addresses.add(
          front.listen(system, departure, web, listener.address(), olderClients.at(listener)));
    system.systemActorOf(Succession.create(web::succeeded), "succession", Props.empty());
    readiness.begin();
  }

  /** Only now: from then on the others wait for what this node has to acknowledge. */
  private void join(ClusterSettings cluster) {
    membership.join();
    CrashWatch.start(system);
    PauseWatch.start(system, cluster.stableAfter());
  }

  private void listenForBytes(ClusterSettings cluster) {
    bytesAddress =
        StartFailure.await(
            "listening for the bytes of other nodes",
            "relay.cluster.bytes-port",
            legs.listen(cluster.host(), cluster.bytesPort(), tls(cluster)),
            START_DEADLINE);
  }

  private static Optional<LinkTls> tls(ClusterSettings cluster) {
    return cluster.tls().map(keys -> new LinkTls(keys::serverEngine, keys::clientEngine));
  }

  /** The first to ask waits for the shards to be given out and for the database: not a client. */
  private void warmUp(Accounts accounts) {
    Username nobody = new Username(ServerMessage.Cancelled.RELAY);
    StartFailure.await(
        "the sessions",
        "relay.mongo",
        UserSession.of(system, nobody)
            .<SessionCommand.Presence>ask(
                to -> new SessionCommand.AskPresence(null, to), START_DEADLINE),
        START_DEADLINE);
    StartFailure.await(
        "the accounts", "relay.mongo", accounts.logOut(nobody, new Secret("none")), START_DEADLINE);
  }

  private static InetSocketAddress listen(
      ActorSystem<?> system,
      Departure departure,
      Web web,
      InetSocketAddress address,
      Dialects dialects) {
    ServerBinding binding =
        StartFailure.await(
            "listening on " + address.getHostString() + ":" + address.getPort(),
            "relay.http.listen (--port)",
            web.bind(address, dialects),
            START_DEADLINE);
    departure.close(binding);
    return binding.localAddress();
  }

  /** Where clients reach it. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** Where other nodes reach it, as {@code host:port}. */
  public String clusterAddress() {
    return membership.address();
  }

  /** Where its health is told, and it is told to go. */
  public InetSocketAddress management() {
    return managementAddress;
  }

  /** Where other nodes bring the bytes of files. */
  public InetSocketAddress bytesAddress() {
    return bytesAddress;
  }

  /** The MongoDB by which other nodes share its journal. */
  public String mongo() {
    return journal.uri();
  }

  /** By what options of {@code serve} another node takes part, for a person. */
  String invitation() {
    return "--join " + clusterAddress() + (journal.isEmbedded() ? " --mongo " + mongo() : "");
  }

  /** Where the journal is, for a person. */
  public String journal() {
    return journal.toString();
  }

  /** How many transfers have bytes on their way here now. */
  public int runningTransfers() {
    return legs.size();
  }

  /** Why it has stopped though nobody had told it to; empty if somebody had. */
  Optional<String> mishap() {
    return departure.mishap();
  }

  /** Runs it when the node begins to stop. */
  void onStop(Runnable action) {
    departure.firstOf(action);
  }

  /** Waits until the relay has stopped, be it by {@link #close} or by itself. */
  public void awaitStop() {
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /** Tells the clients, stops, and returns when everything has. */
  @Override
  public void close() {
    departure.begin(CoordinatedShutdown.unknownReason());
    awaitStop();
  }

  /** Offers are a part of what two users have said to each other. */
  private void note(Username by, Username other, OfferNote note) {
    Conversation.of(system, ConversationId.between(by, other))
        .tell(new ConversationCommand.PostOffer(by, other, note));
  }
}
