/** What is kept on this device, in IndexedDB, a database for each user; see STORES. */
const STORES = {
  /** The newest messages of each conversation, so that the page opens without a network. */
  messages: { keyPath: ['conversation', 'seq'] },
  conversations: { keyPath: 'conversation' },
  /** Messages that the relay has not acknowledged. */
  outbox: { keyPath: 'clientRef' },
  drafts: { keyPath: 'conversation' },
  /** What a transfer needs to go on after a reload. */
  transfers: { keyPath: 'transfer' },
  /** The bytes of received files, in the order in which they came. */
  pieces: { keyPath: ['transfer', 'number'] },
};

class Database {
  #name = null;
  #opened = null;

  open(username) {
    this.#name = `peer-relay.${username.toLowerCase()}`;
    this.#opened = new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, 1);
      request.onupgradeneeded = () => {
        for (const [store, options] of Object.entries(STORES)) request.result.createObjectStore(store, options);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  get(store, key) {
    return this.#run(store, 'readonly', (objects) => objects.get(key));
  }

  /** @param range of keys, as IDBKeyRange; everything if absent */
  all(store, range) {
    return this.#run(store, 'readonly', (objects) => objects.getAll(range));
  }

  put(store, value) {
    return this.#run(store, 'readwrite', (objects) => objects.put(value));
  }

  putAll(store, values) {
    return this.#run(store, 'readwrite', (objects) => values.map((value) => objects.put(value)));
  }

  /** @param key or range of keys */
  remove(store, key) {
    return this.#run(store, 'readwrite', (objects) => objects.delete(key));
  }

  /** Resolves when it is gone; where another tab has it open, it goes with that. */
  async destroy() {
    if (!this.#opened) return;
    (await this.#opened).close();
    this.#opened = null;
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(this.#name);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
  }

  async #run(store, mode, act) {
    const opened = await this.#opened;
    return new Promise((resolve, reject) => {
      const transaction = opened.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.commit(); // At once: by itself it would wait for the page, which may be about to be left.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

export const database = new Database();
