import { session } from './session.js';

/** Single messages that others answer and that are older than what is loaded. */
export class Quotes {
  #list;
  /** By number; null while it is on its way. */
  #messages = new Map();

  constructor(list) {
    this.#list = list;
  }

  /** Undefined until it has come; the list says when. */
  of(seq) {
    if (!this.#messages.has(seq) && session.online) this.#fetch(seq);
    return this.#messages.get(seq) ?? undefined;
  }

  async #fetch(seq) {
    this.#messages.set(seq, null);
    try {
      const { conversation } = this.#list;
      const { messages } = await session.request({ type: 'history', conversation, before: seq + 1, limit: 1 });
      if (messages[0]?.seq !== seq) return;
      this.#messages.set(seq, messages[0]);
      this.#list.changed();
    } catch {
      this.#messages.delete(seq);
    }
  }
}
