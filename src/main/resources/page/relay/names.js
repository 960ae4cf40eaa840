/** Names that differ only in case, or in how Unicode composes a letter, are one name: folded they are equal. */
export function fold(name) {
  // There and back, because some letters have several small forms.
  return name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}

/** The id of what two users have, or of a channel (`#garden`). */
export function conversationOf(username, peer) {
  if (peer.startsWith('#')) return fold(peer);
  return [fold(username), fold(peer)].sort(byCodeUnit).join(':');
}

function byCodeUnit(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
