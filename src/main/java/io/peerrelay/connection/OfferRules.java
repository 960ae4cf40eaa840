package io.peerrelay.connection;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Username;
import java.util.List;
import java.util.Optional;

/** What may be offered, and to whom, as far as the offer itself shows. */
final class OfferRules {
  private OfferRules() {}

  static Optional<Problem> objection(Username by, ClientMessage.Offer offer, long largestFile) {
    if (offer.to().equals(by))
      return Optional.of(
          ErrorCode.BAD_FIELD.because("to: " + by + " (expected: another user than yourself)"));
    List<FileInfo> files = offer.files();
    for (int i = 0; i < files.size(); i++)
      if (files.get(i).size() > largestFile)
        return Optional.of(
            ErrorCode.TOO_LARGE.because(
                "files[%d].size: %d (expected: at most %d)"
                    .formatted(i, files.get(i).size(), largestFile)));
    return Optional.empty();
  }
}
