import { database } from './database.js';

/** What is written and not sent, {text, replyTo}, kept on the device for each conversation with each letter. */
class Drafts {
  #last = Promise.resolve();

  /** @returns {text, replyTo}; an empty text where there is none */
  async of(conversation) {
    await this.#last; // Or else one would get what was there before.
    const kept = await database.get('drafts', conversation).catch(() => undefined);
    return { text: '', ...kept };
  }

  keep(conversation, { text, replyTo }) {
    const kept = text || replyTo ? database.put('drafts', { conversation, text, replyTo }) : database.remove('drafts', conversation);
    this.#last = kept.catch(() => {}); // Without room it stays for as long as the field does.
  }
}

export const drafts = new Drafts();
