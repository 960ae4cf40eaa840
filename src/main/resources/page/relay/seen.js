import { session } from './session.js';

const TOLD_AFTER = 150;

/**
 * Tells the relay how far messages got here: that they have come to this device, and that they were read. Many come at
 * once after a break, so the last of each conversation is told, some moments later. What can't be told now is kept.
 */
class Seen {
  #delivered = new Map();
  #read = new Map();
  #timer = null;

  constructor() {
    session.onWelcome(() => this.#tellSoon());
  }

  delivered(conversation, seq) {
    this.#note(this.#delivered, conversation, seq);
  }

  read(conversation, seq) {
    this.#note(this.#read, conversation, seq);
  }

  forget() {
    this.#delivered.clear();
    this.#read.clear();
  }

  #note(reached, conversation, seq) {
    reached.set(conversation, Math.max(seq, reached.get(conversation) ?? 0));
    this.#tellSoon();
  }

  #tellSoon() {
    this.#timer ??= setTimeout(() => this.#tell(), TOLD_AFTER);
  }

  /** What is read has come, too. */
  #tell() {
    this.#timer = null;
    if (!session.online) return;
    for (const [conversation, seq] of this.#delivered)
      if (seq > (this.#read.get(conversation) ?? 0)) session.socket.tell({ type: 'delivered', conversation, seq });
    for (const [conversation, seq] of this.#read) session.socket.tell({ type: 'read', conversation, seq });
    this.forget();
  }
}

export const seen = new Seen();
