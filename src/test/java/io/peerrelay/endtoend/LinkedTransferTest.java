package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.client.FolderSink;
import io.peerrelay.client.LinkedTransfer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Transfers whose bytes other programs are to move over HTTP. */
class LinkedTransferTest {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path folder;

  @Test
  void namesAnAddressToFetchFromAndHearsTheEnd() throws Exception {
    try (Person ada = new Person(relay(), "ada");
        Person bob = new Person(relay(), "bob")) {
      OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("x", new byte[100]));
      CompletableFuture<String> address = new CompletableFuture<>();
      LinkedTransfer fetching = bob.nextOffer().acceptByAddress(null, address::complete);

      assertThat(address.get(10, TimeUnit.SECONDS)).contains("ticket=");
      await(fetching.accepted());
      sending.cancel("enough");
      assertThatThrownBy(() -> await(fetching.completed())).hasMessageContaining("enough");
    }
  }

  @Test
  void namesAnAddressToSendToAndHearsTheEnd() throws Exception {
    try (Person ada = new Person(relay(), "ada");
        Person bob = new Person(relay(), "bob")) {
      CompletableFuture<String> address = new CompletableFuture<>();
      List<OfferedFile> files = List.of(OfferedFile.of("x", new byte[100]));
      LinkedTransfer offered =
          await(ada.client.offerByAddress(bob.name, files, null, address::complete));
      await(bob.nextOffer().accept(new FolderSink(folder)));

      assertThat(address.get(10, TimeUnit.SECONDS)).contains("ticket=");
      offered.cancel("enough");
      assertThatThrownBy(() -> await(offered.completed())).hasMessageContaining("enough");
    }
  }

  private static URI relay() {
    return URI.create("ws://127.0.0.1:" + RELAY.address().getPort());
  }
}
