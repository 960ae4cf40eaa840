import { session } from './session.js';
import { Transfer } from './transfer.js';

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 15_000;

/**
 * Files to somebody. The relay says by `accepted` that they are wanted, and from where on; then one PUT carries all that is
 * left, which the browser reads from the disk as it goes:
 *
 *   offer, resume --> accepted {offset} --> PUT --> completed
 *             ^                              |
 *             +-- after a moment or a login--+  anything else but an end
 */
export class Outgoing extends Transfer {
  outgoing = true;
  #content = null;
  #handle = null;
  #upload = null;
  #retry = null;
  #delay = FIRST_DELAY;

  /** @param content a Blob of all files one after the other; null where it is not here */
  takeContent(content, handle = null) {
    this.#content = content;
    this.#handle = handle;
  }

  accepted({ offset }) {
    if (this.isOver || this.status === 'paused') return;
    if (this.#content) this.#send(offset);
    else this.become('missing');
  }

  /** Whether one click brings the file back. */
  get hasHandle() {
    return this.#handle !== null;
  }

  /** By a click: the browser asks whether this page may read the file again. */
  async reopen() {
    if ((await this.#handle.requestPermission({ mode: 'read' })) !== 'granted') return;
    await this.takeAgain([await this.#handle.getFile()]);
  }

  /**
   * Goes on with files that were chosen again.
   *
   * @returns whether they are those that were offered
   */
  async takeAgain(chosen) {
    const found = this.files.map((file) => chosen.find((one) => isSame(one, file)));
    if (found.includes(undefined)) return false;
    this.#content = new Blob(found);
    await this.resume();
    return true;
  }

  /** `accepted` or `paused` answers it, or how the transfer ended. */
  async resume() {
    if (this.isOver || this.status === 'paused') return;
    this.stop();
    if (this.status !== 'offered') this.become(this.#content ? 'waiting' : 'missing');
    await session.request({ type: 'resume', transfer: this.id }).catch((error) => this.#refused(error));
  }

  stop() {
    clearTimeout(this.#retry);
    const upload = this.#upload;
    this.#upload = null;
    upload?.abort();
  }

  #refused({ code, retryable }) {
    if (code === 'noSuchTransfer') this.ended({ type: 'cancelled' });
    else if (retryable) this.#later();
  }

  #send(offset) {
    this.stop();
    const upload = new XMLHttpRequest();
    this.#upload = upload;
    upload.open('PUT', `/transfers/${this.id}`);
    upload.setRequestHeader('Authorization', `Bearer ${session.token}`);
    if (this.total) upload.setRequestHeader('Content-Range', `bytes ${range(offset, this.total)}/${this.total}`);
    upload.onload = () => upload === this.#upload && this.#answered(upload);
    upload.onerror = () => upload === this.#upload && this.#broken(offset);
    upload.send(this.#content.slice(offset));
    this.become('running');
    super.progressed(offset);
  }

  /** What the receiver has: what was sent is ahead of it. */
  progressed(bytes) {
    this.#delay = FIRST_DELAY;
    super.progressed(bytes);
  }

  #answered({ status, responseText }) {
    this.#upload = null;
    const message = JSON.parse(responseText);
    if (status === 200 || status === 410 || message.type === 'failed') this.ended(message);
    else if (message.code === 'wrongOffset') this.#send(message.offset);
    else this.#later();
  }

  /** Either the network or the file is gone. */
  async #broken(offset) {
    this.#upload = null;
    try {
      await this.#content.slice(offset, offset + 1).arrayBuffer();
      this.#later();
    } catch {
      this.#content = null;
      this.become('missing');
    }
  }

  #later() {
    this.become('waiting');
    this.#retry = setTimeout(() => this.resume(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY);
  }
}

function range(offset, total) {
  return offset < total ? `${offset}-${total - 1}` : '*';
}

function isSame(chosen, file) {
  const path = chosen.webkitRelativePath || chosen.name;
  const unchanged = !file.modified || new Date(chosen.lastModified).toISOString() === file.modified;
  return (path === file.name || chosen.name === file.name) && chosen.size === file.size && unchanged;
}
