import { Observable } from './observable.js';
import { RelayError } from './relay-error.js';

const FIRST_DELAY = 400;
const LONGEST_DELAY = 15_000;
const ANSWER_WITHIN = 30_000;
const PING_EVERY = 20_000;
const PONG_WITHIN = 10_000;
/** Where the browser has no network: but the relay may be on this machine. */
const PONG_OFFLINE_WITHIN = 2_000;
const DO_NOT_RECONNECT = (code) => code === 1000 || (code >= 4400 && code < 4500);

/**
 * The WebSocket to the relay: text frames of JSON, and bytes. It opens when something is asked, and, once it is to be
 * {@link keepOpen kept open}, again whenever it broke.
 */
export class Socket extends Observable {
  connected = false;
  #web = null;
  #kept = false;
  #attempt = 0;
  #retry = null;
  #pings = null;
  #requests = 0;
  #waiting = new Map();
  #listeners = new Map();
  #opening = null;

  constructor() {
    super();
    // A browser knows first when there is a network again; and whoever looks at the page wants it to be there.
    addEventListener('online', () => this.#reconnectNow());
    addEventListener('offline', () => this.#ping(PONG_OFFLINE_WITHIN));
    document.addEventListener('visibilitychange', () => document.hidden || this.#reconnectNow());
  }

  /**
   * @param type of a push, or `opened`, `closed` (with the close code) and `bytes` (with an ArrayBuffer)
   * @returns ends the listening
   */
  on(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type).add(listener);
    return () => this.#listeners.get(type).delete(listener);
  }

  /** Asks, and has the answer. @throws RelayError */
  async request(message) {
    await this.#opened();
    const id = String(++this.#requests);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#answer(id, null), ANSWER_WITHIN);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#web.send(JSON.stringify({ ...message, id }));
    });
  }

  /** Sends without an answer, if there is a connection: for what is of no use later. */
  tell(message) {
    if (this.connected) this.#web.send(JSON.stringify(message));
  }

  /** Bytes for the relay, as one binary frame. */
  sendBytes(bytes) {
    if (this.connected) this.#web.send(bytes);
  }

  keepOpen(kept) {
    this.#kept = kept;
    if (kept) this.#opened().catch(() => {});
  }

  /** Leaves this connection and takes another one a little later. */
  reopen() {
    this.#web?.close(4000);
  }

  close() {
    this.keepOpen(false);
    this.#web?.close(1000);
  }

  #opened() {
    if (this.connected) return Promise.resolve();
    this.#opening ??= new Promise((resolve, reject) => this.#open(resolve, reject)).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  #open(resolve, reject) {
    clearTimeout(this.#retry);
    const web = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`, 'relay.v1');
    web.binaryType = 'arraybuffer';
    this.#web = web;
    web.onopen = () => {
      this.connected = true;
      this.#attempt = 0;
      this.#pings = setInterval(() => this.#ping(), PING_EVERY);
      resolve();
      this.#emit('opened');
      this.changed();
    };
    web.onmessage = ({ data }) => (typeof data === 'string' ? this.#receive(JSON.parse(data)) : this.#emit('bytes', data));
    web.onclose = ({ code }) => web === this.#web && this.#closed(code, reject);
  }

  #closed(code, reject) {
    this.connected = false;
    clearInterval(this.#pings);
    reject(RelayError.disconnected());
    for (const id of [...this.#waiting.keys()]) this.#answer(id, null);
    if (DO_NOT_RECONNECT(code)) this.#kept = false;
    if (this.#kept) this.#retry = setTimeout(() => this.#opened().catch(() => {}), this.#delay());
    this.#emit('closed', code);
    this.changed();
  }

  /** Doubles, with a random half, so that the users of a relay that comes back do not come all at once. */
  #delay() {
    const delay = Math.min(FIRST_DELAY * 2 ** this.#attempt++, LONGEST_DELAY);
    return delay * (0.5 + Math.random() / 2);
  }

  #reconnectNow() {
    if (!this.#kept) return;
    if (this.connected) this.#ping();
    else this.#opened().catch(() => {});
  }

  /** A browser does not tell when the other side is silent. */
  #ping(patience = PONG_WITHIN) {
    if (!this.connected) return;
    const web = this.#web;
    const timer = setTimeout(() => this.#abandon(web), patience);
    this.request({ type: 'ping' })
      .catch(() => {})
      .finally(() => clearTimeout(timer));
  }

  /** To close it in order would take as long as the network is away. */
  #abandon(web) {
    if (web !== this.#web || !this.connected) return;
    web.onmessage = null;
    web.onclose = null;
    web.close();
    this.#closed(1006, () => {});
  }

  #receive(message) {
    if (message.re && this.#waiting.has(message.re)) this.#answer(message.re, message);
    this.#emit(message.type, message);
  }

  #answer(id, message) {
    const { resolve, reject, timer } = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(timer);
    if (!message) reject(RelayError.disconnected());
    else if (message.type === 'error') reject(new RelayError(message));
    else resolve(message);
  }

  #emit(type, value) {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(value);
  }
}
