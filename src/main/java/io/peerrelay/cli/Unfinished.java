package io.peerrelay.cli;

import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A transfer as another run of this program needs it to go on with it. */
sealed interface Unfinished {
  /** The relay, as it was given. */
  ServerList server();

  /** Who sends or receives here. */
  Username user();

  TransferId transfer();

  /** When it began here. */
  Instant time();

  record Sending(
      ServerList server,
      Username user,
      TransferId transfer,
      Instant time,
      Username to,
      String note,
      List<Source> sources)
      implements Unfinished {
    public Sending {
      require(server, user, transfer, time, to, sources);
      sources = List.copyOf(sources);
    }

    /** Whether it sends the same files, be they as they were or not. */
    boolean isOf(List<Source> others) {
      if (others.size() != sources.size()) return false;
      for (int i = 0; i < others.size(); i++) if (!sources.get(i).isOf(others.get(i))) return false;
      return true;
    }
  }

  /**
   * @param folder where the files go
   * @param files those that were accepted
   */
  record Receiving(
      ServerList server,
      Username user,
      TransferId transfer,
      Instant time,
      Username from,
      String folder,
      List<FileInfo> files)
      implements Unfinished {
    public Receiving {
      require(server, user, transfer, time, from, folder, files);
      files = List.copyOf(files);
    }
  }

  private static void require(Object... values) {
    for (Object value : values) Objects.requireNonNull(value);
  }
}
