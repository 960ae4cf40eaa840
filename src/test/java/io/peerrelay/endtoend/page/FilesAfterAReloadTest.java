package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.peerrelay.endtoend.page.FileDesk.content;
import static io.peerrelay.endtoend.page.FileDesk.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import io.peerrelay.endtoend.CuttableLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A transfer goes on where it was when a page is loaded anew, or stood still for another reason.
 */
class FilesAfterAReloadTest extends FilesFixture {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  FilesAfterAReloadTest() {
    super(visitors);
  }

  @BeforeEach
  void takeTime() {
    // Where the receiver comes again, what the sender sends is not what is wanted next.
    anna.visitor().expectsProblem("409");
    anna.sendNoFasterThan(1_500_000);
  }

  @Test
  void goesOnWhereTheSenderWas() throws IOException {
    Path file = file(folder, "a.bin", 5_000_000);
    anna.send(file);
    Download download = ben.download("a.bin");
    ben.awaitProgress(1_000_000);
    anna.visitor().reload();
    assertThat(content(download)).isEqualTo(Files.readAllBytes(file));
    for (FileDesk desk : List.of(anna, ben)) desk.awaitNothingOnItsWay();
  }

  @Test
  void goesOnWhereTheReceiverWas() throws IOException {
    Path first = file(folder, "a.bin", 11_000_000);
    anna.send(first, file(folder, "b.bin", 20));
    ben.accept("a.bin and 1 other");
    ben.awaitProgress(9_000_000); // More than the page keeps as one piece.
    ben.visitor().reload();
    Download saved =
        ben.saveAll(2).stream()
            .filter(one -> one.suggestedFilename().equals("a.bin"))
            .findFirst()
            .orElseThrow();
    assertThat(content(saved)).isEqualTo(Files.readAllBytes(first));
    anna.awaitNothingOnItsWay();
  }

  @Test
  void goesOnWhereTheLineWasCut() throws IOException {
    Path file = file(folder, "a.bin", 4_000_000);
    try (CuttableLine line = new CuttableLine(visitors.relay().address())) {
      Visitor visitor = visitors.visitorBy("http://127.0.0.1:" + line.address().getPort());
      visitor.expectsProblem("Failed to load resource");
      visitor.expectsProblem("WebSocket connection");
      visitor.open();
      visitor.register(visitors.newName("carl"));
      visitor.open("/#/with/" + ben.name());
      ben.visitor().open("/#/with/" + visitor.name());
      FileDesk carl = new FileDesk(visitor);
      carl.sendNoFasterThan(1_500_000);
      carl.send(file);
      Download download = ben.download("a.bin");
      ben.awaitProgress(500_000);
      line.cut();
      assertThat(content(download)).isEqualTo(Files.readAllBytes(file));
      carl.awaitNothingOnItsWay();
    }
  }

  @Test
  @Tag("soak") // Its file is large.
  void asksAgainForAFileThatItCouldNotKeep() throws IOException {
    anna.sendNoFasterThan(20_000_000);
    Path file = file(folder, "large.bin", 34_000_000);
    anna.send(file);
    Download download = ben.download("large.bin");
    ben.awaitProgress(5_000_000);
    anna.visitor().reload();
    assertThat(anna.transfer()).containsText("This page needs the file again to go on.");
    Path other = Files.createDirectory(folder.resolve("other"));
    anna.transfer().locator("input").setInputFiles(file(other, "large.bin", 10));
    anna.visitor().sees("This is not the file that was offered");
    anna.transfer().locator("input").setInputFiles(file);
    assertThat(content(download)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void standsStillUntilTheSenderGoesOn() throws IOException {
    Path file = file(folder, "a.bin", 4_000_000);
    anna.send(file);
    Download download = ben.download("a.bin");
    ben.awaitProgress(500_000);
    anna.button("Pause", "a.bin").click();
    assertThat(ben.transfer()).containsText("Waits until " + anna.name());
    anna.button("Resume", "a.bin").click();
    assertThat(content(download)).isEqualTo(Files.readAllBytes(file));
    anna.awaitNothingOnItsWay();
  }
}
