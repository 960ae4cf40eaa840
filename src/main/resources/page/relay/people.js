import { conversations } from './conversations.js';
import { fold } from './names.js';
import { Observable } from './observable.js';
import { session } from './session.js';

const MOST = 1_000;
const AWAY = { online: false, lastSeen: undefined };

/** Who is there, of those one has to do with; and whom one trusts or has blocked. Names are looked up in any case. */
class People extends Observable {
  #presence = new Map();
  #standings = new Map();
  /** Names that somebody looks at besides the conversations, such as the members of a channel. */
  #attended = new Set();
  #subscribed = '';

  constructor() {
    super();
    session.onWelcome(() => this.#begin());
    session.watch(() => session.username ?? this.#forget());
    session.socket.on('presence', (presence) => this.#tell(presence));
    session.socket.on('closed', () => this.#forgetPresence());
    conversations.watch(() => this.#subscribe());
  }

  isMe(name) {
    return fold(name) === fold(session.username ?? '');
  }

  /** @returns {online, lastSeen}: the latter is missing where the relay does not tell */
  presenceOf(name) {
    return this.#presence.get(fold(name)) ?? AWAY;
  }

  /** @returns `trusted`, `blocked` or null */
  standingOf(name) {
    return this.#standings.get(fold(name))?.standing ?? null;
  }

  /** All contacts that have this standing, by name. */
  allThatAre(standing) {
    return [...this.#standings.values()].filter((contact) => contact.standing === standing).map(({ username }) => username);
  }

  /** @param standing `trusted`, `blocked` or null */
  async setStanding(username, standing) {
    await session.request({ type: 'setContact', username, standing });
    if (standing) this.#standings.set(fold(username), { username, standing });
    else this.#standings.delete(fold(username));
    this.changed();
  }

  /**
   * Lets the relay tell about these, too, as far as it may.
   *
   * @returns ends it
   */
  attend(names) {
    this.#attended.add(names);
    this.#subscribe();
    return () => {
      this.#attended.delete(names);
      this.#subscribe();
    };
  }

  async #begin() {
    this.#subscribed = '';
    this.#subscribe();
    try {
      const { contacts } = await session.request({ type: 'contacts' });
      this.#standings = new Map(contacts.map((contact) => [fold(contact.username), contact]));
      this.changed();
    } catch {
      // They are asked for again after the next welcome.
    }
  }

  /** The newest list takes the place of the one before; the relay answers only where something was said. */
  #subscribe() {
    if (!session.online) return;
    const own = fold(session.username);
    const spokenTo = conversations.list.filter((one) => one.with && one.last).map((one) => one.with);
    const names = new Set([...this.#attended].flat().concat(spokenTo).map(fold));
    names.delete(own);
    const users = [...names].slice(0, MOST);
    const subscribed = [...users].sort().join(' ');
    if (subscribed === this.#subscribed) return;
    this.#subscribed = subscribed;
    session.socket.tell({ type: 'presence', users });
  }

  #tell({ username, online, lastSeen }) {
    this.#presence.set(fold(username), { online, lastSeen });
    this.changed();
  }

  #forget() {
    this.#presence.clear();
    this.#standings.clear();
  }

  /** Without the relay nobody can be said to be there. */
  #forgetPresence() {
    for (const [name, { lastSeen }] of this.#presence) this.#presence.set(name, { online: false, lastSeen });
    this.changed();
  }
}

export const people = new People();
