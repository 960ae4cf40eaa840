package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Somebody who sends and gets files by the page. */
final class FileDesk {
  /** Nobody is there to answer what a browser asks beside the page. */
  private static final String WITHOUT_DIALOGUES =
      "delete window.showDirectoryPicker; delete window.showOpenFilePicker;";

  private final Visitor visitor;

  FileDesk(Visitor visitor) {
    this.visitor = visitor;
    visitor.context().addInitScript(WITHOUT_DIALOGUES);
    visitor.page().evaluate("() => { " + WITHOUT_DIALOGUES + " }");
  }

  /** Two people, each with the conversation with the other one before them. */
  static FileDesk[] pair(Visitors visitors) {
    Visitor anna = visitors.registered("anna");
    Visitor ben = visitors.registered("ben");
    anna.open("/#/with/" + ben.name());
    ben.open("/#/with/" + anna.name());
    return new FileDesk[] {new FileDesk(anna), new FileDesk(ben)};
  }

  /** A file of bytes that hardly repeat. */
  static Path file(Path folder, String name, int size) {
    try {
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Visitor visitor() {
    return visitor;
  }

  String name() {
    return visitor.name();
  }

  void send(Path... files) {
    visitor.page().locator("main .file-picker").setInputFiles(files);
  }

  void sendFolder(Path folder) {
    visitor.page().locator("main .folder-picker").setInputFiles(folder);
  }

  /** What does one thing to one transfer. */
  Locator button(String action, String title) {
    return visitor.button(action + ": " + title);
  }

  void accept(String title) {
    button("Accept", title).click();
  }

  /** Accepts what the browser is going to write to the disk. */
  Download download(String title) {
    return visitor.page().waitForDownload(() -> accept(title));
  }

  /** Saves what the page has taken. */
  List<Download> saveAll(int count) {
    List<Download> downloads = new ArrayList<>();
    visitor.page().onDownload(downloads::add);
    visitor.button("Save all").click();
    visitor.page().waitForCondition(() -> downloads.size() == count);
    return downloads;
  }

  Locator transfer() {
    return visitor.page().locator("main pr-transfer");
  }

  void awaitNothingOnItsWay() {
    assertThat(transfer()).hasCount(0);
  }

  /** Waits until so many bytes have come. */
  void awaitProgress(long bytes) {
    visitor
        .page()
        .waitForFunction(
            "bytes => document.querySelector('main pr-transfer progress')?.value >= bytes",
            (double) bytes);
  }

  /** From now on its network takes no more than so many bytes a second. */
  void sendNoFasterThan(int bytesPerSecond) {
    CDPSession network = visitor.context().newCDPSession(visitor.page());
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", -1);
    conditions.addProperty("uploadThroughput", bytesPerSecond);
    network.send("Network.enable");
    network.send("Network.emulateNetworkConditions", conditions);
  }

  /**
   * Lets the page have a file as by hand.
   *
   * @param event such as {@code new DragEvent('drop', { dataTransfer: data, ... })}
   */
  void give(String selector, String name, String type, String event) {
    visitor
        .page()
        .locator(selector)
        .evaluate(
            "(place, [name, type]) => { const data = new DataTransfer();"
                + " data.items.add(new File(['content'], name, { type })); place.dispatchEvent("
                + event
                + "); }",
            List.of(name, type));
  }

  /** What the browser has written. */
  static byte[] content(Download download) {
    try {
      return Files.readAllBytes(download.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
