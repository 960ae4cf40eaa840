package io.peerrelay.endtoend.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How soon the page can be used by a browser that has nothing of it yet, and what that costs:
 * {@code mvn verify -Psoak -Dtest=FirstViewTest}. With the service worker, which a second visit
 * has, it is sooner.
 */
@Tag("soak")
class FirstViewTest {
  private static final Logger LOG = LoggerFactory.getLogger(FirstViewTest.class);
  private static final int TRIES = 7;
  private static final int USABLE_WITHIN_MILLIS = 1_000;

  /** Notes the moment at which something can be seen that the given selector finds. */
  private static final String WATCH =
      """
      new MutationObserver((changes, observer) => {
        if (!document.querySelector('%s')?.checkVisibility()) return;
        observer.disconnect();
        requestAnimationFrame(() => { document.documentElement.dataset.usableAt = performance.now(); });
      }).observe(document, { childList: true, subtree: true });
      """;

  @RegisterExtension static final Visitors visitors = new Visitors("");

  private static String login;

  @BeforeAll
  static void register() {
    Visitor anna = visitors.registered("anna");
    login = anna.context().storageState();
  }

  @Test
  void hasTheLoginFormWithinASecond() {
    assertThat(measure("login form", null, "pr-entrance input", 0))
        .isLessThan(USABLE_WITHIN_MILLIS);
  }

  @Test
  void hasTheSideWithinASecond() {
    assertThat(measure("side", login, "pr-side nav a", 0)).isLessThan(USABLE_WITHIN_MILLIS);
  }

  /** To be read, not judged: how much of the time is the way there and back. */
  @Test
  void saysHowLongItTakesOverALongWay() {
    assertThat(measure("login form", null, "pr-entrance input", 50)).isPositive();
    assertThat(measure("side", login, "pr-side nav a", 50)).isPositive();
  }

  /** The time in the middle of all tries, in milliseconds. */
  private static double measure(String what, String state, String selector, int latency) {
    List<Double> times = new ArrayList<>();
    AtomicInteger requests = new AtomicInteger();
    AtomicLong bytes = new AtomicLong();
    for (int i = 0; i < TRIES; i++) {
      requests.set(0);
      bytes.set(0);
      Visitor visitor =
          visitors.visitor(
              new Browser.NewContextOptions()
                  .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                  .setStorageState(state));
      CDPSession network = network(visitor.page(), latency);
      network.on("Network.requestWillBeSent", request -> requests.incrementAndGet());
      network.on(
          "Network.loadingFinished",
          loaded -> bytes.addAndGet(loaded.get("encodedDataLength").getAsLong()));
      times.add(usableAfter(visitor, selector));
    }
    Collections.sort(times);
    LOG.info(
        "{}, {} ms away: {} ms ({} to {}), {} requests, {} bytes",
        what,
        latency,
        Math.round(times.get(TRIES / 2)),
        Math.round(times.get(0)),
        Math.round(times.get(TRIES - 1)),
        requests.get(),
        bytes.get());
    return times.get(TRIES / 2);
  }

  private static CDPSession network(Page page, int latency) {
    CDPSession network = page.context().newCDPSession(page);
    network.send("Network.enable");
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", latency);
    conditions.addProperty("downloadThroughput", -1);
    conditions.addProperty("uploadThroughput", -1);
    network.send("Network.emulateNetworkConditions", conditions);
    return network;
  }

  private static double usableAfter(Visitor visitor, String selector) {
    Page page = visitor.page();
    page.addInitScript(WATCH.formatted(selector));
    page.navigate(
        visitors.address() + "/", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    page.locator("html[data-usable-at]").waitFor();
    String usableAt = page.locator("html").getAttribute("data-usable-at");
    visitor.context().close();
    return Double.parseDouble(usableAt);
  }
}
