package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;

/** A conversation as one of its people has it before them. */
record Talk(Visitor visitor, String peer) {

  /** Opened by a person, with another one or in a channel. */
  static Talk open(Visitor visitor, String peer) {
    visitor.open(peer.startsWith("#") ? "/#/channel/" + peer.substring(1) : "/#/with/" + peer);
    Talk talk = new Talk(visitor, peer);
    assertThat(talk.field()).isVisible();
    return talk;
  }

  Locator field() {
    return visitor.field("Message to " + peer);
  }

  void write(String text) {
    field().fill(text);
    field().press("Enter");
  }

  Locator log() {
    return visitor.page().getByRole(AriaRole.LOG);
  }

  /** The messages in which this text is. */
  Locator message(String text) {
    return log().getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText(text));
  }

  /** Chooses something from the menu of a message, by the keyboard; it has one once it is sent. */
  void choose(String text, String action) {
    assertThat(message(text).getByLabel("What to do with this message")).isAttached();
    message(text).focus();
    message(text).press("Enter");
    visitor
        .page()
        .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action).setExact(true))
        .press("Enter");
  }

  /** Has seen that a message got so far. */
  void seesThatItIs(String reached, String text) {
    assertThat(message(text).getByText(reached, new Locator.GetByTextOptions().setExact(true)))
        .hasCount(1);
  }

  /** What is drawn of it, from the top. */
  List<String> texts() {
    return log().locator(".text").allTextContents();
  }

  /** The numbers of all messages that the page has, be they drawn or not. */
  @SuppressWarnings("unchecked")
  List<Integer> loaded() {
    return (List<Integer>)
        visitor
            .page()
            .evaluate(
                "async (peer) => (await import('/page/relay/messages.js'))"
                    + ".messagesOf(peer).messages.map(({ seq }) => seq)",
                peer);
  }

  /**
   * Writes messages faster than a person could, {@code text 0} first and the one with the highest
   * number last; those between them come as they come.
   */
  void writeMany(String text, int count) {
    visitor
        .page()
        .evaluate(
            """
            async ({ to, text, last }) => {
              const { session } = await import('/page/relay/session.js');
              const say = (i) => session.request({ type: 'message', to, text: `${text} ${i}` });
              await say(0);
              await Promise.all(Array.from({ length: last - 1 }, (_, i) => say(i + 1)));
              await say(last);
            }
            """,
            Map.of("to", peer, "text", text, "last", count - 1));
  }

  void scrollBy(int pixels) {
    visitor
        .page()
        .locator("pr-messages .scroller")
        .evaluate("(scroller, pixels) => scroller.scrollBy(0, pixels)", pixels);
  }
}
