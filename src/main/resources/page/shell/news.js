import { conversations } from '../relay/conversations.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { notices } from './notices.js';
import { notifications } from './notifications.js';
import { preferences } from './preferences.js';
import { addressOf } from './route.js';
import { play } from './sound.js';

/** Tells of what comes while nobody looks: by the title, a number on the app's icon, a notification, a sound. */
class News {
  #unread = 0;
  #cameUnseen = false;

  constructor() {
    conversations.watch(() => this.#count());
    session.watch(() => this.#count());
    // The list has heard it first: it is made before this.
    session.socket.on('message', (message) => this.#hear(message));
    document.addEventListener('visibilitychange', () => document.hidden || this.#comeBack());
  }

  #hear(message) {
    const entry = conversations.byId(message.conversation);
    if (!document.hidden || !entry || message.seq <= entry.read || message.deleted || session.isUser(message.from)) return;
    this.#cameUnseen = true;
    notifications.show(entry.conversation, announce(entry, message));
    if (preferences.get('sound')) play();
  }

  #count() {
    const unread = session.username ? conversations.unread : 0;
    if (unread === this.#unread) return;
    if (unread < this.#unread) notifications.closeAllBut((conversation) => conversations.byId(conversation)?.unread);
    this.#unread = unread;
    document.title = unread ? `(${unread}) Peer Relay` : 'Peer Relay';
    (unread ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.())?.catch(() => {});
  }

  /** The moment at which it is plain what notifications are good for. */
  #comeBack() {
    if (!this.#cameUnseen || !notifications.areUndecided) return;
    preferences.set('offered', true);
    notices.say(t('settings.offer'), { label: t('settings.turnOn'), run: () => notifications.turnOn() });
  }
}

function announce({ channel, with: person }, message) {
  const text = preferences.get('preview') ? inShort(message) : t('settings.news.message');
  const body = channel ? t('settings.news.by', { name: message.from, text }) : text;
  return { title: channel ?? person, body, address: addressOf(channel ?? person) };
}

function inShort({ text, offer }) {
  if (offer) return t(`settings.news.${offer.status}`, { name: offer.name });
  return text ?? t('settings.news.attachment');
}

new News();
