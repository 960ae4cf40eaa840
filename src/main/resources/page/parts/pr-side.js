import { guard, html, nothing, repeat } from '/page/lib/lit.js';
import { catchUp } from '../relay/catch-up.js';
import { channels } from '../relay/channels.js';
import { conversations } from '../relay/conversations.js';
import { conversationOf, fold } from '../relay/names.js';
import { people } from '../relay/people.js';
import { RelayError } from '../relay/relay-error.js';
import { session } from '../relay/session.js';
import { explain } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { addressOf, route } from '../shell/route.js';
import { t, texts } from '../texts.js';
import { announce, invitations } from './invitations.js';
import { row, unread } from './row.js';
import { face, icon } from './signs.js';

const FEED = '#feed';
const USERNAME = /^[\p{L}\p{Nd}._\-@+]{3,64}$/u;
const CHANNEL = /^#[\p{L}\p{Nd}._-]{1,64}$/u;

/** Who I am, the ways to everything, and the people and channels that I have to do with, the newest first. */
class Side extends Part {
  static properties = { sought: { state: true }, problem: { state: true }, missing: { state: true }, stop: { state: true } };

  constructor() {
    super();
    this.watch(session, conversations, catchUp, people, channels, route);
    this.sought = '';
    this.problem = '';
    /** The channel that was to be opened and is not there. */
    this.missing = null;
    /** The name in whose row the keyboard was last. */
    this.stop = null;
    this.announced = channels.invitations;
    this.shown = route.peer;
  }

  /** It may be asked to once more when somebody has just logged out. */
  shouldUpdate() {
    return session.username !== null;
  }

  willUpdate() {
    if (route.peer !== this.shown) this.#seek('');
    this.shown = route.peer;
    const news = channels.invitations.filter((invitation) => !this.announced.includes(invitation));
    this.announced = channels.invitations;
    // A narrow screen shows a conversation in place of the list.
    if (this.offsetParent === null) news.forEach(announce);
  }

  /** After a login very much changes at once, and a screen shows it but once a frame. */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame);
    super.scheduleUpdate();
  }

  render() {
    const rows = this.#rows();
    const stop = this.#stopAmong(rows);
    const shown = this.#shown;
    return html`
      <header class="me">${face(session.username)}<strong>${session.username}</strong>
        <button class="icon" aria-label=${t('settings.link.title')} title=${t('settings.link.title')} @click=${showLink}>${icon('link')}</button></header>
      <nav aria-label=${t('rooms.ways')}>
        ${this.#way('channels')}${this.#way('feed', conversations.of(FEED)?.unread)}${this.#way('search')}${this.#way('settings')}
      </nav>
      <form class="find" role="search" @submit=${this.#open} @keydown=${this.#move}>
        <input type="search" aria-label=${t('rooms.find')} placeholder=${t('rooms.find')} maxlength="65" autocomplete="off"
          autocapitalize="none" spellcheck="false" .value=${this.sought} @input=${({ target }) => this.#seek(target.value)}>
        <p class="problem" role="alert">${this.problem}</p>
        ${this.missing ? html`<a class="button" href="#/channels">${t('rooms.toCreate')}</a>` : nothing}
      </form>
      <div aria-live="polite">${invitations()}</div>
      <section class="people" aria-label=${t('rooms.conversations')}>
        <ul class="rows" @keydown=${this.#move} @focusin=${this.#keepStop}>
          ${repeat(rows, ({ conversation }) => conversation, (entry) => html`<li>${this.#row(entry, shown, stop)}</li>`)}
          ${this.#offer(rows)}
        </ul>
        ${rows.length || this.sought || catchUp.underWay ? nothing : html`<p class="hint nobody">${t('rooms.nobody')}</p>`}
      </section>`;
  }

  /** Those whose name has what is sought; and the one that is shown, though nothing was said there yet. */
  #rows() {
    const sought = fold(this.sought.trim());
    const shown = this.#shown;
    const listed = conversations.list.filter(({ conversation }) => conversation !== FEED);
    if (shown && shown !== FEED && !conversations.byId(shown))
      listed.unshift({ conversation: shown, [route.peer.startsWith('#') ? 'channel' : 'with']: route.peer, unread: 0 });
    return sought ? listed.filter((entry) => fold(nameOf(entry)).includes(sought)) : listed;
  }

  /** Drawn anew only where something of it has changed: there may be very many. */
  #row(entry, shown, stop) {
    const state = { current: entry.conversation === shown, stop: entry === stop };
    const isThere = entry.with && people.presenceOf(entry.with).online;
    return guard([entry, state.current, state.stop, isThere, texts.language, new Date().getDate()], () => row(entry, state));
  }

  /** The row at which the tabulator stops. */
  #stopAmong(rows) {
    return rows.find((entry) => nameOf(entry) === this.stop) ?? rows.find(({ conversation }) => conversation === this.#shown) ?? rows[0];
  }

  /** The id of the conversation that is shown, or null. */
  get #shown() {
    return route.peer && conversationOf(session.username, route.peer);
  }

  #way(name, count = 0) {
    return html`<a href="#/${name}" aria-current=${route.name === name ? 'page' : nothing}>
      ${icon(name)}<span>${t(`rooms.to.${name}`)}</span>${count ? unread(count) : nothing}</a>`;
  }

  /** For a name that is not in the list. */
  #offer(rows) {
    const name = this.sought.trim();
    if (rows.some(({ conversation }) => conversation === conversationOf(session.username, name))) return nothing;
    if (CHANNEL.test(name)) return this.#offered(name, t('rooms.openChannel', { channel: name }));
    return USERNAME.test(name) ? this.#offered(name, t('rooms.writeTo', { name })) : nothing;
  }

  #offered(name, text) {
    return html`<li><button type="button" class="row offered" @click=${() => this.#start(name)}>
      <span class="portrait">${face(name)}</span><span class="name">${text}</span></button></li>`;
  }

  async #start(name) {
    if (!name.startsWith('#')) return route.go(addressOf(name));
    try {
      if (!channels.of(name)) await channels.join(name);
      route.go(addressOf(name));
    } catch (error) {
      this.problem = explain(error);
      this.missing = error instanceof RelayError && error.code === 'noSuchChannel' ? name : null;
    }
  }

  #seek(sought) {
    this.sought = sought;
    this.problem = '';
    this.missing = null;
  }

  /** The first that has what is written now, which may not be shown yet. */
  #open = async (event) => {
    event.preventDefault();
    await this.updateComplete;
    this.querySelector('.row')?.click();
  };

  /** Arrows lead from the field into the list and through it, and back. */
  #move = (event) => {
    const rows = [...this.querySelectorAll('.row')];
    const now = rows.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || (now < 0 && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    (rows[Math.min(next, rows.length - 1)] ?? this.querySelector('.find input')).focus();
  };

  #keepStop = ({ target }) => {
    this.stop = target.closest('.row')?.dataset.peer ?? this.stop;
  };
}

async function showLink() {
  (await import('../shell/pr-invite-link.js')).showInviteLink();
}

function nameOf(entry) {
  return entry.with ?? entry.channel;
}

customElements.define('pr-side', Side);
