package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person who is logged in does with the account, and how they leave. */
class OwnAccountTest {
  private static final String NEW_PASSWORD = "another good one 9";
  private static final String WRONG =
      "Name and password don’t belong together. Check both, or reset the password.";

  @RegisterExtension static final Visitors visitors = new Visitors("");

  @Test
  void changesThePassword() {
    Visitor anna = atTheSettings("anna");
    anna.page().getByText("Change the password").first().click();
    anna.field("Password until now").fill("not the password");
    anna.field("New password").fill(NEW_PASSWORD);
    anna.button("Change the password").click();
    anna.sees(WRONG);
    anna.field("Password until now").fill(Visitor.PASSWORD);
    anna.button("Change the password").click();
    anna.sees("The password is changed.");

    Visitor elsewhere = visitors.visitor();
    elsewhere.open();
    elsewhere.logIn(anna.name(), Visitor.PASSWORD);
    elsewhere.sees(WRONG);
    elsewhere.logIn(anna.name(), NEW_PASSWORD);
    elsewhere.seesTheDesk();
  }

  @Test
  void leavesNothingOnTheDeviceWhenLoggingOut() {
    Visitor ben = atTheSettings("ben");
    assertThat(kept(ben)).contains(ben.name());
    ben.button("Log out").click();
    ben.seesTheLogin();
    assertThat(kept(ben)).doesNotContain(ben.name());
    ben.reload();
    ben.seesTheLogin();
  }

  @Test
  void deletesTheAccount() {
    Visitor carla = atTheSettings("carla");
    carla.page().getByText("Delete the account").first().click();
    carla.field("Password").fill(Visitor.PASSWORD);
    carla.button("Delete the account").click();
    carla.confirms("Delete the account");
    carla.seesTheLogin();
    assertThat(kept(carla)).doesNotContain(carla.name());
    carla.logIn(carla.name(), Visitor.PASSWORD);
    carla.sees(WRONG);
  }

  @Test
  void keepsTheAccountOfWhoThinksAgain() {
    Visitor dora = atTheSettings("dora");
    dora.page().getByText("Delete the account").first().click();
    dora.field("Password").fill(Visitor.PASSWORD);
    dora.button("Delete the account").click();
    dora.confirms("Cancel");
    dora.reload();
    assertThat(dora.heading("Settings")).isVisible();
  }

  @Test
  void endsAnotherDevice() {
    Visitor emil = atTheSettings("emil");
    emil.sees("You are logged in on this device only.");
    Visitor elsewhere = visitors.anotherDevice(emil);
    emil.reload();
    Locator end = emil.button("Log out Chromium on Linux");
    assertThat(end).hasCount(1);
    end.click();
    emil.confirms("Log out");
    emil.sees("Chromium on Linux is logged out.");
    elsewhere.seesTheLogin();
    emil.reload();
    emil.sees("You are logged in on this device only.");
  }

  private static Visitor atTheSettings(String name) {
    Visitor visitor = visitors.registered(name);
    visitor.open("/#/settings");
    assertThat(visitor.heading("Settings")).isVisible();
    return visitor;
  }

  /** What the device keeps for this page, and the names of its databases. */
  private static String kept(Visitor visitor) {
    return (String)
        visitor
            .page()
            .evaluate(
                "async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie,"
                    + " await indexedDB.databases()])");
  }
}
