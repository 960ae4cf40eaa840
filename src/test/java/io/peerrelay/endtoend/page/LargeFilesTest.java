package io.peerrelay.endtoend.page;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.peerrelay.client.ClientOptions;
import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
  private static final Secret PASSWORD = new Secret("correct horse battery staple");
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
    BlockingQueue<IncomingOffer> offers = new LinkedBlockingQueue<>();
    try (RelayClient sender = client("carl", offers);
        RelayClient receiver = client("dora", offers)) {
      long began = System.nanoTime();
      await(sender.offer(new Username("dora"), List.of(OfferedFile.of(file)), null));
      FolderSink sink = new FolderSink(folder.resolve("got"));
      await(await(offers.poll(1, TimeUnit.MINUTES).accept(sink)).completed());
      Files.delete(sink.files().get(0));
      return rateSince(began);
    }
  }

  private static RelayClient client(String name, BlockingQueue<IncomingOffer> offers) {
    RelayClient client =
        RelayClient.connect(
            List.of(URI.create(visitors.address().replace("http", "ws"))),
            ClientOptions.defaults(),
            new RelayListener() {
              @Override
              public void onOffer(IncomingOffer offer) {
                offers.add(offer);
              }
            });
    await(client.register(new Username(name), PASSWORD, null));
    await(client.login(new Username(name), PASSWORD, "test"));
    return client;
  }
}
