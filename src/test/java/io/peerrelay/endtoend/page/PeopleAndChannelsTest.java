package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The side with people and channels, and what one finds and changes there. */
class PeopleAndChannelsTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)> & \u202Eevil";

  @RegisterExtension static final Visitors visitors = new Visitors("");

  @Test
  void showsWhoIsThereAndWhatIsUnreadAndAHostileMessageAsText() {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    write(ben, anna.name(), "first");
    write(ben, anna.name(), HOSTILE);
    Locator row = row(anna, ben.name());
    assertThat(row).containsText(HOSTILE);
    assertThat(row).containsText("online");
    assertThat(row.getByLabel("2 unread messages")).isVisible();
    ben.page().close();
    assertThat(row).not().containsText("online");
    row.click();
    assertThat(row).hasAttribute("aria-current", "page");
    assertThat(row.getByLabel("2 unread messages")).isHidden();
  }

  @Test
  void makesAChannelThatAnotherJoinsAndIsRemovedFrom() {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    String channel = visitors.newName("#garden");
    create(anna, channel);
    ben.open("/#/channels");
    ben.button("Join " + channel).click();
    write(ben, channel, "Tulips are out");
    assertThat(row(anna, channel)).containsText(ben.name() + ": Tulips are out");
    anna.button("2 members").click();
    anna.button("Remove: " + ben.name()).click();
    anna.page()
        .locator("pr-confirmation")
        .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(anna.button("Remove: " + ben.name())).isHidden();
    assertThat(ben.button("Join")).isVisible();
  }

  @Test
  void bringsAnInvitationToAPrivateChannelWithTheWayIn() {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    String channel = visitors.newName("#secret");
    anna.open("/#/channels");
    anna.page().locator("main summary").click();
    anna.field("Only who is invited gets in").check();
    create(anna, channel);
    anna.button("1 member").click();
    anna.field("Invite by user name").fill(ben.name());
    anna.button("Invite").click();
    anna.sees(ben.name() + " is invited.");
    ben.sees(anna.name() + " invites you to " + channel);
    ben.button("Join").click();
    assertThat(row(ben, channel)).hasAttribute("aria-current", "page");
    assertThat(anna.page().locator("dialog").getByText(ben.name())).isVisible();
  }

  @Test
  void findsWhatWasSaidAndLeadsToIt() {
    Visitor anna = visitors.registered("anna");
    write(anna, anna.name(), "Where is the needle?");
    write(anna, anna.name(), "In the haystack");
    anna.open("/#/search");
    anna.field("Words").fill("NEED");
    anna.field("Words").press("Enter");
    anna.sees("1 message found.");
    assertThat(anna.page().locator("mark")).hasText("need");
    anna.page().locator(".hit").click();
    assertThat(anna.page()).hasURL(Pattern.compile(".*#/with/" + anna.name() + "/1$"));
    assertThat(anna.page().locator("article:focus")).containsText("Where is the needle?");
  }

  @Test
  void countsOnBothSidesWhoLikesAPostOfTheFeed() {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    anna.open("/#/feed");
    anna.button("Begin the feed").click();
    anna.field("What is new?").fill("The relay has a page");
    anna.button("Post").click();
    ben.open("/#/feed");
    ben.button("Join the feed").click();
    ben.sees("The relay has a page");
    ben.button("Like, 0 people do").click();
    assertThat(ben.button("Like, 1 person does")).hasAttribute("aria-pressed", "true");
    assertThat(anna.button("Like, 1 person does")).hasAttribute("aria-pressed", "false");
    ben.button("Dislike, 0 people do").click();
    assertThat(anna.button("Dislike, 1 person does")).isVisible();
    assertThat(anna.button("Like, 0 people do")).isVisible();
    ben.page().locator("article").getByText("Comment").click();
    ben.field("Write a comment").fill(HOSTILE);
    ben.field("Write a comment").press("Control+Enter");
    assertThat(anna.page().locator(".comments")).containsText(HOSTILE);
    ben.field("What is new?").fill("A second one");
    ben.button("Post").click();
    anna.button("Show 1 new post").click();
    assertThat(anna.page().locator("article").first()).containsText("A second one");
  }

  @Test
  void hearsNothingOfWhoIsBlocked() {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    write(ben, anna.name(), "hello");
    row(anna, ben.name()).click();
    choose(anna, ben.name(), "Block " + ben.name());
    anna.button("Block").click();
    anna.sees("blocked");
    write(ben, anna.name(), "psst");
    choose(anna, ben.name(), "Unblock " + ben.name());
    assertThat(anna.page().getByText("blocked", wholeText())).isHidden();
    write(ben, anna.name(), "again");
    assertThat(row(anna, ben.name())).containsText("again");
    assertThat(anna.page().getByText("psst")).hasCount(0);
  }

  @Test
  void isUsedByTheKeyboardAlone() {
    Visitor anna = visitors.registered("anna");
    write(anna, anna.name(), "Buy milk");
    write(visitors.registered("ben"), anna.name(), "hello");
    Locator find = anna.field("Find, or write to a name");
    find.focus();
    find.press("ArrowDown");
    Locator ben = anna.page().locator(".row:focus");
    assertThat(ben).containsText("hello");
    ben.press("ArrowDown");
    assertThat(row(anna, "My notes")).isFocused();
    row(anna, "My notes").press("Home");
    assertThat(ben).containsText("hello");
    ben.press("ArrowUp");
    assertThat(find).isFocused();
    find.fill("dora-of-nowhere");
    find.press("Enter");
    assertThat(row(anna, "dora-of-nowhere")).hasAttribute("aria-current", "page");
  }

  @Test
  void opensWhatIsWrittenThoughItIsNotShownYet() {
    Visitor anna = visitors.registered("anna");
    write(anna, anna.name(), "Buy milk");
    anna.field("Find, or write to a name")
        .evaluate(
            "field => { field.value = 'dora-of-nowhere';"
                + " field.dispatchEvent(new InputEvent('input')); field.form.requestSubmit(); }");
    assertThat(row(anna, "dora-of-nowhere")).hasAttribute("aria-current", "page");
  }

  @Test
  void saysWhatToDoWhereAChannelIsNotThere() {
    Visitor anna = visitors.registered("anna");
    anna.field("Find, or write to a name").fill("#no-such-room");
    anna.button("Open channel #no-such-room").click();
    anna.sees("There is no such channel, or it is not open to you.");
    anna.link("Create a channel").click();
    assertThat(anna.heading("Channels")).isVisible();
  }

  private static void create(Visitor visitor, String channel) {
    if (!visitor.page().url().endsWith("#/channels")) {
      visitor.open("/#/channels");
      visitor.page().locator("main summary").click();
    }
    visitor.field("Name of the channel").fill(channel);
    visitor.button("Create a channel").click();
    assertThat(row(visitor, channel)).hasAttribute("aria-current", "page");
  }

  private static void write(Visitor visitor, String to, String text) {
    visitor.open(to.startsWith("#") ? "/#/channel/" + to.substring(1) : "/#/with/" + to);
    Locator field = visitor.field("Message to " + to);
    field.fill(text);
    field.press("Enter");
    assertThat(row(visitor, to.equals(visitor.name()) ? "My notes" : to)).containsText(text);
  }

  private static void choose(Visitor visitor, String about, String choice) {
    visitor.button("More about " + about).click();
    visitor.button(choice).click();
  }

  /** That of a person or channel at the side. */
  private static Locator row(Visitor visitor, String peer) {
    return visitor
        .page()
        .locator("pr-side .rows")
        .getByRole(AriaRole.LINK)
        .filter(new Locator.FilterOptions().setHas(visitor.page().getByText(peer, wholeText())));
  }

  private static Page.GetByTextOptions wholeText() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
