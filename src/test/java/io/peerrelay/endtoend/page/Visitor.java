package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser of their own, and the page in it. */
public final class Visitor {
  static final String PASSWORD = "correct horse 7";

  private final BrowserContext context;
  private final Page page;
  private final String address;
  private final List<String> problems = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private String name;

  Visitor(BrowserContext context, String address) {
    this.context = context;
    this.address = address;
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) problem("console: " + message.text());
        });
    context.onWebError(error -> problem("not caught: " + error.error()));
    context.onRequest(
        request -> {
          if (isElsewhere(request.url())) problem("asks another host: " + request.url());
        });
    page = context.newPage();
  }

  private void problem(String text) {
    problems.add((name == null ? "somebody" : name) + ": " + text);
  }

  private boolean isElsewhere(String url) {
    return url.startsWith("http") && !url.startsWith(address + "/");
  }

  /** Everything that Playwright can do. */
  public Page page() {
    return page;
  }

  public BrowserContext context() {
    return context;
  }

  /** Whom they registered or logged in as last. */
  public String name() {
    return name;
  }

  /** This error may occur in this test. */
  public void expectsProblem(String part) {
    expected.add(part);
  }

  public void open() {
    open("/");
  }

  /**
   * @param path on the relay, as in `/#/feed`
   */
  public void open(String path) {
    page.navigate(address + path);
  }

  public void reload() {
    page.reload();
  }

  /** From the login form to the page of somebody new. */
  public void register(String username) {
    fillRegistration(username);
    button("Register").click();
    seesTheDesk();
  }

  /** As far as one has to. */
  void fillRegistration(String username) {
    name = username;
    button("New here? Register").click();
    field("User name").fill(username);
    field("Choose a password").fill(PASSWORD);
  }

  public void logIn(String username) {
    logIn(username, PASSWORD);
    seesTheDesk();
  }

  /** Sends the form; what comes of it is for the caller to see. */
  public void logIn(String username, String password) {
    name = username;
    field("User name").fill(username);
    field("Password").fill(password);
    button("Log in").click();
  }

  public void seesTheDesk() {
    assertThat(page.getByRole(AriaRole.BANNER).getByText(name, wholeText())).isVisible();
  }

  public void seesTheLogin() {
    assertThat(heading("Log in")).isVisible();
  }

  public void sees(String text) {
    assertThat(page.getByText(text).first()).isVisible();
  }

  /**
   * @param name the whole of it
   */
  public Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /**
   * @param name the whole of it
   */
  public Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  public Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** What one types into, by the whole of its label. */
  public Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator.GetByTextOptions wholeText() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** Answers the question that the page asks before what can't be undone. */
  public void confirms(String action) {
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(action).setExact(true))
        .click();
  }

  /** Where a failed test left this person, in target/browser. */
  void keepScreen(Class<?> test, String method) {
    String file = test.getSimpleName() + "." + method.replaceAll("\\W+", "") + "-" + name + ".png";
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "browser", file)).setFullPage(true));
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Closes the browser. Returns what went wrong in it and was not expected. */
  List<String> leave() {
    context.close();
    problems.removeIf(problem -> expected.stream().anyMatch(problem::contains));
    return problems;
  }
}
