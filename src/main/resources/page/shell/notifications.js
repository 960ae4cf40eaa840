import { Observable } from '../relay/observable.js';
import { preferences } from './preferences.js';
import { route } from './route.js';

/** Held by each page of this origin that is looked at: a hidden one says nothing that another one shows. */
const LOOKED_AT = 'peer-relay.looked-at';

/** What the system shows when nobody looks at the page; one for each conversation. */
class Notifications extends Observable {
  #release = null;

  constructor() {
    super();
    if (!this.areThere) return;
    document.addEventListener('visibilitychange', () => this.#hold());
    this.#hold();
    navigator.serviceWorker.addEventListener('message', ({ data }) => data.open && route.go(data.open));
  }

  /** A page that came without TLS from another machine has none. */
  get areThere() {
    return 'Notification' in window && Boolean(navigator.serviceWorker && navigator.locks);
  }

  get areOn() {
    return this.areThere && preferences.get('notifications') && Notification.permission === 'granted';
  }

  /** Whether it was said in the browser that this site may not: only there it can be changed. */
  get areDenied() {
    return this.areThere && Notification.permission === 'denied';
  }

  /** Whether it is worth asking for them. */
  get areUndecided() {
    return this.areThere && Notification.permission === 'default' && !preferences.get('offered');
  }

  async turnOn() {
    preferences.set('offered', true);
    preferences.set('notifications', (await Notification.requestPermission()) === 'granted');
    this.changed();
  }

  turnOff() {
    preferences.set('notifications', false);
  }

  /** @param address where a click on it leads */
  async show(conversation, { title, body, address }) {
    if (!this.areOn || !document.hidden || (await isLookedAt())) return;
    const registration = await navigator.serviceWorker.ready;
    await registration.showNotification(title, { body, tag: conversation, icon: '/page/icons/192.png', data: { address } });
  }

  /** @param isWanted whether that of a conversation is to stay: it was not read yet, here or elsewhere */
  async closeAllBut(isWanted) {
    if (!this.areOn) return;
    const registration = await navigator.serviceWorker.ready;
    for (const notification of await registration.getNotifications()) if (!isWanted(notification.tag)) notification.close();
  }

  #hold() {
    this.#release?.();
    this.#release = null;
    if (document.hidden) return;
    navigator.locks.request(LOOKED_AT, { mode: 'shared' }, () => new Promise((release) => (this.#release = release)));
  }
}

async function isLookedAt() {
  const { held } = await navigator.locks.query();
  return held.some(({ name }) => name === LOOKED_AT);
}

export const notifications = new Notifications();
