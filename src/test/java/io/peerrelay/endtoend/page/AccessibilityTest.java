package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What axe finds on the main screens that keeps somebody from using them. */
class AccessibilityTest {
  private static final String AXE = resource("/axe.min.js");

  /** Each rule that is broken gravely, with where and how. */
  private static final String GRAVE =
      """
      async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`))
      """;

  @RegisterExtension static final Visitors visitors = new Visitors("");

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void letsEverybodyIn(ColorScheme colours) {
    Visitor somebody = in(colours);
    somebody.open();
    somebody.seesTheLogin();
    assertNothingGrave(somebody);
    somebody.logIn("nobody", "not the password");
    somebody.sees("Name and password don’t belong together.");
    assertNothingGrave(somebody);
    somebody.button("New here? Register").click();
    assertThat(somebody.heading("Register")).isVisible();
    assertNothingGrave(somebody);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void letsEverybodyUseIt(ColorScheme colours) {
    Visitor anna = in(colours);
    anna.open();
    anna.register(visitors.newName("anna"));
    assertNothingGrave(anna);

    anna.open("/#/with/" + anna.name());
    anna.field("Message to " + anna.name()).fill("Look at https://example.org/garden");
    anna.button("Send").click();
    anna.sees("Look at");
    assertNothingGrave(anna);

    for (String page : List.of("channels", "feed", "search", "settings")) {
      anna.open("/#/" + page);
      assertThat(anna.page().locator("main h1")).isVisible();
      assertNothingGrave(anna);
    }
    anna.button("Link to me").first().click();
    assertThat(anna.heading("Link to me")).isVisible();
    assertNothingGrave(anna);
  }

  private static Visitor in(ColorScheme colours) {
    return visitors.visitor(new Browser.NewContextOptions().setColorScheme(colours));
  }

  private static void assertNothingGrave(Visitor visitor) {
    visitor.page().evaluate(AXE);
    assertThat((List<?>) visitor.page().evaluate(GRAVE)).as("on " + visitor.page().url()).isEmpty();
  }

  private static String resource(String path) {
    try (InputStream in = AccessibilityTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
