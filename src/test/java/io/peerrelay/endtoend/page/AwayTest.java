package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person gets to know who looks elsewhere, or whose network is away. */
class AwayTest {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  @Test
  void countsInTheTitleWhatWasNotRead() {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    write(ben, anna, "one");
    assertThat(anna.page()).hasTitle("(1) Peer Relay");
    write(ben, anna, "two");
    assertThat(anna.page()).hasTitle("(2) Peer Relay");
    anna.open("/#/with/" + ben.name());
    assertThat(anna.page()).hasTitle("Peer Relay");
  }

  @Test
  void notifiesOnceForAConversationUntilItIsRead() {
    Visitor anna = notified("anna");
    Visitor ben = visitors.registered("ben");
    write(ben, anna, "I saw nothing of it");
    assertThat(anna.page()).hasTitle("(1) Peer Relay");
    assertThat(notifications(anna)).isEmpty();

    hide(anna, true);
    write(ben, anna, "<b>first</b>");
    awaitNotifications(anna, ben.name() + ": <b>first</b>");
    write(ben, anna, "second");
    awaitNotifications(anna, ben.name() + ": second");

    hide(anna, false);
    clicked(anna, "#/with/" + ben.name());
    assertThat(anna.field("Message to " + ben.name())).isVisible();
    awaitNotifications(anna);
  }

  @Test
  void saysNoMoreThanIsWishedInANotification() {
    Visitor anna = notified("anna");
    anna.field("Say in notifications what was written").uncheck();
    hide(anna, true);
    Visitor ben = visitors.registered("ben");
    write(ben, anna, "a secret");
    awaitNotifications(anna, ben.name() + ": New message");
  }

  @Test
  void offersNotificationsWhenSomethingCameUnseen() {
    Visitor anna = visitors.visitor();
    anna.page()
        .addInitScript("Object.defineProperty(Notification, 'permission', { value: 'default' })");
    anna.open();
    anna.register(visitors.newName("anna"));
    Visitor ben = visitors.registered("ben");
    hide(anna, true);
    write(ben, anna, "Are you there?");
    assertThat(anna.page()).hasTitle("(1) Peer Relay");
    hide(anna, false);
    anna.sees("Messages came while you were away. Show notifications next time?");
    assertThat(anna.button("Turn on")).isVisible();
  }

  @Test
  void opensWithoutANetworkAndSendsWhenItIsBack() {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    write(ben, anna, "Read this on the train");
    anna.open("/#/with/" + ben.name());
    anna.sees("Read this on the train");
    anna.page().evaluate("async () => { await navigator.serviceWorker.ready; }");

    anna.expectsProblem("WebSocket connection");
    anna.context().setOffline(true);
    anna.sees("You are offline. What you write is sent when the connection is back.");
    anna.reload();
    anna.sees("Read this on the train");
    anna.sees("You are offline.");
    anna.field("Message to " + ben.name()).fill("I did");
    anna.button("Send").click();
    anna.context().setOffline(false);
    anna.sees("Connected again.");
    ben.sees("I did");
    assertThat(anna.page().getByText("Connected again.")).not().isVisible();
  }

  private static Visitor notified(String name) {
    Visitor visitor =
        visitors.visitor(new Browser.NewContextOptions().setPermissions(List.of("notifications")));
    visitor.open();
    visitor.register(visitors.newName(name));
    visitor.open("/#/settings");
    Locator choice = visitor.field("Show notifications while this page is hidden");
    choice.check();
    assertThat(choice).isChecked();
    return visitor;
  }

  /** A browser without a window shows all of its pages, as it says. */
  private static void hide(Visitor visitor, boolean hidden) {
    visitor
        .page()
        .evaluate(
            "(hidden) => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                + " document.dispatchEvent(new Event('visibilitychange')); }",
            hidden);
  }

  /** What the service worker says to the page after that; only a system can click. */
  private static void clicked(Visitor visitor, String address) {
    visitor
        .page()
        .evaluate(
            "(open) => navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { open } }))",
            address);
  }

  private static void write(Visitor from, Visitor to, String text) {
    from.open("/#/with/" + to.name());
    from.field("Message to " + to.name()).fill(text);
    from.button("Send").click();
  }

  private static void awaitNotifications(Visitor visitor, String... expected) {
    await().untilAsserted(() -> assertThat(notifications(visitor)).containsExactly(expected));
  }

  /** Those that are shown now. */
  @SuppressWarnings("unchecked")
  private static List<String> notifications(Visitor visitor) {
    return (List<String>)
        visitor
            .page()
            .evaluate(
                "async () => (await (await navigator.serviceWorker.ready).getNotifications())"
                    + ".map(({ title, body }) => `${title}: ${body}`)");
  }
}
