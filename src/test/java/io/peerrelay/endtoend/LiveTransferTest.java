package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LiveTransferTest {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  @Test
  void relaysAFileFromOneUserToAnother() throws NoSuchAlgorithmException {
    try (ForeignClient anna = ForeignClient.loggedIn(relay.address(), "anna");
        ForeignClient boris = ForeignClient.loggedIn(relay.address(), "Boris")) {
      byte[] file = new byte[300_000];
      new Random(1).nextBytes(file);
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));

      anna.send(
          "{'type':'offer','id':'o','to':'boris','files':[{'name':'a.bin','size':%d}]}",
          file.length);
      JsonNode offered = anna.expect("offered");
      assertThat(offered.path("re").asText()).isEqualTo("o");
      JsonNode offer = boris.expect("offer");
      assertThat(offer.path("from").asText()).isEqualTo("anna");
      String transfer = offer.path("transfer").asText();
      assertThat(offered.path("transfer").asText()).isEqualTo(transfer);

      boris.send("{'type':'accept','id':'a','transfer':'%s'}", transfer);
      JsonNode acceptedByBoris = boris.expect("accepted");
      JsonNode acceptedForAnna = anna.expect("accepted");
      assertThat(acceptedByBoris.path("re").asText()).isEqualTo("a");
      anna.sendWithinCredit(acceptedForAnna.path("stream").asLong(), file, 32 * 1024);
      boris.awaitReceived(acceptedByBoris.path("stream").asLong(), file.length);
      assertThat(boris.received(acceptedByBoris.path("stream").asLong())).isEqualTo(file);

      anna.send("{'type':'finish','id':'f','transfer':'%s','sha256':'%s'}", transfer, digest);
      boris.send("{'type':'received','id':'r','transfer':'%s','sha256':'%s'}", transfer, digest);
      assertThat(anna.expect("completed").path("re").asText()).isEqualTo("f");
      assertThat(boris.expect("completed").path("sha256").asText()).isEqualTo(digest);
    }
  }
}
