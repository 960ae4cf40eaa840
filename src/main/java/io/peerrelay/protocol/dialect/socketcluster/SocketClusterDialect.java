package io.peerrelay.protocol.dialect.socketcluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.Turn;
import io.peerrelay.protocol.dialect.socketcluster.Subscriptions.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one SocketCluster client says, and is told. To subscribe is to join the channel and to
 * follow it on this socket from where the user is; to unsubscribe ends that, and leaves the user a
 * member.
 */
final class SocketClusterDialect implements Dialect {
  private static final String PING = "";

  /** Of an answer to what is no call: no client has one under it. */
  private static final long NO_CALL = 0;

  private static final int TRY_AGAIN = 1013;
  private static final int STAY_AWAY = 4500;

  private final String id;
  private final Duration pingTimeout;
  private final Pings pings;

  /** By the id of a request to the relay: what becomes of its answer. */
  private final Map<String, Function<ServerMessage, Turn>> pending = new HashMap<>();

  private Subscriptions subscriptions = new Subscriptions();
  private long requests;

  /** Null before a login. */
  private Username user;

  /** By which the client has logged in, or tries to. */
  private String token;

  SocketClusterDialect(String id, Duration pingTimeout, InstantSource clock) {
    this.id = id;
    this.pingTimeout = pingTimeout;
    this.pings = new Pings(clock);
  }

  @Override
  public Turn read(String text) {
    if (text.equals(PING)) return onPong();
    JsonNode packet = Json.read(text);
    if (!packet.isArray()) return onPacket(packet);
    Steps steps = new Steps();
    packet.forEach(one -> steps.add(onPacket(one)));
    return steps.turn();
  }

  private Turn onPacket(JsonNode packet) {
    JsonNode event = packet.path("event");
    if (packet.has("rid")) return Turn.NOTHING; // An answer: the relay calls nothing.
    if (!event.isTextual())
      return Turn.say(
          Frames.error(NO_CALL, "InvalidMessageError", "The message is no event (expected: one)"));
    JsonNode cid = packet.path("cid");
    Call call = new Call(cid.isIntegralNumber() ? (Long) cid.asLong() : null);
    try {
      return onEvent(event.textValue(), packet.path("data"), call);
    } catch (InvalidField e) {
      return call.fail("InvalidArgumentsError", e.problem().message());
    }
  }

  private Turn onEvent(String event, JsonNode data, Call call) {
    return switch (event) {
      case "#handshake" -> logIn(call, data.path("authToken"), true);
      case "#authenticate" -> logIn(call, data, false);
      case "#removeAuthToken" -> logOut(call);
      case "#subscribe" -> user == null ? failAsNobody(call) : subscribe(call, data);
      case "#unsubscribe" -> unsubscribe(call, data);
      case "#publish" -> user == null ? failAsNobody(call) : publish(call, data);
      case "#disconnect" -> Turn.NOTHING;
      default -> call.fail("InvalidActionError", "Nobody here hears this event.");
    };
  }

  private Turn logIn(Call call, JsonNode given, boolean isHandshake) {
    boolean isKnown = user != null && given.asText().equals(token);
    if (isKnown || !given.isTextual() || given.textValue().isEmpty())
      return call.answer(status(isHandshake, null));
    Secret secret = new Secret(given.textValue());
    Turn before = token != null ? forget() : Turn.NOTHING;
    token = given.textValue();
    Turn login =
        ask(
            new ClientMessage.Login(null, null, secret, null),
            reply -> onLogin(call, isHandshake, reply));
    return new Steps().add(before).add(login).turn();
  }

  private Turn onLogin(Call call, boolean isHandshake, ServerMessage reply) {
    if (reply instanceof ServerMessage.Welcome welcome) {
      user = welcome.username();
      return call.answer(status(isHandshake, null));
    }
    token = null;
    if (!(reply instanceof ServerMessage.Error error)) return Turn.NOTHING;
    // A client whose handshake failed comes again.
    if (error.retryable()) return call.fail(error);
    return call.answer(status(isHandshake, Frames.error("AuthTokenInvalidError", error.message())));
  }

  /**
   * @param error why the token is not taken; null where nothing is wrong
   */
  private String status(boolean isHandshake, String error) {
    return isHandshake
        ? Frames.handshake(id, pingTimeout, user != null, error)
        : Frames.authentication(user != null, error);
  }

  private Turn logOut(Call call) {
    Turn turn = token == null ? Turn.NOTHING : forget();
    return new Steps().add(turn).add(call.acknowledge()).turn();
  }

  /** The socket is nobody's again; the token stays good. */
  private Turn forget() {
    List<String> frames = new ArrayList<>();
    for (Subscription one : subscriptions.all())
      for (String name : one.names) frames.add(Frames.kickOut(name, "You are not logged in."));
    subscriptions = new Subscriptions();
    pending.clear();
    user = null;
    token = null;
    return new Turn(frames, List.of()).anew();
  }

