package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.peerrelay.endtoend.page.FileDesk.content;
import static io.peerrelay.endtoend.page.FileDesk.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two browsers send each other files. */
class FilesTest extends FilesFixture {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  FilesTest() {
    super(visitors);
  }

  @Test
  void bringsAFileFromDiskToDisk() throws IOException {
    Path file = file(folder, "report.bin", 3_000_000);
    anna.send(file);
    assertThat(anna.transfer()).containsText("Waits for " + ben.name() + " to accept · 3 MB");
    assertThat(ben.transfer()).containsText(anna.name() + " wants to send you this · 3 MB");
    Download download = ben.download("report.bin");
    assertThat(download.suggestedFilename()).isEqualTo("report.bin");
    assertThat(content(download)).isEqualTo(Files.readAllBytes(file));
    for (FileDesk desk : List.of(anna, ben)) {
      desk.awaitNothingOnItsWay();
      desk.visitor().sees("3 MB · complete");
    }
  }

  @Test
  void bringsAFolder() throws IOException {
    Path within = folder.resolve("photos");
    Path first = file(within, "a.bin", 400_000);
    Path second = file(within, "deep/b.bin", 9_000_000);
    Path empty = file(within, "deep/empty.bin", 0);
    anna.sendFolder(within);
    assertThat(ben.transfer()).containsText("and 2 others");
    ben.transfer().locator("button.primary").click();
    List<Download> saved = ben.saveAll(3);
    for (Path sent : List.of(first, second, empty))
      assertThat(saved)
          .filteredOn(one -> one.suggestedFilename().equals(sent.getFileName().toString()))
          .singleElement()
          .satisfies(one -> assertThat(content(one)).isEqualTo(Files.readAllBytes(sent)));
    anna.awaitNothingOnItsWay();
  }

  @Test
  void showsAPictureAndATextInTheirPlace() throws IOException {
    Path picture = folder.resolve("sign.png");
    Files.copy(getClass().getResourceAsStream("/page/icons/192.png"), picture);
    anna.send(picture);
    assertThat(ben.transfer().locator("img.thumbnail")).isVisible();
    ben.accept("sign.png");
    assertThat(ben.visitor().page().locator("pr-offer img.preview")).isVisible();
    assertThat(anna.visitor().page().locator("pr-offer img.preview")).isVisible();
    anna.send(Files.writeString(folder.resolve("note.html"), "<img src=x onerror=alert(1)> hello"));
    ben.accept("note.html");
    assertThat(ben.visitor().page().locator("pr-offer pre"))
        .hasText("<img src=x onerror=alert(1)> hello");
  }

  @Test
  void tellsTheSenderThatAFileIsNotWanted() {
    anna.send(file(folder, "a.bin", 10));
    ben.button("Decline", "a.bin").click();
    anna.visitor().sees("10 bytes · declined");
    for (FileDesk desk : List.of(anna, ben)) desk.awaitNothingOnItsWay();
  }

  @Test
  void stopsInTheMiddleForBoth() {
    anna.sendNoFasterThan(400_000);
    anna.send(file(folder, "a.bin", 9_000_000), file(folder, "b.bin", 10));
    ben.transfer().locator("button.primary").click();
    ben.awaitProgress(300_000);
    ben.button("Cancel", "a.bin and 1 other").click();
    ben.visitor().button("Stop it").click();
    anna.visitor().expectsProblem("410"); // How the relay ends the upload.
    for (FileDesk desk : List.of(anna, ben)) {
      desk.awaitNothingOnItsWay();
      desk.visitor().sees("cancelled");
    }
  }

  @Test
  void takesFilesOfATrustedPersonWithoutAsking() {
    anna.send(file(folder, "first.bin", 1_000));
    ben.visitor()
        .page()
        .waitForDownload(
            () -> ben.button("Always accept from " + anna.name(), "first.bin").click());
    anna.awaitNothingOnItsWay();
    Download second =
        ben.visitor().page().waitForDownload(() -> anna.send(file(folder, "second.bin", 2_000)));
    assertThat(content(second)).hasSize(2_000);
  }

  @Test
  void takesWhatIsDroppedOnAConversationAndWhatIsPasted() {
    anna.give(
        "main [data-peer]",
        "dropped.bin",
        "",
        "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })");
    assertThat(ben.transfer()).containsText("dropped.bin");
    anna.give(
        "main textarea",
        "pasted.txt",
        "text/csv",
        "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })");
    ben.accept("pasted.txt");
    assertThat(ben.visitor().page().locator("pr-offer pre")).hasText("content");
  }

  @Test
  void tellsKindlyThatAPersonIsNotThere() {
    ben.visitor().page().close();
    anna.visitor()
        .page()
        .waitForCondition(
            () -> {
              if (anna.transfer().count() > 0) anna.button("Cancel", "a.bin").click();
              anna.send(file(folder, "a.bin", 10));
              return anna.visitor().page().getByText("not there right now").count() > 0;
            });
  }
}
