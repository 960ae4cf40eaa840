package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people with a page each who write to one another. */
class TalkTest {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  private Talk anna;
  private Talk ben;

  private void meet() {
    Visitor first = visitors.registered("anna");
    Visitor second = visitors.registered("ben");
    anna = Talk.open(first, second.name());
    ben = Talk.open(second, first.name());
  }

  @Test
  void bringsMessagesBothWaysAndTellsThatTheyWereRead() {
    meet();
    anna.write("Dinner at eight?");
    assertThat(ben.message("Dinner at eight?")).isVisible();
    anna.seesThatItIs("Read", "Dinner at eight?");

    ben.visitor().open("/#/settings");
    anna.write("Or at nine");
    anna.seesThatItIs("Delivered", "Or at nine");

    ben = Talk.open(ben.visitor(), ben.peer());
    anna.seesThatItIs("Read", "Or at nine");
    ben.field().pressSequentially("Ni");
    assertThat(anna.visitor().page().getByText(anna.peer() + " is writing…")).isVisible();
    ben.write("Nine\nit is");
    assertThat(anna.message("Nine\nit is")).isVisible();
  }

  @Test
  void showsAnAnswerAnEditAReactionAndADeletionToBoth() {
    meet();
    anna.write("Tulips ar out");
    ben.choose("Tulips ar out", "Reply");
    ben.write("Which ones?");
    assertThat(anna.message("Which ones?")).containsText("Tulips ar out");

    anna.field().press("ArrowUp");
    anna.write("Tulips are out");
    assertThat(ben.message("Which ones?")).containsText("Tulips are out");
    assertThat(ben.message("Tulips are out").getByText("edited")).isVisible();

    ben.choose("Which ones?", "Like");
    assertThat(button(anna.message("Which ones?"), "1 likes this")).isVisible();
    button(ben.message("Which ones?"), "1 likes this").click();
    assertThat(button(anna.message("Which ones?"), "1 likes this")).isHidden();

    ben.choose("Which ones?", "Delete");
    ben.visitor().confirms("Delete");
    assertThat(anna.message("This message was deleted.")).isVisible();
    assertThat(anna.message("Which ones?")).isHidden();
  }

  @Test
  void leadsFromAnAnswerToTheMessageItAnswers() {
    meet();
    anna.write("The first of all");
    anna.choose("The first of all", "Reply");
    anna.write("Long ago");
    anna.writeMany("in between", 60);
    assertThat(ben.message("in between 59")).isVisible();
    ben.scrollBy(-100_000);
    button(ben.message("Long ago"), "The first of all").click();
    assertThat(ben.message("The first of all").first()).isFocused();
    assertThat(ben.message("The first of all").first()).isInViewport();
  }

  @Test
  void keepsADraftBeyondAReloadAndSaysHowMuchRoomIsLeft() {
    meet();
    anna.field().fill("x".repeat(3_999));
    anna.visitor().sees("1 character left");
    anna.field().fill("x".repeat(4_001));
    anna.visitor().sees("1 character too many");
    assertThat(anna.visitor().button("Send")).isDisabled();

    anna.field().fill("Not yet said");
    anna.visitor().open("/#/feed");
    anna.visitor().reload();
    anna = Talk.open(anna.visitor(), anna.peer());
    assertThat(anna.field()).hasValue("Not yet said");
    anna.field().press("Enter");
    assertThat(ben.message("Not yet said")).isVisible();
    assertThat(anna.field()).hasValue("");
  }

  @Test
  void showsAHostileMessageAsTextAndLinksToTheWebAlone() {
    meet();
    String markup = "<img src=x onerror=\"document.title='taken'\"><script>alert(1)</script>";
    String turned = "see javascript:alert(1) \u202Egpj.exe";
    String piled = "Z" + "\u0335\u0316\u0489\u0301".repeat(200);
    anna.write(markup + "\n" + turned + "\n" + "W".repeat(2_000) + "\n" + piled);
    Locator message = ben.message("taken");
    assertThat(message.locator(".text")).containsText(markup);
    assertThat(message.locator("img, script, a")).hasCount(0);
    assertThat(ben.visitor().page()).not().hasTitle("taken");
    anna.write("x".repeat(4_000));
    assertThat(ben.message("x".repeat(4_000))).isVisible();
    assertThat(overflow(ben)).isZero();

    anna.write(
        "(https://example.org/a_(b)?x=1), ftp://example.org http://[ JavaScript:https://e.org/");
    Locator links = ben.message("ftp").getByRole(AriaRole.LINK);
    assertThat(links).hasText(new String[] {"https://example.org/a_(b)?x=1", "https://e.org/"});
    assertThat(links.first()).hasAttribute("href", "https://example.org/a_(b)?x=1");
    assertThat(links.first()).hasAttribute("rel", "noopener noreferrer");
  }

  @Test
  void asksAnotherHostForAPictureOnlyWhenThatIsWanted() {
    meet();
    String url = "https://pictures.example/tulips.png";
    ben.visitor().expectsProblem("asks another host: " + url);
    List<Map<String, String>> asked = new ArrayList<>();
    ben.visitor()
        .page()
        .route(
            url,
            route -> {
              asked.add(route.request().headers());
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("image/svg+xml")
                      .setBody("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"));
            });
    anna.visitor()
        .page()
        .evaluate(
            "async ({ peer, url }) => (await import('/page/relay/messages.js'))"
                + ".messagesOf(peer).send({ attachments: [{ url, name: 'Tulips' }] })",
            Map.of("peer", anna.peer(), "url", url));
    assertThat(ben.message("Tulips")).isVisible();
    assertThat(asked).isEmpty();
    ben.visitor().button("Show the picture from pictures.example").click();
    Locator picture =
        ben.log().getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("Tulips"));
    assertThat(picture).isVisible();
    assertThat(picture).hasJSProperty("naturalWidth", 9);
    assertThat(asked).hasSize(1).noneMatch(headers -> headers.containsKey("referer"));
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  /** By how many pixels its messages are wider than the room that they have. */
  private static int overflow(Talk talk) {
    return (int)
        talk.visitor()
            .page()
            .locator("pr-messages .scroller")
            .evaluate("(scroller) => scroller.scrollWidth - scroller.clientWidth");
  }
}
