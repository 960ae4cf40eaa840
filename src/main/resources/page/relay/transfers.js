import { Incoming } from './incoming.js';
import { keptFiles } from './kept-files.js';
import { fold } from './names.js';
import { Observable } from './observable.js';
import { Outgoing } from './outgoing.js';
import { people } from './people.js';
import { session } from './session.js';

/** A hidden page leaves an offer so long to one that is looked at. */
const LEFT_TO_OTHERS = 3_000;

/** All transfers of this page, and those that it has begun before it was loaded anew. */
class Transfers extends Observable {
  #known = new Map();
  #trusted = new WeakSet();
  #news = new Set();
  #download = () => {};

  constructor() {
    super();
    const { socket } = session;
    socket.on('offer', (offer) => this.#offered(offer));
    socket.on('withdrawn', ({ transfer }) => this.#forget(transfer));
    socket.on('accepted', (message) => message.stream && this.#of(message)?.accepted?.(message));
    socket.on('paused', (message) => this.#of(message)?.interrupted?.(message));
    socket.on('progress', (message) => this.#of(message)?.progressed(message.bytes));
    socket.on('closed', () => this.open.forEach((transfer) => transfer.status === 'running' && transfer.become('waiting')));
    for (const end of ['completed', 'declined', 'cancelled', 'failed']) socket.on(end, (message) => this.#of(message)?.ended(message));
    session.onWelcome(() => this.#synchronise().catch(() => {}));
    session.watch(() => session.username || this.#leave());
    people.watch(() => this.open.forEach((transfer) => this.#trust(transfer)));
  }

  /**
   * Hears of each transfer that is new or has another status.
   *
   * @returns ends the listening
   */
  onNews(listener) {
    this.#news.add(listener);
    return () => this.#news.delete(listener);
  }

  /** @param download lets the browser download what is at an address */
  downloadBy(download) {
    this.#download = download;
  }

  /** Those that wait or run, the newest first. */
  get open() {
    return [...this.#known.values()].filter(({ isOver }) => !isOver).reverse();
  }

  /** Those of {@link open} with one user. */
  with(peer) {
    return this.open.filter((transfer) => fold(transfer.peer) === fold(peer));
  }

  of(id) {
    return this.#known.get(id);
  }

  /**
   * @param chosen {path, file, thumbnail?} for each
   * @param handle of the only file, where the browser gave one
   * @throws RelayError
   */
  async offer(peer, chosen, { note, handle } = {}) {
    const files = chosen.map(({ path, file, thumbnail }) => ({
      name: path,
      size: file.size,
      ...(file.type ? { type: file.type } : {}),
      ...(file.lastModified ? { modified: new Date(file.lastModified).toISOString() } : {}),
      ...(thumbnail ? { thumbnail } : {}),
    }));
    const { transfer } = await session.request({ type: 'offer', to: peer, files, ...(note ? { note } : {}) });
    const content = new Blob(chosen.map(({ file }) => file));
    const outgoing = new Outgoing({ transfer, peer, files, note }, this.#changed);
    outgoing.takeContent(content, handle);
    this.#add(outgoing);
    await keptFiles.keepToSend({ transfer, peer, outgoing: true, files, note }, content, handle);
    keptFiles.hold(transfer);
    return outgoing;
  }

  #of({ transfer }) {
    return this.#known.get(transfer);
  }

  #offered({ transfer, from, files, note }) {
    if (this.#known.has(transfer)) return;
    this.#trust(this.#add(this.#incoming({ transfer, peer: from, files, note })));
  }

  /** Offers of trusted people are accepted by themselves; where several devices do so, the first one has it. */
  #trust(transfer) {
    const isMeant = () => !transfer.outgoing && transfer.status === 'offered' && people.standingOf(transfer.peer) === 'trusted';
    if (!isMeant() || this.#trusted.has(transfer)) return;
    this.#trusted.add(transfer);
    setTimeout(() => isMeant() && transfer.accept().catch(() => {}), document.hidden ? LEFT_TO_OTHERS : 0);
  }

  #leave() {
    for (const transfer of this.open) transfer.stop();
    this.#known.clear();
  }

  #incoming(offer) {
    return new Incoming(offer, this.#changed, (address) => this.#download(address));
  }

  #add(transfer) {
    this.#known.set(transfer.id, transfer);
    this.#changed(transfer);
    return transfer;
  }

  #forget(id) {
    this.#known.delete(id);
    this.changed();
  }

  /** After each login: the relay knows what is open, this device what of it is its own. */
  async #synchronise() {
    for (const transfer of this.open)
      if (transfer.status === 'offered' && !transfer.outgoing) this.#known.delete(transfer.id); // If it still is, it comes again.
      else transfer.resume();
    const records = new Map((await keptFiles.records()).map((record) => [record.transfer, record]));
    const { transfers } = await session.request({ type: 'transfers' });
    for (const open of transfers) {
      const record = records.get(open.transfer);
      const known = this.#known.get(open.transfer);
      if (known?.way === 'download' && known.status === 'waiting' && open.status === 'paused') known.become('stopped');
      if (record && !known) this.#restore(record, open).catch(() => {});
      records.delete(open.transfer);
    }
    for (const { transfer, done } of records.values()) if (!done && !this.#known.has(transfer)) await this.#conclude(transfer);
  }

  /** It has ended while this page was not there. */
  async #conclude(transfer) {
    const { type } = await session.request({ type: 'resume', transfer, via: 'http' }).catch(({ code }) => ({ type: code }));
    if (type === 'completed') await keptFiles.done(transfer);
    else if (type !== 'disconnected') await keptFiles.remove(transfer);
  }

  /** As soon as no other page of this device has it. */
  async #restore(record, { status, bytes }) {
    await keptFiles.hold(record.transfer);
    if (this.#known.has(record.transfer)) return;
    const transfer = record.outgoing ? new Outgoing(record, this.#changed) : this.#incoming(record);
    if (record.outgoing) transfer.takeContent(record.content ?? (await readable(record.handle)), record.handle);
    transfer.bytes = bytes;
    if (status !== 'offered') transfer.status = record.way !== 'download' ? 'waiting' : status === 'running' ? 'running' : 'stopped';
    this.#add(transfer);
    await transfer.resume();
  }

  #changed = (transfer) => {
    if (transfer.told !== transfer.status) {
      transfer.told = transfer.status;
      for (const listener of this.#news) listener(transfer);
    }
    this.changed();
  };
}

/** The file, if this page may still read it without asking. */
async function readable(handle) {
  if ((await handle?.queryPermission({ mode: 'read' })) !== 'granted') return null;
  return handle.getFile().catch(() => null);
}

export const transfers = new Transfers();
