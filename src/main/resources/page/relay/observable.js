/** Something that says when it has changed. Who watches reads it anew. */
export class Observable {
  #watchers = new Set();

  /** @returns ends the watching */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  changed() {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
