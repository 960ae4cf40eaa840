import { fold } from './names.js';
import { Observable } from './observable.js';
import { RelayError } from './relay-error.js';
import { Socket } from './socket.js';
import { database } from './database.js';

const STORED = 'peer-relay.session';

/**
 * Who uses this page. A login is kept on the device by its token, in the storage of this origin: no script of another
 * one can read it, and the page lets none of another one in.
 */
class Session extends Observable {
  socket = new Socket();
  /** Null where nobody is logged in on this device. */
  username = null;
  token = null;
  limits = null;
  /** Whether the relay knows on this connection who we are. */
  online = false;
  #welcomed = new Set();

  constructor() {
    super();
    this.socket.on('opened', () => this.#resume());
    this.socket.on('closed', (code) => this.#closed(code));
    addEventListener('storage', ({ key }) => key === STORED && this.#changedElsewhere());
  }

  /** Goes on with the login that this device has kept, if there is one. */
  start() {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? 'null');
    if (!stored) return this.changed();
    this.username = stored.username;
    this.token = stored.token;
    database.open(this.username);
    this.changed();
    this.socket.keepOpen(true);
  }

  /** Whether this is the name of who uses the page, however it is written. */
  isUser(name) {
    return fold(name) === fold(this.username);
  }

  /**
   * Runs each time that the relay has let this device in: at the login, and after each break.
   *
   * @returns ends it
   */
  onWelcome(listener) {
    this.#welcomed.add(listener);
    if (this.online) listener();
    return () => this.#welcomed.delete(listener);
  }

  /** Asks the relay; who is logged in, only while it knows that. @throws RelayError */
  async request(message) {
    if (this.token && !this.online) throw RelayError.disconnected();
    return this.socket.request(message);
  }

  async logIn(username, password) {
    const welcome = await this.socket.request({ type: 'login', username, password, device: deviceName() });
    database.open(welcome.username);
    this.#admitted(welcome);
    this.socket.keepOpen(true);
  }

  async logOut() {
    // Without the relay the token stays good until it expires; but it is gone from here.
    await this.request({ type: 'logout' }).catch(() => {});
    await this.forget();
  }

  async deleteAccount(password) {
    await this.request({ type: 'deleteAccount', password });
    await this.forget();
  }

  /** Nothing of the user stays on this device. */
  async forget() {
    localStorage.removeItem(STORED);
    this.token = null;
    this.online = false;
    this.socket.close();
    await database.destroy();
    this.username = null;
    this.changed();
  }

  async #resume() {
    if (!this.token) return;
    try {
      this.#admitted(await this.socket.request({ type: 'login', token: this.token, device: deviceName() }));
    } catch (error) {
      if (error instanceof RelayError && error.code === 'badCredentials') await this.forget();
      else this.socket.reopen();
    }
  }

  #admitted(welcome) {
    this.username = welcome.username;
    this.token = welcome.token ?? this.token;
    this.limits = welcome.limits;
    this.online = true;
    localStorage.setItem(STORED, JSON.stringify({ username: this.username, token: this.token }));
    for (const listener of this.#welcomed) listener();
    this.changed();
  }

  async #closed(code) {
    this.online = false;
    if (code === 4401) await this.forget();
    else this.changed();
  }

  #changedElsewhere() {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? 'null');
    if (stored?.username !== this.username) location.reload();
  }
}

function deviceName() {
  const brands = navigator.userAgentData?.brands.map(({ brand }) => brand) ?? [];
  const browser = brands.find((brand) => !/Not.?A.?Brand|Chromium/.test(brand)) ?? brands.find((brand) => brand === 'Chromium');
  const system = navigator.userAgentData?.platform;
  return browser && system ? `${browser} on ${system}` : (/(Firefox|Safari)/.exec(navigator.userAgent)?.[1] ?? 'Browser');
}

export const session = new Session();
