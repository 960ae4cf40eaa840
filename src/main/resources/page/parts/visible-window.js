const FIRST = 60;
const STEP = 60;
const MOST = 240;

/**
 * Which messages of a long conversation are drawn: so many around those that one looks at that scrolling does not come to
 * the end, and so few that it stays quick. It is held by numbers of messages, as older ones come before them.
 */
export class VisibleWindow {
  /** The number of the first one that is drawn; null before anything is. */
  #first = null;
  /** That of the last one; null to go along with the newest. */
  #last = null;

  get followsNewest() {
    return this.#last === null;
  }

  /** Those of all messages that are drawn. */
  of(messages) {
    if (this.#first === null && messages.length) this.#first = messages[Math.max(0, messages.length - FIRST)].seq;
    const end = this.#last === null ? messages.length : after(messages, this.#last);
    return messages.slice(this.above(messages), end);
  }

  /** How many are before them. */
  above(messages) {
    return before(messages, this.#first ?? 0);
  }

  growUp(messages) {
    const first = this.above(messages);
    if (first === 0) return;
    const newFirst = Math.max(0, first - STEP);
    this.#first = messages[newFirst].seq;
    const end = this.#last === null ? messages.length : after(messages, this.#last);
    if (end - newFirst > MOST) this.#last = messages[newFirst + MOST - 1].seq;
  }

  growDown(messages) {
    if (this.#last === null) return;
    const end = Math.min(messages.length, after(messages, this.#last) + STEP);
    this.#last = end === messages.length ? null : messages[end - 1].seq;
    this.#first = messages[Math.max(before(messages, this.#first), end - MOST)].seq;
  }

  /** While one looks at the newest, those that have gone far up need not be drawn. */
  trim(messages) {
    if (this.#last === null && messages.length - this.above(messages) > MOST)
      this.#first = messages[messages.length - FIRST].seq;
  }

  toNewest(messages) {
    this.#last = null;
    this.#first = messages.at(-FIRST)?.seq ?? null;
  }

  /** So that this message, and some on both sides of it, are drawn. */
  around(messages, seq) {
    const place = before(messages, seq);
    const end = Math.min(messages.length, place + STEP);
    this.#first = messages[Math.max(0, place - STEP)]?.seq ?? null;
    this.#last = end === messages.length ? null : messages[end - 1].seq;
  }
}

/** How many have a smaller number. */
function before(messages, seq) {
  let low = 0;
  for (let high = messages.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (messages[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function after(messages, seq) {
  return before(messages, seq + 1);
}
