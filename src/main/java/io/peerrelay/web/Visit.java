package io.peerrelay.web;

import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.TransferInfo;
import io.peerrelay.protocol.Username;
import java.util.List;

/**
 * A request about a transfer by somebody who may.
 *
 * @param user one of the two sides
 * @param begin where the sender would go on, as far as is known
 */
record Visit(Username user, TransferInfo info, long begin) {
  boolean isSender() {
    return user.equals(info.from());
  }

  long total() {
    return info.total();
  }

  /** What a GET brings: the one file, or all of them as if they were one. */
  FileInfo file() {
    List<FileInfo> files = info.files();
    return files.size() == 1 && !files.get(0).isFolder()
        ? files.get(0)
        : FileInfo.of("files", total());
  }
}
