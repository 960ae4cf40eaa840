package io.peerrelay.endtoend.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a cold start to a file in another browser: how much one has to do for it. */
class FirstFileTest {
  private static final int MOST_CLICKS = 10;

  /** One on the file and one on "Open", in the dialogue of the system. */
  private static final int CLICKS_TO_CHOOSE = 2;

  private static final String COUNT =
      "window.clicks = 0;"
          + " addEventListener('click', ({ isTrusted }) => isTrusted && window.clicks++, true);";

  @RegisterExtension static final Visitors visitors = new Visitors("");

  @TempDir Path folder;

  @Test
  void takesNoMoreThanTenClicks() throws IOException {
    Visitor ben = visitors.registered("ben");
    ben.page().evaluate("() => { " + COUNT + " }");
    Visitor anna = visitors.visitor();
    anna.page().addInitScript(COUNT);
    FileDesk desk = new FileDesk(anna);
    anna.open();

    anna.button("New here? Register").click();
    type(anna, "User name", visitors.newName("anna"));
    type(anna, "Choose a password", Visitor.PASSWORD);
    anna.button("Register").click();
    type(anna, "Find, or write to a name", ben.name());
    anna.page().getByText("Write to " + ben.name()).click();
    Path file = FileDesk.file(folder, "a.bin", 1_000);
    FileChooser chooser = anna.page().waitForFileChooser(() -> anna.button("Send files").click());
    chooser.setFiles(file);
    Download got = new FileDesk(ben).download("a.bin");

    assertThat(FileDesk.content(got)).isEqualTo(Files.readAllBytes(file));
    desk.awaitNothingOnItsWay();
    assertThat(clicks(anna.page()) + clicks(ben.page()) + CLICKS_TO_CHOOSE)
        .isBetween(CLICKS_TO_CHOOSE + 5, MOST_CLICKS);
  }

  /** One click more than who goes on by the tabulator. */
  private static void type(Visitor visitor, String label, String text) {
    visitor.field(label).click();
    visitor.field(label).fill(text);
  }

  private static int clicks(Page page) {
    return (int) page.evaluate("() => window.clicks");
  }
}
