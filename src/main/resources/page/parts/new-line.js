import { isOwn } from './reach.js';

/** Where the line is drawn behind which all is new to the user: there while one looks at it, until one was away again. */
export class NewLine {
  #list;
  /** Whether the user may have missed something. */
  #away = true;
  /** The number of the last message before it; null for none. */
  #behind = null;

  constructor(list) {
    this.#list = list;
  }

  /** @param isKnown whether the relay has told of everything that was missed */
  note(isLookedAt, isKnown) {
    if (!isLookedAt || !isKnown) this.#away = true;
    const { entry } = this.#list;
    if (isLookedAt && this.#away && entry?.unread) {
      this.#behind = entry.read;
      this.#away = false;
    } else if (isLookedAt && isKnown) this.#away = false;
  }

  /** The first message of others behind it; undefined for none, and while it may lie before what is loaded. */
  get first() {
    if (this.#behind === null) return undefined;
    const { messages, more } = this.#list;
    if (more && messages[0]?.seq > this.#behind) return undefined;
    return messages.find((message) => message.seq > this.#behind && !isOwn(message));
  }
}
