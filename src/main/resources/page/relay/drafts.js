import { database } from './database.js';

const KEPT_AFTER = 300;

/** What is written and not sent, {text, replyTo}, kept on the device for each conversation. */
class Drafts {
  #waiting = new Map();
  #timer = null;

  constructor() {
    document.addEventListener('visibilitychange', () => document.hidden && this.#keep());
    addEventListener('pagehide', () => this.#keep());
  }

  /** @returns {text, replyTo}; an empty text where there is none */
  async of(conversation) {
    const kept = this.#waiting.get(conversation) ?? (await database.get('drafts', conversation).catch(() => undefined));
    return { text: '', ...kept };
  }

  keep(conversation, draft) {
    this.#waiting.set(conversation, draft);
    this.#timer ??= setTimeout(() => this.#keep(), KEPT_AFTER);
  }

  #keep() {
    clearTimeout(this.#timer);
    this.#timer = null;
    for (const [conversation, { text, replyTo }] of this.#waiting) {
      const kept = text ? database.put('drafts', { conversation, text, replyTo }) : database.remove('drafts', conversation);
      kept.catch(() => {}); // Without room it stays for as long as the page does.
    }
    this.#waiting.clear();
  }
}

export const drafts = new Drafts();
