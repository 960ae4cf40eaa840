import { Observable } from '../relay/observable.js';

/**
 * What is shown, as the address says behind `#`: `#/with/anna`, `#/channel/garden`, `#/channels`, `#/feed`, `#/search`,
 * `#/settings`; `#/` is none of them. `#/with/anna/12` shows message 12 there. So an address can be kept, sent and gone
 * back to.
 */
class Route extends Observable {
  name = '';
  /** What comes behind the name, decoded; empty for none. */
  value = '';
  /** The number of the message to be shown, or null. */
  place = null;

  constructor() {
    super();
    addEventListener('hashchange', () => this.#read());
    this.#read();
  }

  go(address) {
    location.hash = address;
  }

  /** The address of the conversation with a user, or of a channel (`#garden`). */
  static to(name) {
    return name.startsWith('#') ? `#/channel/${encodeURIComponent(name.slice(1))}` : `#/with/${encodeURIComponent(name)}`;
  }

  /** The user or channel (`#garden`) whose conversation is shown, or null. */
  get peer() {
    if (this.name === 'with' && this.value) return this.value;
    return this.name === 'channel' && this.value ? `#${this.value}` : null;
  }

  #read() {
    const [, name = '', value = '', place = ''] = location.hash.split('/');
    this.name = name;
    this.place = Number.parseInt(place, 10) || null;
    try {
      this.value = decodeURIComponent(value);
    } catch {
      this.value = ''; // Not ours: somebody typed a lone %.
    }
    this.changed();
  }
}

export const route = new Route();

export const addressOf = Route.to;
