import { cache, KEPT } from './cache.js';
import { conversations } from './conversations.js';
import { Observable } from './observable.js';
import { RelayError } from './relay-error.js';
import { session } from './session.js';

const MOST_CURSORS = 1_000;
const AGAIN_AFTER = 2_000;
const NEWEST = 10;

/**
 * After each login: lists the conversations, and lets the relay bring what this device missed. Until that is over,
 * cursors stay where they are, since a live message may have come before an older one: so nothing is lost where the
 * connection breaks again meanwhile.
 */
class CatchUp extends Observable {
  #round = 0;
  #looking = false;
  /** The last number of each conversation that came while older ones may be missing; null when none are. */
  #reached = null;

  constructor() {
    super();
    session.onWelcome(() => this.#run(++this.#round));
    document.addEventListener('visibilitychange', () => document.hidden || this.underWay || this.#lookAgain());
    session.socket.on('message', ({ conversation, seq }) => this.#arrived(conversation, seq));
  }

  get underWay() {
    return this.#reached !== null;
  }

  #arrived(conversation, seq) {
    if (this.#reached) this.#reached.set(conversation, Math.max(seq, this.#reached.get(conversation) ?? 0));
    else conversations.advance(conversation, seq);
    if (conversations.byId(conversation)?.guessed) this.#lookAgain();
  }

  async #run(round) {
    this.#reached = new Map();
    try {
      await conversations.loaded;
      const before = conversations.list;
      const listed = await listAll();
      conversations.take(listed);
      conversations.dropMissing(before, listed);
      await session.request({ type: 'sync', cursors: cursorsFor(listed) });
    } catch (error) {
      if (!(error instanceof RelayError)) throw error;
      if (error.code === 'badField') conversations.distrust();
      if (session.online) setTimeout(() => session.online && round === this.#round && this.#run(round), AGAIN_AFTER);
      return;
    }
    if (round !== this.#round) return;
    for (const [conversation, seq] of this.#reached) conversations.advance(conversation, seq);
    this.#reached = null;
    this.changed();
  }

  /** For how a name is written, which a message does not tell; and for what was read on another device. */
  async #lookAgain() {
    if (this.#looking || !session.online) return;
    this.#looking = true;
    try {
      conversations.take((await session.request({ type: 'conversations', limit: NEWEST })).conversations);
    } catch {
      // They are listed after the next welcome.
    }
    this.#looking = false;
  }
}

/**
 * What is behind them comes. Where very much is missing, or everything, history has it when it is wanted; and what is
 * kept here would have a gap.
 */
function cursorsFor(listed) {
  const cursors = {};
  for (const { conversation, last } of listed.slice(0, MOST_CURSORS)) {
    const { cursor } = conversations.byId(conversation);
    if (cursor !== undefined && (!last || last.seq - cursor <= KEPT)) cursors[conversation] = cursor;
    else if (last) {
      if (cursor !== undefined) cache.removeMessages(conversation);
      cursors[conversation] = last.seq;
      conversations.advance(conversation, last.seq);
    }
  }
  return cursors;
}

async function listAll() {
  const listed = [];
  for (let after; ; ) {
    const page = await session.request({ type: 'conversations', ...(after ? { after } : {}) });
    listed.push(...page.conversations);
    if (!page.next) return listed;
    after = page.next;
  }
}

export const catchUp = new CatchUp();
