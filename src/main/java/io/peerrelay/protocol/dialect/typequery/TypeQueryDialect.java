package io.peerrelay.protocol.dialect.typequery;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One client of {@link TypeQuery}: each of its texts is answered before the next one is read. */
final class TypeQueryDialect implements Dialect {
  private static final String QUERIES = "signIn, signUp, getComments, addComment, like or dislike";

  private final Dialogue dialogue = new Dialogue();
  private final SignIn signIn;
  private final Feed feed;

  /** The client's own comments that came before the answer to what it sent. */
  private final List<String> ahead = new ArrayList<>(1);

  TypeQueryDialect(Channel channel, int pageSize, boolean confirm) {
    this.feed = new Feed(dialogue, channel, pageSize);
    this.signIn = new SignIn(dialogue, channel, confirm);
  }

  @Override
  public Turn read(String text) {
    try {
      return answer(Query.of(text));
    } catch (BadQuery e) {
      return failure(e.getMessage());
    } catch (InvalidField e) {
      return failure(Reason.of(e));
    }
  }

  private Turn answer(Query query) {
    return switch (query.type()) {
      case "signIn" -> signIn.in(query);
      case "signUp" -> signIn.up(query);
      case "getComments" -> signedIn(() -> feed.page(query.has("page") ? query.number("page") : 1));
      case "addComment" ->
          signedIn(() -> feed.comment(query.optionalText("comment"), query.optionalText("img")));
      case "like" -> signedIn(() -> feed.react(query.number("id"), Reaction.LIKE));
      case "dislike" -> signedIn(() -> feed.react(query.number("id"), Reaction.DISLIKE));
      case "" -> failure("type_query: missing (expected: " + QUERIES + ")");
      default -> failure("type_query: unknown (expected: " + QUERIES + ")");
    };
  }

  private Turn signedIn(Supplier<Turn> query) {
    return signIn.user() == null ? failure(Reason.SIGN_IN_FIRST) : query.get();
  }

  @Override
  public Turn write(String re, ServerMessage message) {
    if (dialogue.expects(re)) return withWhatCameAhead(dialogue.take(message));
    if (re != null) return Turn.NOTHING;
    if (message instanceof ServerMessage.Error) return failure(Reason.of(message));
    return message instanceof ConversationMessage.Message news ? push(news) : Turn.NOTHING;
  }

  private Turn push(ConversationMessage.Message news) {
    Username user = signIn.user();
    if (user == null || !feed.shows(news)) return Turn.NOTHING;
    if (!dialogue.waits() || !news.from().equals(user)) return Turn.say(Frames.item(news));
    ahead.add(Frames.item(news));
    return Turn.NOTHING;
  }

  private Turn withWhatCameAhead(Turn turn) {
    if (dialogue.waits() || ahead.isEmpty()) return turn;
    List<String> frames = new ArrayList<>(turn.frames());
    frames.addAll(ahead);
    ahead.clear();
    return new Turn(frames, turn.startsAnew(), turn.requests());
  }

  @Override
  public boolean waits() {
    return dialogue.waits();
  }

  private static Turn failure(String reason) {
    return Turn.say(Frames.failure(reason));
  }
}
