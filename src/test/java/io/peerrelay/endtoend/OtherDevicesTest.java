package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a user is logged in, as the user sees it, and what becomes of a device that is sent off.
 */
class OtherDevicesTest {
  private static final String PASSWORD = "correct horse 7";

  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(2, "");

  @TempDir Path folder;
  private ForeignClient laptop;

  @BeforeEach
  void logIn() {
    laptop = CLUSTER.newUser(0, "anna");
  }

  @AfterEach
  void hangUp() {
    laptop.close();
  }

  private JsonNode welcomed(ForeignClient client, String arguments) {
    client.send("{'type':'login'," + arguments + "}");
    return client.expect("welcome");
  }

  private String byPassword(String device) {
    return "'username':'%s','password':'%s','device':'%s'"
        .formatted(laptop.username(), PASSWORD, device);
  }

  private static List<JsonNode> sessions(ForeignClient by) {
    by.send("{'type':'sessions','id':'s'}");
    JsonNode answer = by.expect("sessions");
    assertThat(answer.path("re").asText()).isEqualTo("s");
    List<JsonNode> sessions = new ArrayList<>();
    answer.path("sessions").forEach(sessions::add);
    return sessions;
  }

  private static void end(ForeignClient by, JsonNode session) {
    by.send("{'type':'endSession','id':'e','session':'%s'}", session.path("session").asText());
    assertThat(by.expect("ok").path("re").asText()).isEqualTo("e");
  }

  @Test
  void showsTheDevicesOfAllNodes() {
    try (ForeignClient phone = ForeignClient.connect(CLUSTER.address(1))) {
      String token = welcomed(phone, byPassword("phone")).path("token").asText();
      List<JsonNode> seen = sessions(laptop);
      assertThat(seen).hasSize(2);
      assertThat(seen.get(0).path("device").asText()).isEqualTo("phone");
      assertThat(seen).allSatisfy(one -> assertThat(one.path("online").asBoolean()).isTrue());
      assertThat(seen.get(0).path("current").asBoolean()).isFalse();
      assertThat(seen.get(1).path("current").asBoolean()).isTrue();
      assertThat(seen.get(1).has("device")).isFalse();
      assertThat(Instant.parse(seen.get(0).path("since").asText())).isBefore(Instant.now());
      assertThat(seen.toString()).doesNotContain(token).doesNotContain(laptop.token());
      assertThat(sessions(phone).get(0).path("current").asBoolean()).isTrue();
    }
    await().until(() -> !sessions(laptop).get(0).path("online").asBoolean());
  }

  @Test
  void endsAllSocketsOfASessionOnWhateverNodeAndItsToken() {
    try (ForeignClient phone = ForeignClient.connect(CLUSTER.address(1));
        ForeignClient samePhone = ForeignClient.connect(CLUSTER.address(0));
        ForeignClient tablet = ForeignClient.connect(CLUSTER.address(1))) {
      String token = welcomed(phone, byPassword("phone")).path("token").asText();
      welcomed(samePhone, "'token':'" + token + "'");
      welcomed(tablet, byPassword("tablet"));
      JsonNode ofPhone = sessions(laptop).get(1);
      assertThat(ofPhone.path("device").asText()).isEqualTo("phone");
      end(laptop, ofPhone);
      assertThat(phone.expectClosed()).isEqualTo(4401);
      assertThat(samePhone.expectClosed()).isEqualTo(4401);
      for (int node : List.of(0, 1))
        try (ForeignClient again = ForeignClient.connect(CLUSTER.address(node))) {
          again.send("{'type':'login','token':'%s'}", token);
          again.expectError("badCredentials");
        }
      Curl.Result got =
          new Curl(folder)
              .run(
                  "-H",
                  "Authorization: Bearer " + token,
                  "http://127.0.0.1:" + CLUSTER.address(0).getPort() + "/transfers/x");
      assertThat(got.status()).isEqualTo(401);
      tablet.expectNothing();
      assertThat(sessions(laptop)).hasSize(2);
      end(laptop, ofPhone); // It has ended already.
    }
  }

  @Test
  void callsNoDeviceByANameThatTheRelayMadeUp() {
    try (ForeignClient again = ForeignClient.connect(CLUSTER.address(0));
        ForeignClient once = ForeignClient.connect(CLUSTER.address(1))) {
      String token = "'token':'" + laptop.token() + "'";
      String made = welcomed(again, token).path("device").asText();
      assertThat(welcomed(once, token + ",'device':'" + made + "'").path("device").asText())
          .isEqualTo(made);
      assertThat(sessions(laptop)).hasSize(1);
      assertThat(sessions(laptop).get(0).has("device")).isFalse();
    }
  }

  @Test
  void doesNotEndTheOneThatAsks() {
    String own = sessions(laptop).get(0).path("session").asText();
    laptop.send("{'type':'endSession','session':'%s'}", own);
    assertThat(laptop.expectError("badField").path("hint").asText()).isNotBlank();
    laptop.send("{'type':'endSession','session':'a b'}");
    laptop.expectError("badField");
    laptop.send("{'type':'endSession'}");
    laptop.expectError("badField");
    laptop.expectNothing();
  }

  @Test
  void endsNoSessionOfAnotherUser() {
    try (ForeignClient boris = CLUSTER.newUser(1, "boris")) {
      end(boris, sessions(laptop).get(0));
      laptop.expectNothing();
      assertThat(sessions(laptop)).hasSize(1);
    }
  }

  @Test
  void tellsNobodyBeforeALogin() {
    try (ForeignClient stranger = ForeignClient.connect(CLUSTER.address(0))) {
      for (String request : List.of("sessions", "conversations")) {
        stranger.send("{'type':'%s'}", request);
        stranger.expectError("notLoggedIn");
      }
      stranger.send("{'type':'endSession','session':'x'}");
      stranger.expectError("notLoggedIn");
    }
  }
}
