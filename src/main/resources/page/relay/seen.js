import { session } from './session.js';

const TOLD_AFTER = 150;

/**
 * Tells the relay how far messages got here: that they have come to this device, and that they were read. Many come at
 * once after a break, so the last of each author in a conversation is told, some moments later: in a channel nobody but the
 * author hears of it. What can't be told now is kept.
 */
class Seen {
  /** By conversation and author: {conversation, seq}. */
  #delivered = new Map();
  #read = new Map();
  #timer = null;

  constructor() {
    session.onWelcome(() => this.#tellSoon());
  }

  delivered(conversation, seq, author) {
    this.#note(this.#delivered, conversation, seq, author);
  }

  read(conversation, seq, author) {
    this.#note(this.#read, conversation, seq, author);
  }

  forget() {
    this.#delivered.clear();
    this.#read.clear();
  }

  #note(reached, conversation, seq, author = '') {
    const key = conversation.startsWith('#') ? `${conversation} ${author}` : conversation;
    reached.set(key, { conversation, seq: Math.max(seq, reached.get(key)?.seq ?? 0) });
    this.#tellSoon();
  }

  #tellSoon() {
    this.#timer ??= setTimeout(() => this.#tell(), TOLD_AFTER);
  }

  /** What is read has come, too. */
  #tell() {
    this.#timer = null;
    if (!session.online) return;
    for (const [key, { conversation, seq }] of this.#delivered)
      if (seq > (this.#read.get(key)?.seq ?? 0)) session.socket.tell({ type: 'delivered', conversation, seq });
    for (const { conversation, seq } of this.#read.values()) session.socket.tell({ type: 'read', conversation, seq });
    this.forget();
  }
}

export const seen = new Seen();