  private Turn subscribe(Call call, JsonNode data) {
    String name = Frames.channelName(data);
    Subscription known = subscriptions.get(ConversationId.of(Frames.channel(name)));
    if (known != null) {
      known.names.add(name);
      if (known.isActive) return call.acknowledge();
      known.waiting.add(call);
      return Turn.NOTHING;
    }
    JsonNode after = data.path("data").path("after");
    Subscription added =
        new Subscription(
            Frames.channel(name),
            after.isIntegralNumber() && after.asLong() >= 0 ? (Long) after.asLong() : null,
            !after.isMissingNode());
    added.names.add(name);
    added.waiting.add(call);
    subscriptions.add(added);
    return ask(new ChannelRequest.Join(added.channel), reply -> onJoined(added, reply));
  }

  private Turn onJoined(Subscription subscription, ServerMessage reply) {
    if (!subscriptions.holds(subscription)) return Turn.NOTHING;
    if (!(reply instanceof ServerMessage.Ok)) return giveUp(subscription, reply);
    return ask(
        new ConversationRequest.Follow(subscription.conversation(), subscription.after),
        answer -> onFollowed(subscription, answer));
  }

  private Turn onFollowed(Subscription subscription, ServerMessage reply) {
    if (!subscriptions.holds(subscription)) return Turn.NOTHING;
    if (!(reply instanceof ServerMessage.Ok)) return giveUp(subscription, reply);
    subscription.isActive = true;
    Steps steps = new Steps();
    subscription.waiting.forEach(call -> steps.add(call.acknowledge()));
    subscription.waiting.clear();
    return steps.turn();
  }

  private Turn giveUp(Subscription subscription, ServerMessage reply) {
    subscriptions.remove(subscription);
    Steps steps = new Steps();
    if (reply instanceof ServerMessage.Error error)
      subscription.waiting.forEach(call -> steps.add(call.fail(error)));
    return steps.turn();
  }

  private Turn unsubscribe(Call call, JsonNode data) {
    String name = Frames.channelName(data);
    Subscription known = subscriptions.get(ConversationId.of(Frames.channel(name)));
    Steps steps = new Steps();
    if (known != null && known.names.remove(name) && known.names.isEmpty()) {
      subscriptions.remove(known);
      known.waiting.forEach(
          waiting ->
              steps.add(waiting.fail("AbortError", "The channel was unsubscribed meanwhile.")));
      steps.add(ask(new ConversationRequest.Unfollow(known.conversation()), reply -> Turn.NOTHING));
    }
    return steps.add(call.acknowledge()).turn();
  }

  private Turn publish(Call call, JsonNode data) {
    return ask(
        new ConversationRequest.Message(
            new Recipient.Members(Frames.channel(Frames.channelName(data))),
            Frames.text(data.path("data")),
            null,
            null,
            null),
        reply ->
            reply instanceof ServerMessage.Error error ? call.fail(error) : call.acknowledge());
  }

  @Override
  public Turn write(String re, ServerMessage message) {
    if (re != null) {
      Function<ServerMessage, Turn> then = pending.remove(re);
      return then == null ? Turn.NOTHING : then.apply(message);
    }
    if (message instanceof ConversationMessage.Message one) return push(one);
    if (message instanceof ChannelMessage.Membership membership
        && membership.change().isEnd()
        && membership.username().equals(user)) return kickOut(membership);
    return Turn.NOTHING;
  }

  private Turn push(ConversationMessage.Message message) {
    Subscription subscription = subscriptions.get(message.conversation());
    if (subscription == null || !subscription.isActive) return Turn.NOTHING;
    subscription.sent(message.seq());
    List<String> frames = new ArrayList<>();
    if (message.text() != null) {
      Long seq = subscription.isNumbered ? (Long) message.seq() : null;
      for (String name : subscription.names) frames.add(Frames.publish(name, message.text(), seq));
    }
    if (pings.isDue()) frames.addAll(ping().frames());
    return new Turn(frames, List.of());
  }

  private Turn kickOut(ChannelMessage.Membership membership) {
    Subscription ended = subscriptions.get(ConversationId.of(membership.channel()));
    if (ended == null) return Turn.NOTHING;
    subscriptions.remove(ended);
    return new Turn(
        ended.names.stream()
            .map(name -> Frames.kickOut(name, "You are not in this channel any more."))
            .toList(),
        List.of());
  }

  @Override
  public Turn ping() {
    pings.sent(subscriptions.unconfirmed());
    return Turn.say(PING);
  }

  private Turn onPong() {
    List<Request.Asked> read = new ArrayList<>();
    pings
        .answered()
        .forEach(
            (conversation, seq) -> {
              if (subscriptions.confirm(conversation, seq))
                read.add(new Request.Asked(null, new ConversationRequest.Read(conversation, seq)));
            });
    return new Turn(List.of(), read);
  }

  private Turn ask(ClientMessage request, Function<ServerMessage, Turn> then) {
    String name = Long.toString(++requests);
    pending.put(name, then);
    return Turn.ask(new Request.Asked(name, request));
  }

  private static Turn failAsNobody(Call call) {
    return call.fail(
        ErrorCode.NOT_LOGGED_IN.because("This socket has no valid authToken.").toError());
  }

  /** From 4500 on these clients stay away, and come again after others but 1000. */
  @Override
  public int closeCode(int code) {
    if (code >= 4500) return TRY_AGAIN;
    return code >= 4400 ? STAY_AWAY : code;
  }
}
