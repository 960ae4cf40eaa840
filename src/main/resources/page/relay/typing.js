import { conversationOf } from './names.js';
import { Observable } from './observable.js';
import { session } from './session.js';

const SHOWN_FOR = 6_000;
const TOLD_EVERY = 3_000;

/** Who is writing a message right now. */
class Typing extends Observable {
  /** By conversation: the names, each with the timer that ends it. */
  #typing = new Map();
  #toldAt = new Map();

  constructor() {
    super();
    session.socket.on('typing', ({ conversation, from }) => !session.isUser(from) && this.#begin(conversation, from));
    session.socket.on('message', ({ conversation, from }) => this.#end(conversation, from));
  }

  /** The names of those who write in this conversation. */
  in(conversation) {
    return [...(this.#typing.get(conversation)?.keys() ?? [])];
  }

  /** The user writes to somebody: that is told now and then while it goes on. */
  tell(peer) {
    const conversation = conversationOf(session.username, peer);
    const now = Date.now();
    if (now - (this.#toldAt.get(conversation) ?? 0) < TOLD_EVERY) return;
    this.#toldAt.set(conversation, now);
    if (session.online) session.socket.tell({ type: 'typing', to: peer });
  }

  /** What was written is sent, and the next one is told at once. */
  sent(peer) {
    this.#toldAt.delete(conversationOf(session.username, peer));
  }

  #begin(conversation, name) {
    if (!this.#typing.has(conversation)) this.#typing.set(conversation, new Map());
    const names = this.#typing.get(conversation);
    clearTimeout(names.get(name));
    names.set(name, setTimeout(() => this.#end(conversation, name), SHOWN_FOR));
    this.changed();
  }

  #end(conversation, name) {
    const names = this.#typing.get(conversation);
    if (!names?.has(name)) return;
    clearTimeout(names.get(name));
    names.delete(name);
    this.changed();
  }
}

export const typing = new Typing();
