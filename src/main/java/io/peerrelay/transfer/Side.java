package io.peerrelay.transfer;

import java.util.ArrayList;
import java.util.List;

/** Who is there of one user of a transfer, as {@link Parties} keeps it. */
final class Side {
  /** Moves the bytes; as it was at its latest request, which what comes next answers. */
  Asker end;

  /** Each as it was at its latest request, too. */
  final List<Asker> listeners = new ArrayList<>();

  /** Whether the end is at rest and waits for the next leg. */
  boolean ready;

  /** How it moved its bytes last. */
  String way = "nobody";

  /** The receiver's: what it has. The sender's: where it wants to begin, null for anywhere. */
  Long offset;
}
