package io.peerrelay.transfer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferInfo;
import io.peerrelay.protocol.Username;

/** Whether a request was taken; what follows from it comes as {@link PartyMessage}s. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransferReply.Taken.class, name = "taken"),
  @JsonSubTypes.Type(value = TransferReply.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = TransferReply.Over.class, name = "over"),
  @JsonSubTypes.Type(value = TransferReply.Described.class, name = "described"),
  @JsonSubTypes.Type(value = TransferReply.Redeemed.class, name = "redeemed"),
})
public sealed interface TransferReply extends CborSerializable {

  record Taken() implements TransferReply {}

  record Refused(Problem problem) implements TransferReply {}

  /** It had ended before the asker came back. */
  record Over(ServerMessage notice) implements TransferReply {}

  /**
   * @param begin where the sender would go on, as far as is known before the receiver is there
   */
  record Described(TransferInfo info, long begin) implements TransferReply {}

  /** The ticket is good for this user. */
  record Redeemed(Username user) implements TransferReply {}
}
