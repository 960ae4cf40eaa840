package io.peerrelay.endtoend.page;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.peerrelay.client.FolderSink;
import io.peerrelay.client.OfferedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a large file costs two browsers, and how fast it is beside the client library in the same
 * run. {@code -Dmebibytes} says how large, 2,048 if absent; the figures are printed.
 */
@Tag("soak")
class LargeFilesTest {
  private static final Logger LOG = LoggerFactory.getLogger(LargeFilesTest.class);
  private static final long MEBI = 1024 * 1024;
  private static final long SIZE = Long.getLong("mebibytes", 2_048) * MEBI;
  private static final long MOST_OF_A_TAB = 300 * MEBI;
  private static final String WATCH_TASKS =
      "window.longest = 0; new PerformanceObserver(list => list.getEntries().forEach("
          + "({ duration }) => window.longest = Math.max(window.longest, duration)))"
          + ".observe({ type: 'longtask' });";

  @RegisterExtension static final Visitors visitors = new Visitors("");

  @TempDir Path folder;

  @Test
  void goesFromBrowserToBrowserWithoutSittingInMemory() throws Exception {
    Path file = folder.resolve("large.bin");
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(SIZE);
    }
    double ofTheLibrary = rateOfTheLibrary(file);
    FileDesk[] pair = FileDesk.pair(visitors);
    for (FileDesk desk : pair) desk.visitor().page().evaluate(WATCH_TASKS);
    pair[0].send(file);
    long began = System.nanoTime();
    Download download = pair[1].download("large.bin");
    long largest = largestTabUntilDone(pair[0]);
    double ofBrowsers = rateSince(began);
    assertThat(Files.size(download.path())).isEqualTo(SIZE);
    for (FileDesk desk : pair)
      LOG.info("{}: longest task {} ms", desk.name(), desk.visitor().page().evaluate("longest"));
    LOG.info(
        "{} MiB: browsers {} MiB/s, library {} MiB/s, largest tab {} MiB",
        SIZE / MEBI,
        Math.round(ofBrowsers),
        Math.round(ofTheLibrary),
        largest / MEBI);
    assertThat(largest).isLessThan(MOST_OF_A_TAB);
    assertThat(ofBrowsers).isGreaterThan(ofTheLibrary / 2);
  }

  private static double rateSince(long began) {
    return SIZE / (double) MEBI / ((System.nanoTime() - began) / 1e9);
  }

  /** Of all renderers: both tabs, and whatever else Chromium has of them. */
  private static long largestTabUntilDone(FileDesk sender) {
    long[] largest = {0};
    Browser browser = sender.visitor().context().browser();
    sender
        .visitor()
        .page()
        .waitForCondition(
            () -> {
              largest[0] = Math.max(largest[0], largestRenderer(browser));
              return sender.transfer().count() == 0;
            },
            new Page.WaitForConditionOptions().setTimeout(Duration.ofMinutes(15).toMillis()));
    return largest[0];
  }

  private static long largestRenderer(Browser browser) {
    JsonObject known = browser.newBrowserCDPSession().send("SystemInfo.getProcessInfo");
    long largest = 0;
    for (JsonElement process : known.getAsJsonArray("processInfo"))
      if (process.getAsJsonObject().get("type").getAsString().equals("renderer"))
        largest = Math.max(largest, resident(process.getAsJsonObject().get("id").getAsLong()));
    return largest;
  }

  private static long resident(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // It has just ended.
    }
  }

  private double rateOfTheLibrary(Path file) throws Exception {
    try (Terminal sender = new Terminal(visitors, "carl");
        Terminal receiver = new Terminal(visitors, "dora")) {
      long began = System.nanoTime();
      sender.offer(receiver.name(), OfferedFile.of(file));
      FolderSink sink = new FolderSink(folder.resolve("got"));
      await(await(receiver.nextOffer().accept(sink)).completed());
      Files.delete(sink.files().get(0));
      return rateSince(began);
    }
  }
}
