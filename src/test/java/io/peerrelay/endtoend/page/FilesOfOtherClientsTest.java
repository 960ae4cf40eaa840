package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import io.peerrelay.client.FolderSink;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files between the page and the client that the command line uses. */
class FilesOfOtherClientsTest {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  @TempDir Path folder;
  private Terminal carl;
  private FileDesk anna;

  @BeforeEach
  void meet() {
    carl = new Terminal(visitors, "carl");
    Visitor visitor = visitors.registered("anna");
    visitor.open("/#/with/" + carl.name());
    anna = new FileDesk(visitor);
  }

  @AfterEach
  void leave() {
    carl.close();
  }

  @Test
  void goToTheCommandLine() throws Exception {
    Path first = FileDesk.file(folder, "sent/a.bin", 2_000_000);
    Path second = FileDesk.file(folder, "sent/b.bin", 30);
    anna.send(first, second);
    FolderSink sink = new FolderSink(folder.resolve("got"));
    await(await(carl.nextOffer().accept(sink)).completed());
    assertThat(folder.resolve("got/a.bin")).hasSameBinaryContentAs(first);
    assertThat(folder.resolve("got/b.bin")).hasSameBinaryContentAs(second);
    anna.awaitNothingOnItsWay();
  }

  @Test
  void comeFromTheCommandLine() throws Exception {
    Path file = FileDesk.file(folder, "a.bin", 2_000_000);
    OutgoingTransfer one = carl.offer(anna.name(), OfferedFile.of(file));
    assertThat(FileDesk.content(anna.download("a.bin"))).isEqualTo(Files.readAllBytes(file));
    await(one.completed());
    OutgoingTransfer several =
        carl.offer(anna.name(), OfferedFile.of(file), OfferedFile.of("b.txt", bytes("B")));
    anna.accept("a.bin and 1 other");
    await(several.completed());
    List<Download> saved = anna.saveAll(2);
    assertThat(saved)
        .extracting(Download::suggestedFilename)
        .containsExactlyInAnyOrder("a.bin", "b.txt");
  }

  @Test
  void showTheirNamesAsTextAndAreSavedWithoutHarm() throws Exception {
    String markup = "<img src=x onerror=alert(1)>";
    String turned = "\u202efdp.exe";
    OutgoingTransfer sending =
        carl.offer(
            anna.name(),
            OfferedFile.of("../../" + markup, bytes("1")),
            OfferedFile.of("C:\\windows\\con", bytes("2")),
            OfferedFile.of(turned, bytes("3")),
            OfferedFile.of("x".repeat(1_000) + ".txt", bytes("4")));
    assertThat(anna.transfer().locator(".name")).hasText("../../" + markup + " and 3 others");
    assertThat(anna.visitor().page().locator("img[src=x]")).hasCount(0);
    anna.transfer().locator("button.primary").click();
    await(sending.completed());
    assertThat(anna.saveAll(4))
        .extracting(Download::suggestedFilename)
        .containsExactlyInAnyOrder(
            "_img src=x onerror=alert(1)_", "_con", "fdp.exe", "x".repeat(116) + ".txt");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
