import { database } from './database.js';

/** What a device may keep of files to be sent, for the case that its page is loaded again. */
const MOST_CONTENT = 32 * 1024 * 1024;
/** So many transfers keep their files after the end, to be shown in their conversation. */
const MOST_SHOWN = 60;

/**
 * The files of transfers on this device. A record is {transfer, peer, outgoing, files, note, at, done}, and of what it sends
 * {content} or {handle}, of what it receives {way}, with the bytes as pieces beside it.
 */
class KeptFiles {
  records() {
    return database.all('transfers');
  }

  record(transfer) {
    return database.get('transfers', transfer);
  }

  async keep(record) {
    await database.put('transfers', record);
  }

  /** @param handle of the only file, where the browser gave one */
  async keepToSend(record, content, handle) {
    const kept = content.size <= MOST_CONTENT ? { content } : { handle };
    await this.keep({ ...record, ...kept });
  }

  /**
   * Waits until no other page of this device has this transfer. Where a device has several pages open, one of them has it,
   * until it is closed.
   */
  hold(transfer) {
    if (!navigator.locks) return Promise.resolve(); // Not in a secure context.
    return new Promise((held) => {
      navigator.locks.request(`peer-relay.transfer.${transfer}`, () => {
        held();
        return new Promise(() => {});
      });
    });
  }

  async done(transfer) {
    const record = await this.record(transfer);
    if (!record) return;
    await this.keep({ ...record, done: Date.now() });
    const shown = (await this.records()).filter(({ done }) => done).sort((one, other) => other.done - one.done);
    for (const old of shown.slice(MOST_SHOWN)) await this.remove(old.transfer);
  }

  async remove(transfer) {
    await database.remove('pieces', piecesOf(transfer));
    await database.remove('transfers', transfer);
  }

  addPiece(transfer, number, bytes) {
    return database.put('pieces', { transfer, number, bytes });
  }

  /** All that came so far, as one Blob that lies on the disk. */
  async received(transfer) {
    const pieces = await database.all('pieces', piecesOf(transfer));
    return { count: pieces.length, content: new Blob(pieces.map(({ bytes }) => bytes)) };
  }

  /** The files of a transfer that has ended well, as {name, type, size, blob}; null where they are not here. */
  async files(transfer) {
    const record = await this.record(transfer);
    if (!record?.done) return null;
    const content = record.outgoing ? record.content : (await this.received(transfer)).content;
    if (!content || content.size < total(record.files)) return null;
    let begin = 0;
    return record.files.map((file) => ({ ...file, blob: content.slice(begin, (begin += file.size)) }));
  }
}

function piecesOf(transfer) {
  return IDBKeyRange.bound([transfer], [transfer, []]);
}

function total(files) {
  return files.reduce((sum, { size }) => sum + size, 0);
}

export const keptFiles = new KeptFiles();
