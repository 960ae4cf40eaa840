package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a person has the page on a device, and who may see and reach them. */
class OwnSettingsTest {
  private static final String DARK = "rgb(20, 24, 26)";
  private static final String LIGHT = "rgb(246, 247, 246)";

  @RegisterExtension static final Visitors visitors = new Visitors("");

  @Test
  void speaksTheLanguageThatIsChosen() {
    Visitor anna = atTheSettings(visitors.registered("anna"));
    anna.field("Language").selectOption("de");
    assertThat(anna.heading("Einstellungen")).isVisible();
    anna.field("Sprache").selectOption("ru");
    assertThat(anna.heading("Настройки")).isVisible();
    anna.field("Язык").selectOption("sr");
    assertThat(anna.heading("Подешавања")).isVisible();
    anna.reload();
    assertThat(anna.heading("Подешавања")).isVisible();
    assertThat(anna.page().locator("html[lang=sr][dir=ltr]")).hasCount(1);
  }

  @Test
  void hasTheColoursThatAreChosen() {
    Visitor ben = atTheSettings(visitors.registered("ben"));
    Locator body = ben.page().locator("body");
    assertThat(body).hasCSS("background-color", LIGHT);
    ben.field("Dark").check();
    assertThat(body).hasCSS("background-color", DARK);
    ben.reload();
    assertThat(body).hasCSS("background-color", DARK);
    ben.field("As the system has it").check();
    assertThat(body).hasCSS("background-color", LIGHT);
  }

  @Test
  void fitsATelephoneReadFromEitherSide() {
    Visitor carla = visitors.onAPhone();
    carla.page().setViewportSize(360, 740);
    carla.open();
    carla.register(visitors.newName("carla"));
    atTheSettings(carla);
    assertThat(overflow(carla)).isZero();
    carla.page().evaluate("() => { document.documentElement.dir = 'rtl'; }");
    assertThat(overflow(carla)).isZero();
    carla.link("Back").click();
    carla.sees(carla.name());
  }

  @Test
  void hidesFromOthersOnAllDevices() {
    Visitor dora = atTheSettings(visitors.registered("dora"));
    Locator visible = dora.field("Others see whether I am online");
    assertThat(visible).isChecked();
    visible.uncheck();
    assertThat(visible).not().isChecked();
    Visitor elsewhere = atTheSettings(visitors.anotherDevice(dora));
    assertThat(elsewhere.field("Others see whether I am online")).isEnabled();
    assertThat(elsewhere.field("Others see whether I am online")).not().isChecked();
  }

  @Test
  void unblocksWhoWasBlocked() {
    Visitor emil = visitors.registered("emil");
    Visitor fritz = visitors.registered("fritz");
    emil.page()
        .evaluate(
            "async (name) => (await import('/page/relay/people.js')).people.setStanding(name, 'blocked')",
            fritz.name());
    atTheSettings(emil);
    emil.button("Unblock " + fritz.name()).click();
    emil.sees("Nobody. Who is blocked can’t reach you");
    emil.reload();
    emil.sees("Nobody. Who is blocked can’t reach you");
  }

  @Test
  void keepsANickname() {
    Visitor gerda = atTheSettings(visitors.registered("gerda"));
    gerda.field("Nickname").fill("<b>Gerda</b>");
    gerda.button("Save").click();
    gerda.sees("Saved.");
    gerda.reload();
    assertThat(gerda.field("Nickname")).hasValue("<b>Gerda</b>");
  }

  private static Visitor atTheSettings(Visitor visitor) {
    visitor.open("/#/settings");
    assertThat(visitor.heading("Settings")).isVisible();
    return visitor;
  }

  /** By how many pixels something stands out at the side. */
  private static int overflow(Visitor visitor) {
    return (int)
        visitor
            .page()
            .evaluate(
                "() => Math.max(...[document.documentElement, document.querySelector('pr-settings')]"
                    + ".map((element) => element.scrollWidth - element.clientWidth))");
  }
}
