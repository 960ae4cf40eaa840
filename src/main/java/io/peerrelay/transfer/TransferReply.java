package io.peerrelay.transfer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.Problem;

/** Whether a request was taken; what follows from it comes as {@link PartyMessage}s. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransferReply.Taken.class, name = "taken"),
  @JsonSubTypes.Type(value = TransferReply.Refused.class, name = "refused"),
})
public sealed interface TransferReply extends CborSerializable {

  record Taken() implements TransferReply {}

  record Refused(Problem problem) implements TransferReply {}
}
