package io.peerrelay.endtoend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A transfer whose entity moves to another node while its bytes run. */
class MovedTransferTest {
  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(2, "");

  @Test
  void goesOnForThoseWhoStayConnected() throws Exception {
    TestFile file = TestFile.of(100_000, 3);
    try (ForeignClient anna = CLUSTER.newUser(0, "anna");
        ForeignClient boris = CLUSTER.newUser(0, "boris")) {
      List<Exchange> transfers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Exchange transfer = Exchange.accepted(anna, boris, file.size());
        transfer.send(Arrays.copyOfRange(file.bytes(), 0, 50_000));
        transfer.grant(1 << 20);
        transfers.add(transfer);
      }
      CLUSTER.node(1).close();
      // About half of them lived there.
      for (Exchange transfer : transfers) {
        transfer.send(Arrays.copyOfRange(file.bytes(), 50_000, 100_000));
        transfer.complete(file);
      }
    }
  }
}
