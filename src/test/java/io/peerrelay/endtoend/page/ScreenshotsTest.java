package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws docs/images anew, each in both themes: {@code mvn verify -Psoak -Dtest=ScreenshotsTest}.
 * What stands in them is said and sent by the browsers of four people.
 */
@Tag("soak")
class ScreenshotsTest {
  private static final Path IMAGES = Path.of("docs", "images");
  private static final long LARGEST = 150_000;

  @RegisterExtension static final Visitors visitors = new Visitors("");

  @TempDir Path folder;

  @Test
  void areDrawnAnew() throws IOException {
    Visitor anna = person("anna", visitors.visitor(desk()));
    Visitor ben = person("ben", visitors.visitor());
    Visitor carla = person("carla", visitors.visitor());
    Visitor dora = person("dora", visitors.visitor());
    speakInTheGarden(anna, ben, carla);
    say(dora, "anna", "See you on Friday at eight");
    dora.page().close();
    postToTheFeed(anna, ben, carla);

    anna.open("/#/settings");
    anna.sees("This device");
    keep("settings", anna);
    sendPictures(anna, ben);
    keep("conversation", anna);
    anna.open("/#/feed");
    anna.sees("The relay of the garden club");
    keep("feed", anna);
    keepThePhone(carla);
  }

  /** A film on its way, a picture that has come, and an offer. */
  private void sendPictures(Visitor anna, Visitor ben) throws IOException {
    FileDesk sender = new FileDesk(anna);
    FileDesk receiver = new FileDesk(ben);
    Talk his = Talk.open(ben, "anna");
    his.write("Good morning! Did the photos come out?");
    Talk hers = Talk.open(anna, "ben");
    hers.write("They did, and there is a film.");
    sender.sendNoFasterThan(6_000_000);
    sender.send(film());
    receiver.accept("film.mp4");
    sender.awaitProgress(20_000_000);
    sender.send(lake());
    receiver.accept("lake.png");
    assertThat(anna.page().locator("pr-offer img.preview")).isVisible();
    his.write("Wonderful! Did you swim?");
    hers.message("Did you swim?").waitFor();
    receiver.send(FileDesk.file(folder, "route.gpx", 412_000));
    anna.sees("ben wants to send you this");
  }

  private static void speakInTheGarden(Visitor anna, Visitor ben, Visitor carla) {
    ask(carla, Map.of("type", "createChannel", "channel", "#garden"));
    ask(anna, Map.of("type", "join", "channel", "#garden"));
    ask(ben, Map.of("type", "join", "channel", "#garden"));
    say(carla, "#garden", "Tulips are out");
    say(ben, "#garden", "Already? Ours sleep under the snow.");
    say(carla, "#garden", "South side of the wall. Come and look tomorrow, there is cake.");
    say(ben, "#garden", "I bring the coffee");
    say(carla, "anna", "Could you send me the plan of the beds?");
  }

  private static void postToTheFeed(Visitor anna, Visitor ben, Visitor carla) {
    ask(carla, Map.of("type", "createChannel", "channel", "#feed"));
    ask(anna, Map.of("type", "join", "channel", "#feed"));
    ask(ben, Map.of("type", "join", "channel", "#feed"));
    say(ben, "#feed", "New here: a film about the lake, for whoever asks me.");
    say(carla, "#feed", "The relay of the garden club has a web page now. Tell your neighbours!");
    for (Visitor reader : new Visitor[] {anna, ben, carla})
      ask(reader, Map.of("type", "react", "conversation", "#feed", "seq", 2, "reaction", "like"));
    ask(anna, Map.of("type", "react", "conversation", "#feed", "seq", 1, "reaction", "like"));
  }

  private static void keepThePhone(Visitor carla) throws IOException {
    Visitor phone = visitors.onAPhone();
    phone.open();
    phone.logIn(carla.name());
    Talk garden = Talk.open(phone, "#garden");
    garden.message("I bring the coffee").waitFor();
    keep("phone", phone);
  }

  private static Browser.NewContextOptions desk() {
    return new Browser.NewContextOptions().setViewportSize(1200, 840);
  }

  private static Visitor person(String name, Visitor visitor) {
    visitor.open();
    visitor.register(name);
    return visitor;
  }

  private static void say(Visitor from, String to, String text) {
    ask(from, Map.of("type", "message", "to", to, "text", text));
  }

  private static void ask(Visitor visitor, Map<String, Object> request) {
    visitor
        .page()
        .evaluate(
            "async (request) => (await import('/page/relay/session.js')).session.request(request)",
            request);
  }

  private static void keep(String name, Visitor visitor) throws IOException {
    for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      Path image = IMAGES.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
      visitor.page().screenshot(new Page.ScreenshotOptions().setPath(image));
      assertThat(Files.size(image)).isLessThan(LARGEST);
    }
  }

  private Path film() throws IOException {
    Path film = folder.resolve("film.mp4");
    try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
      file.setLength(184_000_000);
    }
    return film;
  }

  /** Mountains behind water. */
  private Path lake() throws IOException {
    BufferedImage image = new BufferedImage(480, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    brush.setPaint(new GradientPaint(0, 0, new Color(0x30598a), 0, 120, new Color(0xf6c9a0)));
    brush.fillRect(0, 0, 480, 120);
    brush.setColor(new Color(0xfff1d0));
    brush.fillOval(330, 58, 36, 36);
    brush.setColor(new Color(0x3b4f63));
    brush.fill(
        new Polygon(
            new int[] {0, 110, 190, 270, 480, 480, 0},
            new int[] {76, 30, 74, 48, 108, 120, 120},
            7));
    brush.setPaint(new GradientPaint(0, 120, new Color(0xd9a988), 0, 180, new Color(0x1f4a5c)));
    brush.fillRect(0, 120, 480, 60);
    brush.dispose();
    File file = folder.resolve("lake.png").toFile();
    ImageIO.write(image, "png", file);
    return file.toPath();
  }
}
