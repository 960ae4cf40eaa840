package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a person gets in. */
class EntranceTest {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  @Test
  void opensThePage() {
    Visitor somebody = visitors.visitor();
    somebody.open();
    assertThat(somebody.page()).hasTitle("Peer Relay");
    somebody.seesTheLogin();
  }

  @Test
  void registersAndIsLoggedInAtOnce() {
    Visitor anna = visitors.registered("anna");
    anna.reload();
    anna.seesTheDesk();
  }

  @Test
  void saysWhatToDoWhereNameOrPasswordIsWrong() {
    Visitor somebody = visitors.visitor();
    somebody.open();
    somebody.logIn("nobody", "not the password");
    assertThat(somebody.page().getByRole(AriaRole.ALERT).first())
        .hasText("Name and password don’t belong together. Check both, or reset the password.");
  }
}
