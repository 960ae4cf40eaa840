import { database } from './database.js';
import { conversationOf } from './names.js';
import { Observable } from './observable.js';
import { RelayError } from './relay-error.js';
import { session } from './session.js';

const AGAIN_AFTER = 2_000;

/**
 * Messages that the relay has not acknowledged: {clientRef, peer, conversation, time, text, replyTo, attachments}, kept on
 * the device until it has. Each is sent under its clientRef, again after each break, and stored by the relay but once.
 * One that the relay refuses gets its `error` and stays, for the user to send it again or to delete it.
 */
class Outbox extends Observable {
  #messages = [];
  #username = null;
  /** The one whose answer is awaited, {conversation, answered}; null for none. */
  #sending = null;
  #draining = false;
  #sentListeners = new Set();

  constructor() {
    super();
    session.watch(() => this.#begin());
    session.onWelcome(async () => {
      this.#begin();
      await this.#load();
      this.#drain();
    });
  }

  /** Those for this conversation, the oldest first. */
  of(conversation) {
    return this.#messages.filter((message) => message.conversation === conversation);
  }

  /** @param listener is told of each message that the relay has stored, as it is there */
  onSent(listener) {
    this.#sentListeners.add(listener);
  }

  /** Settled when no message to this conversation waits for its answer, which may come behind the message itself. */
  answered(conversation) {
    return this.#sending?.conversation === conversation ? this.#sending.answered : Promise.resolve();
  }

  async add(peer, { text, replyTo, attachments }) {
    const message = {
      clientRef: newReference(),
      peer,
      conversation: conversationOf(session.username, peer),
      time: new Date().toISOString(),
      ...(text ? { text } : {}),
      ...(replyTo ? { replyTo } : {}),
      ...(attachments?.length ? { attachments } : {}),
    };
    await keep(message); // Before it is shown: what the user has seen waiting is there after a reload.
    this.#messages.push(message);
    this.changed();
    this.#drain();
  }

  /** Sends one again that the relay has refused. */
  async retry(clientRef) {
    const message = this.#find(clientRef);
    if (!message) return;
    delete message.error;
    this.changed();
    await keep(message);
    this.#drain();
  }

  async discard(clientRef) {
    this.#messages = this.#messages.filter((message) => message.clientRef !== clientRef);
    this.changed();
    await database.remove('outbox', clientRef).catch(done);
  }

  #begin() {
    if (session.username === this.#username) return;
    this.#username = session.username;
    this.#messages = [];
    this.changed();
    if (this.#username && !session.online) this.#load();
  }

  /** What another tab has left, too: should it send the same, the relay takes it for one. */
  async #load() {
    const username = this.#username;
    const kept = await database.all('outbox').catch(() => []);
    if (username !== this.#username) return;
    for (const message of kept) if (!this.#find(message.clientRef)) this.#messages.push(message);
    this.#messages.sort((one, other) => one.time.localeCompare(other.time));
    this.changed();
  }

  #find(clientRef) {
    return this.#messages.find((message) => message.clientRef === clientRef);
  }

  /** One after the other, so that they keep their order. */
  async #drain() {
    if (this.#draining) return;
    this.#draining = true;
    try {
      for (let next; session.online && (next = this.#messages.find(({ error }) => !error)); ) await this.#send(next);
    } finally {
      this.#draining = false;
    }
  }

  async #send(message) {
    const { peer, conversation, clientRef, text, replyTo, attachments } = message;
    const answer = session.request({ type: 'message', to: peer, clientRef, text, replyTo, attachments });
    this.#sending = { conversation, answered: answer.then(done, done) };
    try {
      const { seq, time, conversation: id } = await answer;
      const discarded = this.discard(clientRef);
      for (const listener of this.#sentListeners)
        listener({ conversation: id, seq, time, from: session.username, text, replyTo, attachments });
      await discarded;
    } catch (error) {
      if (!(error instanceof RelayError)) throw error;
      await this.#failed(message, error);
    } finally {
      this.#sending = null;
    }
  }

  async #failed(message, error) {
    if (error.code === 'disconnected') {
      // Either it is sent after the next welcome, or the relay is there and was too slow.
      if (session.online) await pause(AGAIN_AFTER);
    } else if (error.retryable) await pause(error.retryAfter ?? AGAIN_AFTER);
    else {
      message.error = { code: error.code, message: error.message, hint: error.hint };
      this.changed();
      await keep(message);
    }
  }
}

/** Memory has it all the same where there is no room on the device. */
function keep(message) {
  return database.put('outbox', message).catch(done);
}

/** Not by randomUUID, which a page without TLS does not have. */
function newReference() {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function done() {}

export const outbox = new Outbox();
