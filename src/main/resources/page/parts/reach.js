import { session } from '../relay/session.js';

/** Whether the user wrote it; what waits to be sent does not say by whom it is. */
export function isOwn({ from }) {
  return from === undefined || session.isUser(from);
}

/**
 * How far an own message got.
 *
 * @param entry of the conversation, with the receipts of the others
 * @returns {reached, readers}: `reached` is waiting, sent, delivered or read; in a channel, `readers` are how many have read it
 */
export function reachOf(message, entry) {
  if (message.clientRef) return { reached: 'waiting' };
  const receipts = Object.values(entry?.receipts ?? {});
  const readers = receipts.filter(({ read }) => read >= message.seq).length;
  if (readers) return { reached: 'read', readers: entry.channel ? readers : undefined };
  return { reached: receipts.some(({ delivered }) => delivered >= message.seq) ? 'delivered' : 'sent' };
}
