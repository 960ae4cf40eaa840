import { Observable } from '../relay/observable.js';

const STORED = 'peer-relay.preferences';

const DEFAULTS = {
  /** `system`, `light` or `dark`. */
  theme: 'system',
  notifications: false,
  /** Whether notifications say what was written, or only that something was. */
  preview: true,
  sound: false,
  /** Whether notifications were offered once. */
  offered: false,
};

/** How the page is to be on this device, whoever uses it. */
class Preferences extends Observable {
  #values = read();

  constructor() {
    super();
    addEventListener('storage', ({ key }) => key === STORED && this.#become(read()));
  }

  get(name) {
    return this.#values[name];
  }

  set(name, value) {
    this.#become({ ...this.#values, [name]: value });
    localStorage.setItem(STORED, JSON.stringify(this.#values));
  }

  #become(values) {
    this.#values = values;
    document.documentElement.dataset.theme = values.theme;
    this.changed();
  }
}

function read() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(STORED)) };
  } catch {
    return DEFAULTS;
  }
}

export const preferences = new Preferences();
