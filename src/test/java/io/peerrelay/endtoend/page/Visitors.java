package io.peerrelay.endtoend.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.peerrelay.endtoend.RunningRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * People with a browser each, and the relay they come to, for the tests of one class:
 *
 * <pre>
 *  class TalkTest {
 *    &#64;RegisterExtension static final Visitors visitors = new Visitors("");
 *
 *    &#64;Test
 *    void bringsAMessage() {
 *      Visitor anna = visitors.registered("anna");   // logged in, as anna-1
 *      Visitor ben = visitors.registered("ben");
 *      anna.open("/#/with/" + ben.name());
 *      anna.field("Message").fill("hello");
 *      anna.button("Send").click();
 *      ben.sees("hello");                            // waits for it
 *    }
 *  }
 * </pre>
 *
 * <ul>
 *   <li>Find things as people do: by their role and name ({@link Visitor#button}, {@link
 *       Visitor#field}), by their text, and where that isn't enough by {@link Visitor#page}.
 *   <li>Wait by {@code PlaywrightAssertions.assertThat(locator)} or by {@code sees}, never by time.
 *   <li>A test fails on any error in a browser's console, on what the page's policy forbade, and on
 *       a request to any other host; say {@link Visitor#expectsProblem} where one belongs to it.
 *   <li>Each test has its own people: the relay and Chromium go on from one to the next.
 *   <li>What a failed test left on the screens lies in target/browser.
 *   <li>All calls come from the thread of the test.
 * </ul>
 *
 * Without a Chromium on the machine the class is skipped and says so.
 */
public final class Visitors implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final double PATIENCE_MILLIS = 20_000;

  /** A browser on a busy machine may need its time. */
  private static final String PATIENT = "relay.socket.request-timeout = 30s\n";

  private final RunningRelay relay;
  private final AtomicInteger names = new AtomicInteger();
  private final List<Visitor> present = new ArrayList<>();
  private Chromium chromium;

  /**
   * @param settings of the relay: what differs from the defaults
   */
  public Visitors(String settings) {
    this.relay = new RunningRelay(PATIENT + settings);
  }

  public RunningRelay relay() {
    return relay;
  }

  /** The address of the page, without a slash at its end. */
  public String address() {
    return "http://127.0.0.1:" + relay.address().getPort();
  }

  /** Somebody with a desk and a new browser, who has not opened the page yet. */
  public Visitor visitor() {
    return visitor(new Browser.NewContextOptions());
  }

  /** Somebody with a telephone. */
  public Visitor onAPhone() {
    return visitor(
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true));
  }

  /**
   * @param options what is special about this browser, such as its language or its colours
   */
  public Visitor visitor(Browser.NewContextOptions options) {
    return visitor(options, address());
  }

  /** Somebody who comes to the relay in another way, as by a line that can be cut. */
  public Visitor visitorBy(String address) {
    return visitor(new Browser.NewContextOptions(), address);
  }

  private Visitor visitor(Browser.NewContextOptions options, String address) {
    Visitor visitor = new Visitor(chromium.context(options, PATIENCE_MILLIS), address);
    present.add(visitor);
    return visitor;
  }

  /** Somebody who has just registered and is logged in; the name starts with this one. */
  public Visitor registered(String name) {
    Visitor visitor = visitor();
    visitor.open();
    visitor.register(newName(name));
    return visitor;
  }

  /** One more browser of somebody, logged in there too. */
  public Visitor anotherDevice(Visitor of) {
    Visitor visitor = visitor();
    visitor.open();
    visitor.logIn(of.name());
    return visitor;
  }

  /** A name that nobody has. */
  public String newName(String start) {
    return start + "-" + names.incrementAndGet();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    chromium = Chromium.start();
    relay.beforeAll(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> problems = new ArrayList<>();
    boolean failed = context.getExecutionException().isPresent();
    for (Visitor visitor : present) {
      if (failed) visitor.keepScreen(context.getRequiredTestClass(), context.getDisplayName());
      problems.addAll(visitor.leave());
    }
    present.clear();
    if (!problems.isEmpty())
      throw new AssertionError("in the browsers:\n" + String.join("\n", problems));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (chromium == null) return; // Skipped.
    chromium.close();
    relay.afterAll(context);
  }
}
