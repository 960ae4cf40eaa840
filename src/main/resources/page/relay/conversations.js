import { cache } from './cache.js';
import { conversationOf, fold } from './names.js';
import { Observable } from './observable.js';
import { seen } from './seen.js';
import { session } from './session.js';

/**
 * The conversations of the user, each {conversation, with or channel, last, read, unread} as the relay lists them, and
 * what this device knows beyond that: `cursor`, the number up to which nothing is missing here, and `receipts`, how far
 * its messages got with others: {name, delivered, read} by their folded names.
 */
class Conversations extends Observable {
  /** That in which something was said last comes first. */
  list = [];
  /** Settled once what is kept on the device is there. */
  loaded = Promise.resolve();
  #byId = new Map();
  #username = null;
  /** The relay does not tell who has read something, what they have read on another device or in another tab. */
  #otherTabs = new BroadcastChannel('peer-relay.read');

  constructor() {
    super();
    session.watch(() => this.#begin());
    session.onWelcome(() => this.#begin());
    session.socket.on('message', (message) => this.add(message));
    session.socket.on('edited', ({ conversation, seq, text }) => this.#changeLast(conversation, seq, { text }));
    session.socket.on('deleted', ({ conversation, seq }) =>
      this.#changeLast(conversation, seq, { deleted: true, text: undefined, attachments: undefined }),
    );
    session.socket.on('receipt', (receipt) => this.#noteReceipt(receipt));
    session.socket.on('membership', (membership) => this.#noteMembership(membership));
    this.#otherTabs.onmessage = ({ data }) => data.username === this.#username && this.#noteRead(data.conversation, data.seq);
  }

  /** That with a user, or of a channel (`#garden`); undefined where there is none yet. */
  of(peer) {
    return session.username ? this.#byId.get(conversationOf(session.username, peer)) : undefined;
  }

  byId(conversation) {
    return this.#byId.get(conversation);
  }

  /** Of all together. */
  get unread() {
    return this.list.reduce((sum, { unread }) => sum + unread, 0);
  }

  /** @param listed some of them as the relay has them; it may not have heard yet of what was read here, nor told of what came since */
  take(listed) {
    for (const entry of listed) {
      const known = this.#byId.get(entry.conversation);
      const { last, unread } = entry.last?.seq < known?.last?.seq ? known : entry;
      const read = Math.max(entry.read, known?.read ?? 0);
      if (read > entry.read) seen.read(entry.conversation, read);
      this.#put({ receipts: {}, ...known, guessed: undefined, ...entry, last, read, unread: read >= last?.seq ? 0 : unread });
    }
    this.#arrange();
  }

  /** @param before those that there were when the relay was asked to list them all */
  dropMissing(before, listed) {
    const there = new Set(listed.map(({ conversation }) => conversation));
    for (const { conversation } of before) if (!there.has(conversation)) this.#remove(conversation);
    this.#arrange();
  }

  /** The relay does not know the messages that this device does: then it is another one, or has lost some. */
  distrust() {
    for (const entry of this.list) {
      cache.removeMessages(entry.conversation);
      this.#put({ ...entry, last: undefined, cursor: undefined });
    }
    this.#arrange();
  }

  /** A message that has come, or that was sent. */
  add(message) {
    const entry = this.#byId.get(message.conversation) ?? newEntry(message);
    const isOwn = session.isUser(message.from);
    if (!isOwn) seen.delivered(message.conversation, message.seq, fold(message.from));
    if (entry.last && message.seq <= entry.last.seq) return;
    const isUnread = !isOwn && !message.deleted && message.seq > entry.read;
    this.#put({ ...entry, last: message, unread: entry.unread + (isUnread ? 1 : 0) });
    this.#arrange();
  }

  /** Everything up to this message was seen by the user. The relay is told beside that. */
  markRead(conversation, seq) {
    if (this.#noteRead(conversation, seq)) this.#otherTabs.postMessage({ username: this.#username, conversation, seq });
  }

  /** Nothing up to this message is missing on this device. */
  advance(conversation, cursor) {
    const entry = this.#byId.get(conversation);
    if (entry && cursor > (entry.cursor ?? 0)) this.#put({ ...entry, cursor });
  }

  #begin() {
    if (session.username === this.#username) return;
    this.#username = session.username;
    this.#byId.clear();
    cache.forget();
    seen.forget();
    this.loaded = this.#username ? this.#load(this.#username) : Promise.resolve();
    this.#arrange();
  }

  async #load(username) {
    const kept = await cache.conversations().catch(() => []);
    if (username !== this.#username) return;
    for (const entry of kept) if (!this.#byId.has(entry.conversation)) this.#byId.set(entry.conversation, entry);
    this.#arrange();
  }

  #noteRead(conversation, seq) {
    const entry = this.#byId.get(conversation);
    if (!entry || seq <= entry.read) return false;
    this.#put({ ...entry, read: seq, unread: seq >= (entry.last?.seq ?? 0) ? 0 : entry.unread });
    this.#arrange();
    return true;
  }

  #changeLast(conversation, seq, changes) {
    const entry = this.#byId.get(conversation);
    if (entry?.last?.seq !== seq) return;
    this.#put({ ...entry, last: { ...entry.last, ...changes } });
    this.#arrange();
  }

  #noteReceipt({ conversation, seq, by, status }) {
    const entry = this.#byId.get(conversation);
    if (!entry) return;
    const { delivered = 0, read = 0 } = entry.receipts[fold(by)] ?? {};
    const reached = { name: by, delivered: Math.max(delivered, seq), read: status === 'read' ? Math.max(read, seq) : read };
    this.#put({ ...entry, receipts: { ...entry.receipts, [fold(by)]: reached } });
    this.changed();
  }

  #noteMembership({ channel, username, change }) {
    if (!session.isUser(username)) return;
    if (change === 'joined' && !this.of(channel)) this.#put({ ...emptyEntry(fold(channel)), channel });
    if (change === 'left' || change === 'removed') this.#remove(fold(channel));
    this.#arrange();
  }

  #put(entry) {
    this.#byId.set(entry.conversation, entry);
    cache.keepConversation(entry);
  }

  #remove(conversation) {
    this.#byId.delete(conversation);
    cache.removeConversation(conversation);
  }

  #arrange() {
    this.list = [...this.#byId.values()].sort(newestFirst);
    this.changed();
  }
}

function emptyEntry(conversation) {
  return { conversation, read: 0, unread: 0, receipts: {} };
}

/** `guessed`: its name may be written in another way, until the relay lists it. */
function newEntry({ conversation, from }) {
  if (conversation.startsWith('#')) return { ...emptyEntry(conversation), channel: conversation, guessed: true };
  const own = fold(session.username);
  const [first, second] = conversation.split(':');
  const other = first === own ? second : first;
  const isByOther = fold(from) === other;
  return { ...emptyEntry(conversation), with: isByOther ? from : other, guessed: !isByOther };
}

function newestFirst(one, other) {
  return (other.last?.time ?? '').localeCompare(one.last?.time ?? '');
}

export const conversations = new Conversations();
