import { cache, KEPT } from './cache.js';
import { conversations } from './conversations.js';
import { conversationOf, fold } from './names.js';
import { Observable } from './observable.js';
import { outbox } from './outbox.js';
import { Quotes } from './quotes.js';
import { RelayError } from './relay-error.js';
import { seen } from './seen.js';
import { session } from './session.js';

const PAGE = 100;
const LARGEST_PAGE = 500;

/** The messages of one conversation, as far as they are loaded: without a gap up to the newest, the oldest first. */
export class MessageList extends Observable {
  messages = [];
  /** Whether there are older ones. */
  more = false;
  /** Whether it is known what there is, be it from this device or from the relay. */
  loaded = false;
  /** Why nothing can be read here, as a RelayError; null where it can. */
  problem = null;
  #fresh = false;
  /** While it is not fresh: the number up to which nothing was missing. */
  #behind = 0;
  #shown = false;
  #loading = null;
  #quotes = new Quotes(this);

  constructor(peer) {
    super();
    this.peer = peer;
    this.conversation = conversationOf(session.username, peer);
  }

  /** The messages written here that the relay has not acknowledged. */
  get waiting() {
    return outbox.of(this.conversation);
  }

  /** What the list has on it; undefined where nothing was said yet. */
  get entry() {
    return conversations.byId(this.conversation);
  }

  /** Has at first what is on this device, then what the relay has. */
  async open() {
    this.#shown = true;
    if (!this.loaded) {
      await conversations.loaded;
      const kept = await cache.messages(this.conversation).catch(() => []);
      if (kept.length && !this.loaded) {
        this.more = true;
        this.loaded = true;
        this.#behind = this.entry?.cursor ?? 0;
        this.#merge(kept);
      }
    }
    await this.refresh();
  }

  /** What is here may be as it was before a break: edits, deletions and reactions are not told again. */
  growStale() {
    if (this.#fresh) this.#behind = this.#newest;
    this.#fresh = false;
    if (this.#shown) this.refresh();
  }

  /** It is not shown any more. */
  close() {
    this.#shown = false;
  }

  /** Reads the newest page again, if it is not known to be as the relay has it. */
  async refresh() {
    if (this.#fresh || !session.online) return;
    this.#fresh = true;
    try {
      const { messages, more } = await this.#history({ limit: PAGE });
      // Where the page does not reach back to what was here, something is missing between them.
      if (!this.loaded || (more && messages.length && messages[0].seq > this.#behind)) {
        this.messages = this.messages.filter(({ seq }) => messages.length && seq > messages.at(-1).seq);
        this.more = more;
      } else if (!more) this.more = false;
      this.loaded = true;
      this.problem = null;
      this.#merge(messages, true);
    } catch (error) {
      this.#fresh = false;
      this.#failed(error);
    }
  }

  /** A page before the oldest one. */
  loadOlder() {
    if (!this.more || !session.online) return Promise.resolve();
    this.#loading ??= this.#older(PAGE).finally(() => (this.#loading = null));
    return this.#loading;
  }

  /** @returns whether this message is here then */
  async loadBackTo(seq) {
    await this.#loading;
    while (this.more && session.online && this.messages.length && this.messages[0].seq > seq) {
      const before = this.messages[0].seq;
      await this.#older(LARGEST_PAGE);
      if (this.messages[0].seq === before) break;
    }
    return this.find(seq) !== undefined;
  }

  /** After a {@link problem}. */
  again() {
    this.problem = null;
    return this.#fresh ? this.loadOlder() : this.refresh();
  }

  find(seq) {
    return this.messages.find((message) => message.seq === seq);
  }

  /** A message that another one answers, which may be older than all here; undefined until it has come. */
  quoted(seq) {
    return this.find(seq) ?? this.#quotes.of(seq);
  }

  /** @param message {text, replyTo, attachments} */
  send(message) {
    return outbox.add(this.peer, message);
  }

  edit(seq, text) {
    return session.request({ type: 'edit', conversation: this.conversation, seq, text });
  }

  remove(seq) {
    return session.request({ type: 'delete', conversation: this.conversation, seq });
  }

  /** @param reaction `like`, `dislike` or null; the relay tells how many there are, but not whose */
  async react(seq, reaction) {
    await session.request({ type: 'react', conversation: this.conversation, seq, reaction });
    this.change(seq, { mine: reaction ?? undefined });
  }

  /** The user has seen everything up to this message. */
  markRead(seq) {
    const behind = this.entry?.read ?? seq;
    conversations.markRead(this.conversation, seq);
    for (const message of this.messages)
      if (message.seq > behind && message.seq <= seq) seen.read(this.conversation, message.seq, fold(message.from));
  }

  /** One that has come, or was sent. What lies before a part that is not loaded is had with it. */
  add(message) {
    if (this.find(message.seq)) return;
    const isBefore = this.messages.length > 0 && message.seq < this.messages[0].seq;
    if (isBefore && this.more) cache.keepMessage(message);
    else this.#merge([message]);
  }

  change(seq, changes) {
    const message = this.find(seq);
    if (message) this.#merge([{ ...message, ...changes }], true);
  }

  async #older(limit) {
    try {
      const before = this.messages[0]?.seq;
      const { messages, more } = await this.#history({ limit, ...(before ? { before } : {}) });
      this.more = more;
      this.#merge(messages);
    } catch (error) {
      this.#failed(error);
    }
  }

  get #newest() {
    return this.messages.at(-1)?.seq ?? 0;
  }

  #history(range) {
    return session.request({ type: 'history', conversation: this.conversation, ...range });
  }

  /** @param anew whether these are newer than what is here */
  #merge(messages, anew = false) {
    const bySeq = new Map(this.messages.map((message) => [message.seq, message]));
    for (const message of messages) {
      const known = bySeq.get(message.seq);
      if (known && !anew) continue;
      bySeq.set(message.seq, known?.mine && !('mine' in message) ? { ...message, mine: known.mine } : message);
    }
    this.messages = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
    const oldestKept = this.#newest - KEPT;
    for (const { seq } of messages) if (seq > oldestKept) cache.keepMessage(bySeq.get(seq));
    this.changed();
  }

  /** Two who have not spoken yet have no conversation. */
  #failed(error) {
    if (!(error instanceof RelayError)) throw error;
    if (error.code === 'disconnected') return;
    if (error.code === 'notAMember' && !this.peer.startsWith('#')) this.loaded = true;
    else this.problem = error;
    this.changed();
  }
}
