import { keptFiles } from './kept-files.js';
import { isShown } from './file-kinds.js';
import { session } from './session.js';
import { Transfer } from './transfer.js';

const PIECE = 8 * 1024 * 1024;
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 15_000;
/** Only the user makes these go on. */
const HALTED = new Set(['offered', 'paused', 'full']);

/**
 * Files of somebody. One file is downloaded by the browser, which writes it to the disk by itself. Several files, and what is
 * shown in the conversation, are taken into the page's own storage, piece by piece, from where they are saved.
 */
export class Incoming extends Transfer {
  outgoing = false;
  #download;
  #request = null;
  /** Until what this page takes now is stored. */
  #taken = null;
  #retry = null;
  #delay = FIRST_DELAY;

  /** @param download lets the browser download what is at an address */
  constructor(offer, changed, download) {
    super(offer, changed);
    this.#download = download;
    this.way = offer.way ?? (this.files.length > 1 || this.files[0].name.endsWith('/') || isShown(this.files[0]) ? 'page' : 'download');
  }

  async accept() {
    keptFiles.hold(this.id);
    await keptFiles.keep(this.#record());
    try {
      const { url } = await session.request({ type: 'accept', transfer: this.id, via: 'http' });
      this.#begin(url);
    } catch (error) {
      await keptFiles.remove(this.id);
      throw error;
    }
  }

  async decline() {
    await session.request({ type: 'decline', transfer: this.id });
  }

  /** Hears of the transfer again, and goes on with what this page itself takes. */
  async resume() {
    if (this.isOver || HALTED.has(this.status)) return;
    try {
      const url = await this.#invited();
      if (this.way === 'page') this.#begin(url);
    } catch ({ code }) {
      if (code === 'noSuchTransfer') this.ended({ type: 'cancelled' });
    }
  }

  /** The browser has given up, or the user has: from the beginning. */
  async downloadAgain() {
    this.#begin(await this.#invited());
  }

  /** What the browser downloads is known here only by what the relay tells. */
  interrupted(message) {
    super.interrupted(message);
    if (this.way === 'download' && this.status === 'running') this.become('stopped');
  }

  progressed(bytes) {
    if (this.status === 'stopped') this.become('running');
    super.progressed(bytes);
  }

  /** The relay says so when the last byte has left it: here it may yet have to be stored. */
  async ended(message) {
    if (message.type !== 'completed' || this.way !== 'page' || this.isOver) return super.ended(message);
    await this.#taken;
    const { content } = await keptFiles.received(this.id);
    return super.ended(content.size < this.total ? { type: 'failed' } : message);
  }

  stop() {
    clearTimeout(this.#retry);
    this.#request?.abort();
    this.#request = null;
  }

  async #invited() {
    const answer = await session.request({ type: 'resume', transfer: this.id, via: 'http' });
    return answer.url;
  }

  #begin(url) {
    if (!url || this.isOver) return;
    this.become('running');
    const { pathname, search } = new URL(url);
    if (this.way === 'download') this.#download(pathname + search);
    else this.#taken = this.#take().catch((error) => this.#broken(error));
  }

  async #take() {
    this.stop();
    const request = new AbortController();
    this.#request = request;
    const received = await keptFiles.received(this.id);
    const offset = received.content.size;
    // Even where all is there: only by taking the last byte does the relay learn of it.
    const from = Math.min(offset, Math.max(0, this.total - 1));
    const answer = await fetch(`/transfers/${this.id}?files=joined`, { headers: this.#headers(from), signal: request.signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    this.progressed(offset);
    await this.#store(answer.body.getReader(), offset - from, received.count, offset);
    // The relay is about to say that it is complete.
    this.#retry = setTimeout(() => this.resume(), LONGEST_DELAY);
  }

  #headers(from) {
    const range = from ? { Range: `bytes=${from}-` } : {};
    return { Authorization: `Bearer ${session.token}`, ...range };
  }

  async #store(reader, surplus, number, offset) {
    let waiting = [];
    let size = 0;
    const flush = async () => {
      if (!size) return;
      await keptFiles.addPiece(this.id, number++, new Blob(waiting));
      waiting = [];
      size = 0;
    };
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const bytes = surplus ? read.value.subarray(surplus) : read.value;
      surplus = Math.max(0, surplus - read.value.length);
      waiting.push(bytes);
      size += bytes.length;
      offset += bytes.length;
      this.#delay = FIRST_DELAY;
      this.progressed(offset);
      if (size >= PIECE) await flush();
    }
    await flush();
  }

  #broken({ name }) {
    if (this.isOver || HALTED.has(this.status) || name === 'AbortError') return;
    if (name === 'QuotaExceededError') this.become('full');
    else this.#later();
  }

  #later() {
    this.become('waiting');
    this.#retry = setTimeout(() => this.resume(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY);
  }

  #record() {
    const { id, peer, files, note, way } = this;
    return { transfer: id, peer, outgoing: false, files, note, way };
  }
}
