import { database } from './database.js';

/** So many of the newest messages of each conversation stay on the device. */
export const KEPT = 200;

const WRITE_AFTER = 200;

/**
 * What is kept of conversations on this device. It is written some moments later, many at a time: messages first, and
 * the conversations with how far they are known behind them. So what is not written when the page goes comes again.
 */
class Cache {
  #messages = new Map();
  #conversations = new Map();
  #timer = null;

  constructor() {
    document.addEventListener('visibilitychange', () => document.hidden && this.#write());
    addEventListener('pagehide', () => this.#write());
  }

  conversations() {
    return database.all('conversations');
  }

  /** The oldest first. */
  messages(conversation) {
    return database.all('messages', upTo(conversation, Number.MAX_SAFE_INTEGER));
  }

  keepMessage(message) {
    this.#messages.set(`${message.conversation} ${message.seq}`, message);
    this.#writeSoon();
  }

  /** Where it is kept here. */
  async changeMessage(conversation, seq, changes) {
    const written = () => database.get('messages', [conversation, seq]).catch(ignore);
    const message = this.#messages.get(`${conversation} ${seq}`) ?? (await written());
    if (message) this.keepMessage({ ...message, ...changes });
  }

  keepConversation(entry) {
    this.#conversations.set(entry.conversation, entry);
    this.#writeSoon();
  }

  removeConversation(conversation) {
    this.#conversations.delete(conversation);
    this.removeMessages(conversation);
    database.remove('conversations', conversation).catch(ignore);
  }

  removeMessages(conversation) {
    for (const [key, message] of this.#messages) if (message.conversation === conversation) this.#messages.delete(key);
    database.remove('messages', upTo(conversation, Number.MAX_SAFE_INTEGER)).catch(ignore);
  }

  /** What another user has left unwritten is not for the one who is there now. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#messages.clear();
    this.#conversations.clear();
  }

  #writeSoon() {
    this.#timer ??= setTimeout(() => this.#write(), WRITE_AFTER);
  }

  async #write() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const messages = [...this.#messages.values()];
    const conversations = [...this.#conversations.values()];
    this.#messages.clear();
    this.#conversations.clear();
    try {
      if (messages.length) await database.putAll('messages', messages);
      if (conversations.length) await database.putAll('conversations', conversations);
      await Promise.all(surplusOf(messages).map((range) => database.remove('messages', range)));
    } catch {
      // No room, or the user has just logged out: then the relay has it.
    }
  }
}

/** What is older than what is kept. */
function surplusOf(messages) {
  const newest = new Map();
  for (const { conversation, seq } of messages) newest.set(conversation, Math.max(seq, newest.get(conversation) ?? 0));
  return [...newest].filter(([, seq]) => seq > KEPT).map(([conversation, seq]) => upTo(conversation, seq - KEPT));
}

function upTo(conversation, seq) {
  return IDBKeyRange.bound([conversation, 0], [conversation, seq]);
}

function ignore() {}

export const cache = new Cache();
