package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.endtoend.CuttableLine;
import io.peerrelay.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations over a line that breaks. */
class CutTalkTest {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  private CuttableLine line;
  private Talk anna;
  private Talk ben;

  @BeforeEach
  void annaComesOverALine() throws IOException {
    line = new CuttableLine(visitors.relay().address());
    Visitor second = visitors.registered("ben");
    Visitor first = visitors.visitorBy("http://127.0.0.1:" + line.address().getPort());
    first.expectsProblem("WebSocket connection");
    first.expectsProblem("Failed to load resource");
    first.open();
    first.register(visitors.newName("anna"));
    anna = Talk.open(first, second.name());
    ben = Talk.open(second, first.name());
    anna.write("before");
    anna.seesThatItIs("Read", "before");
  }

  @AfterEach
  void close() throws IOException {
    line.close();
  }

  @Test
  void sendsOnceWhatWasWrittenWhileTheLineWasCut() throws IOException {
    cut();
    anna.write("one");
    anna.write("two");
    anna.seesThatItIs("Waits for the connection", "two");
    mend();
    anna.seesThatItIs("Read", "two");
    assertThat(ben.texts()).containsExactly("before", "one", "two");
    assertThat(anna.texts()).containsExactly("before", "one", "two");
  }

  @Test
  void sendsOnceWhatWasWrittenBeforeAReload() throws IOException {
    anna.visitor().page().evaluate("async () => { await navigator.serviceWorker.ready; }");
    cut();
    anna.write("one");
    anna.seesThatItIs("Waits for the connection", "one");
    anna.visitor().reload();
    anna.seesThatItIs("Waits for the connection", "one");
    anna.write("two");
    mend();
    anna.seesThatItIs("Read", "two");
    assertThat(ben.texts()).containsExactly("before", "one", "two");
    assertThat(anna.texts()).containsExactly("before", "one", "two");
  }

  @Test
  void losesAndDoublesNothingWhereTheLineBreaksAmidMessages() {
    for (int i = 0; i < 20; i++) {
      anna.write("anna " + i);
      ben.write("ben " + i);
      if (i % 7 == 3) line.cut();
    }
    anna.seesThatItIs("Read", "anna 19");
    assertThat(anna.message("ben 19")).isVisible();
    List<String> all = ben.texts();
    assertThat(all).hasSize(41).doesNotHaveDuplicates();
    assertThat(anna.texts()).isEqualTo(all);
    assertThat(all.stream().filter(text -> text.startsWith("anna")))
        .containsExactly(numbered("anna", 20));
  }

  @Test
  void showsWhatWasChangedWhileTheLineWasCut() throws IOException {
    cut();
    ben.write("new");
    ben.choose("before", "Like");
    ben.field().press("ArrowUp");
    ben.write("newer");
    assertThat(ben.message("newer")).isVisible();
    mend();
    assertThat(anna.message("newer").getByText("edited")).isVisible();
    assertThat(anna.message("before")).containsText("1");
    assertThat(anna.texts()).containsExactly("before", "newer");
  }

  @Test
  @Tag("soak") // Hundreds of messages.
  void leavesNoGapWhereVeryMuchWasMissed() throws IOException {
    int missed = 260;
    cut();
    ben.writeMany("missed", missed);
    mend();
    assertThat(anna.message("missed " + (missed - 1))).isVisible();
    for (int i = 0; i < 200 && anna.message("before").count() == 0; i++) anna.scrollBy(-100_000);
    assertThat(anna.loaded())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, missed + 1).boxed().toList());
  }

  @Test
  void saysWhyAMessageWasRefusedAndLetsOneDeleteIt() {
    Talk nobody = Talk.open(anna.visitor(), "nobody-there");
    nobody.write("Anybody?");
    anna.visitor().sees("There is nobody with this name.");
    anna.visitor().button("Send again").click();
    anna.visitor().sees("There is nobody with this name.");
    anna.visitor().button("Delete").click();
    assertThat(nobody.message("Anybody?")).hasCount(0);
    anna.visitor().reload();
    anna.visitor().sees("Nothing was said here yet.");
  }

  /** From now on nobody answers at its other end. */
  private void cut() throws IOException {
    line.lead(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.find()));
    line.cut();
  }

  private void mend() {
    line.lead(visitors.relay().address());
  }

  private static String[] numbered(String name, int count) {
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) texts[i] = name + " " + i;
    return texts;
  }
}
