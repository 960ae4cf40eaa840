package io.peerrelay.protocol;

/**
 * What a stored procedure has returned. Only clients that may call one are told so.
 *
 * @param rows a JSON array with an object for each row, as text: it may be nested deeper than what
 *     the relay itself reads
 */
public record ProcedureRows(String rows) implements ServerMessage {
  public ProcedureRows {
    Field.required("rows", rows);
  }
}
