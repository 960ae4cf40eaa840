import { keptFiles } from './kept-files.js';
import { session } from './session.js';

const LOOK_BACK = 5_000;
const ENDS = new Set(['completed', 'declined', 'cancelled', 'failed']);

/**
 * Files on their way between this user and another one. `status` is one of
 *
 *   offered    waits for the receiver's answer
 *   running    bytes go, or are about to
 *   paused     this user has paused it
 *   waiting    the other side or the network is away; goes on by itself
 *   missing    to be sent, but this page no longer has the files
 *   stopped    to be received, but the browser takes nothing any more
 *   full       to be received, but this device has no room for it
 *
 * or how it ended: completed, declined, cancelled, failed.
 */
export class Transfer {
  status = 'offered';
  /** How many bytes the receiver has, as far as is known here. */
  bytes = 0;
  note = null;
  /** Who ended it before it was complete, where somebody did. */
  endedBy = null;
  /** Whether what is to be kept of it after its end is kept. */
  isSettled = false;
  #samples = [];
  #changed;

  /** @param changed is called whenever it has changed */
  constructor({ transfer, peer, files, note }, changed) {
    this.id = transfer;
    this.peer = peer;
    this.files = files;
    this.note = note;
    this.total = files.reduce((sum, { size }) => sum + size, 0);
    this.#changed = changed;
  }

  get isOver() {
    return ENDS.has(this.status);
  }

  /** Bytes a second over the last seconds, or null where that can't be told yet. */
  get rate() {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (this.status !== 'running' || !first || last.time - first.time < 500) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.time - first.time);
  }

  /** Seconds, or null where that can't be told. */
  get timeLeft() {
    return this.rate ? (this.total - this.bytes) / this.rate : null;
  }

  become(status) {
    if (this.isOver) return;
    this.status = status;
    if (status !== 'running') this.#samples = [];
    this.#changed(this);
  }

  /** The relay says that the bytes stand still. */
  interrupted({ by }) {
    if (this.status === 'running' && !session.isUser(by)) this.become('waiting');
  }

  progressed(bytes) {
    if (this.status === 'waiting') this.become('running');
    const now = performance.now();
    if (bytes < this.bytes) this.#samples = [];
    this.bytes = bytes;
    this.#samples.push({ time: now, bytes });
    while (now - this.#samples[0].time > LOOK_BACK) this.#samples.shift();
    this.#changed(this);
  }

  /** @param message of the relay that says how it ended */
  async ended({ type, by }) {
    if (this.isOver) return;
    this.stop();
    this.endedBy = by ?? null;
    if (type === 'completed') this.bytes = this.total;
    this.become(type);
    // What can't be kept is only not shown.
    await (type === 'completed' ? keptFiles.done(this.id) : keptFiles.remove(this.id)).catch(() => {});
    this.isSettled = true;
    this.#changed(this);
  }

  pause() {
    this.stop();
    this.become('paused');
  }

  async unpause() {
    this.become('waiting');
    await this.resume();
  }

  async cancel() {
    this.stop();
    await session.request({ type: 'cancel', transfer: this.id });
  }

  /** Moves no more bytes; overridden. */
  stop() {}

  /** The relay knows this device again after a break; overridden. */
  async resume() {}
}
