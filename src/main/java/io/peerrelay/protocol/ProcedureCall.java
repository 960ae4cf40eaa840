package io.peerrelay.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Asks for a stored procedure. No frame of {@code relay.v1} becomes one: it is made of the table of
 * methods alone.
 *
 * @param values what it is called with, in this order, as text that its database reads; null for
 *     NULL
 */
public record ProcedureCall(ProcedureName procedure, List<String> values, boolean needsLogin)
    implements ClientMessage {
  private static final int MOST_VALUES = 100;

  public ProcedureCall {
    Field.required("procedure", procedure);
    if (values.size() > MOST_VALUES)
      throw Field.bad("params", values.size() + " values", "at most " + MOST_VALUES);
    for (String value : values) if (value != null) Field.storable("params", value);
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Without the values, one of which may be a password. */
  @Override
  public String toString() {
    return "ProcedureCall[" + procedure + ", " + values.size() + " values]";
  }
}
