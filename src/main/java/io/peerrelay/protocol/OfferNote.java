package io.peerrelay.protocol;

/**
 * An offer as its conversation shows it.
 *
 * @param files how many
 * @param bytes of all of them
 * @param name of the first file
 */
public record OfferNote(
    TransferId transfer, OfferStatus status, int files, long bytes, String name) {
  public OfferNote {
    Field.required("transfer", transfer);
    Field.required("status", status);
    Field.required("name", name);
  }
}
