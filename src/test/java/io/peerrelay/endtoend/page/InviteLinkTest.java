package io.peerrelay.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The link that opens a conversation with whoever gave it. */
class InviteLinkTest {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  @Test
  void standsInACodeThatCamerasRead() {
    Visitor anna = visitors.registered("anna");
    anna.button("Link to me").click();
    Locator code = anna.page().locator(".invite-link .code");
    assertThat(code.locator("canvas")).isVisible();
    // It is there before it is painted.
    await()
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(ReaderException.class)
        .untilAsserted(() -> assertThat(read(code.screenshot())).isEqualTo(linkTo(anna)));
  }

  @Test
  void isCopied() {
    Visitor ben = visitors.registered("ben");
    ben.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ben.button("Link to me").click();
    ben.button("Copy").click();
    assertThat(ben.button("Copied")).isVisible();
    assertThat(ben.page().evaluate("() => navigator.clipboard.readText()")).isEqualTo(linkTo(ben));
    ben.button("Close").click();
    assertThat(ben.page().locator("pr-invite-link")).hasCount(0);
  }

  @Test
  void leadsSomebodyNewIntoTheConversation() {
    Visitor carla = visitors.registered("carla");
    Visitor guest = visitors.visitor();
    guest.open("/#/with/" + carla.name());
    guest.sees("Log in or register to reach " + carla.name() + ".");
    guest.button("New here? Register").click();
    guest.field("User name").fill(visitors.newName("guest"));
    guest.field("Choose a password").fill(Visitor.PASSWORD);
    guest.button("Register").click();
    guest.field("Message to " + carla.name()).fill("Here I am");
    guest.button("Send").click();
    carla.sees("Here I am");
  }

  @Test
  void tellsItsOwnerWhatItIs() {
    Visitor dora = visitors.registered("dora");
    Visitor elsewhere = visitors.visitor();
    elsewhere.open("/#/with/" + dora.name());
    elsewhere.logIn(dora.name(), Visitor.PASSWORD);
    elsewhere.sees("This is your own link: here you keep notes for yourself.");
  }

  private static String linkTo(Visitor visitor) {
    return visitors.address() + "/#/with/" + visitor.name();
  }

  private static String read(byte[] png) throws IOException, ReaderException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
            Map.of(
                DecodeHintType.TRY_HARDER,
                true)) // As a camera does, by one picture after the other.
        .getText();
  }
}
