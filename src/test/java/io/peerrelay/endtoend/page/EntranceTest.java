package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.peerrelay.endtoend.MailedCodes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a person gets in, for the first time and again. */
class EntranceTest {
  @RegisterExtension
  static final Visitors visitors = new Visitors("relay.account.code-interval = 0s");

  @Test
  void opensThePage() {
    Visitor somebody = visitors.visitor();
    somebody.open();
    assertThat(somebody.page()).hasTitle("Peer Relay");
    somebody.seesTheLogin();
  }

  /**
   * Without the service worker, which fetches the rest of the page behind the back of who waits.
   */
  @Test
  void bringsLittleAtTheFirstVisit() {
    Visitor somebody =
        visitors.visitor(
            new Browser.NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.BLOCK));
    List<Request> requests = new ArrayList<>();
    somebody.context().onRequestFinished(requests::add);
    somebody.open();
    somebody.register(visitors.newName("gerda"));
    assertThat(requests).hasSizeBetween(20, 100);
    assertThat(requests.stream().mapToInt(request -> request.sizes().responseBodySize).sum())
        .isBetween(20_000, 100_000);
  }

  @Test
  void staysLoggedInOnThisDevice() {
    Visitor anna = visitors.registered("anna");
    anna.reload();
    anna.seesTheDesk();

    Visitor elsewhere = visitors.anotherDevice(anna);
    elsewhere.reload();
    elsewhere.seesTheDesk();
  }

  @Test
  void confirmsByTheCodeFromTheMail() {
    Visitor ben = visitors.visitor();
    ben.open();
    String name = registerByMail(ben, "ben");
    ben.sees("A code is on its way to " + name + "@example.org.");

    ben.field("Code from the mail").fill("000000");
    ben.button("Confirm").click();
    ben.sees("This is not the code of the newest mail.");

    ben.button("Send a new code").click();
    ben.sees("A new code is on its way.");
    ben.field("Code from the mail").fill(code(name, 2));
    ben.button("Confirm").click();
    ben.seesTheDesk();
  }

  @Test
  void asksForTheCodeAgainWhereTheLoginComesBeforeIt() {
    Visitor carla = visitors.visitor();
    carla.open();
    String name = registerByMail(carla, "carla");
    carla.sees("A code is on its way");

    carla.reload();
    carla.logIn(name, Visitor.PASSWORD);
    carla.sees("This account is not confirmed yet.");
    carla.field("Code from the mail").fill(code(name, 1));
    carla.button("Confirm").click();
    carla.seesTheDesk();
  }

  @Test
  void letsInWhoHasForgottenThePassword() {
    Visitor dora = visitors.visitor();
    dora.open();
    String name = registerByMail(dora, "dora");
    dora.field("Code from the mail").fill(code(name, 1));
    dora.button("Confirm").click();
    dora.seesTheDesk();

    Visitor again = visitors.visitor();
    again.open();
    again.button("Forgotten the password?").click();
    again.field("E-mail").fill(name + "@example.org");
    again.button("Send a code").click();
    again.sees("If there is an account with " + name + "@example.org, a code is on its way there.");
    again.field("User name").fill(name);
    again.field("Code from the mail").fill(code(name, 2));
    again.field("Choose a password").fill("another good one 9");
    again.button("Set the password").click();
    assertThat(again.heading("Hello, " + name)).isVisible();
    dora.seesTheLogin();
  }

  @Test
  void saysWhatToDoAfterAMistake() {
    Visitor emil = visitors.registered("emil");
    Visitor somebody = visitors.visitor();
    somebody.open();
    somebody.logIn(emil.name(), "not the password");
    somebody.sees("Name and password don’t belong together. Check both, or reset the password.");

    somebody.button("New here? Register").click();
    somebody.field("User name").fill(emil.name());
    somebody.field("Choose a password").fill(Visitor.PASSWORD);
    somebody.button("Register").click();
    somebody.sees("This name or address is taken. Choose another one, or log in if it is yours.");

    somebody.field("User name").fill(visitors.newName("emil"));
    somebody.field("Choose a password").fill("short");
    somebody.button("Register").click();
    somebody.sees("This password is too easily guessed. Choose a longer one.");
    assertThat(somebody.field("Choose a password")).hasValue("short");
  }

  @Test
  void fitsOntoAPhone() {
    Visitor frieda = visitors.onAPhone();
    frieda.open();
    assertNothingSticksOut(frieda);
    frieda.register(visitors.newName("frieda"));
    assertNothingSticksOut(frieda);
    frieda.open("/#/settings");
    assertThat(frieda.heading("Settings")).isVisible();
    assertNothingSticksOut(frieda);
  }

  private static void assertNothingSticksOut(Visitor visitor) {
    assertThat(visitor.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  private static String registerByMail(Visitor visitor, String start) {
    String name = visitors.newName(start);
    visitor.fillRegistration(name);
    visitor
        .field("E-mail (if you want to be able to reset your password)")
        .fill(name + "@example.org");
    visitor.button("Register").click();
    return name;
  }

  private static String code(String name, int mails) {
    return MailedCodes.latest(visitors.relay(), name + "@example.org", mails);
  }
}
