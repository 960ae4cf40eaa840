import { html, nothing, repeat } from '/page/lib/lit.js';
import { catchUp } from '../relay/catch-up.js';
import { conversations } from '../relay/conversations.js';
import { outbox } from '../relay/outbox.js';
import { session } from '../relay/session.js';
import { explain } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { keyOf, messageRow } from './message-row.js';
import { NewLine } from './new-line.js';
import { ScrollPlace } from './scroll-place.js';
import { VisibleWindow } from './visible-window.js';

const FETCH_BELOW = 100;

/** What was said in a conversation, and what waits to be sent, in a window that one scrolls. */
class MessagesPart extends Part {
  static properties = { list: {}, current: { state: true }, atEnd: { state: true } };
  #window = new VisibleWindow();
  #place = null;
  #unwatch = null;
  #opened = null;
  #drawn = null;
  #newLine = null;

  constructor() {
    super();
    this.watch(conversations, outbox, session, catchUp);
    /** The number of the message that the keyboard is at; the newest if null. */
    this.current = null;
    this.atEnd = true;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#unwatch = this.list.watch(() => this.requestUpdate());
    this.#opened = this.list.open();
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unwatch();
    this.#place?.leave();
    this.list.close();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
  }

  willUpdate() {
    this.#newLine ??= new NewLine(this.list);
    this.#newLine.note(!document.hidden, session.online && !catchUp.underWay);
    if (this.#place?.isNearStart) this.#window.growUp(this.list.messages);
    else if (this.#place?.isNearEnd) this.#window.growDown(this.list.messages);
    if (this.atEnd) this.#window.trim(this.list.messages);
  }

  /** One may have scrolled on since the last event of it. */
  update(changed) {
    this.#place?.remember();
    super.update(changed);
  }

  render() {
    const { list } = this;
    const drawn = this.#window.of(list.messages);
    const before = list.messages[list.messages.indexOf(drawn[0]) - 1];
    const shown = this.#window.followsNewest ? [...drawn, ...list.waiting] : drawn;
    const isEmpty = list.loaded && !list.more && !shown.length;
    return html`
      <div class="scroller" tabindex="-1" @scroll=${this.#scrolled} @keydown=${this.#keys} @focusin=${this.#focused} @act=${this.#act}>
        <div class="messages" role="log" aria-label=${t('talk.messages', { name: list.peer })} aria-busy=${!list.loaded}>
          <p class="older quiet">${list.more || !list.loaded ? this.#beginning() : nothing}</p>
          ${isEmpty ? html`<p class="nothing quiet">${t('talk.nothing')}</p>` : nothing}
          ${repeat(shown, keyOf, (message, index) =>
            messageRow(message, {
              list,
              previous: shown[index - 1] ?? before,
              isFirstNew: message === this.#newLine.first,
              isCurrent: keyOf(message) === (this.current ?? keyOf(shown.at(-1))),
            }))}
        </div>
      </div>
      ${this.atEnd && this.#window.followsNewest ? nothing : this.#toNewest()}`;
  }

  #beginning() {
    const { problem } = this.list;
    if (!problem) return session.online ? t('talk.loading') : t('talk.offline');
    return html`<span role="alert">${explain(problem)}</span> <button type="button" @click=${() => this.list.again()}>${t('talk.again')}</button>`;
  }

  #toNewest() {
    const count = this.list.entry?.unread ?? 0;
    return html`<button type="button" class="newest" aria-label=${t('talk.toNewest', { count })} @click=${() => this.showNewest()}>
      <span aria-hidden="true">↓</span>${count ? html`<span class="unread">${count}</span>` : nothing}</button>`;
  }

  updated() {
    this.#drawn = this.#arrange();
  }

  /** What is drawn has its height only once the messages have drawn themselves, which they do before the page is painted. */
  async #arrange() {
    await Promise.all([...this.querySelectorAll('pr-message')].map((message) => message.updateComplete));
    if (!this.isConnected) return;
    if (!this.#place && this.list.messages.length) {
      this.#place = new ScrollPlace(this.querySelector('.scroller'), this.querySelector('.messages'));
      this.#place.begin(this.querySelector('.new'));
      this.atEnd = this.#window.followsNewest && this.#place.isAtEnd;
    }
    this.#place?.hold(this.atEnd && this.#window.followsNewest);
    this.#drawMore();
    this.#seen();
  }

  async showNewest() {
    this.#window.toNewest(this.list.messages);
    this.atEnd = true;
    this.current = null;
    this.requestUpdate();
  }

  async goTo(seq) {
    await this.#opened;
    if (!(await this.list.loadBackTo(seq))) return;
    if (!this.#find(seq)) this.#window.around(this.list.messages, seq);
    this.atEnd = false;
    this.current = seq;
    this.requestUpdate();
    await this.updateComplete;
    await this.#drawn;
    const found = this.#find(seq);
    this.#place.show(found);
    found.querySelector('article').focus({ preventScroll: true });
    found.classList.add('found');
    found.addEventListener('animationend', () => found.classList.remove('found'), { once: true });
  }

  #scrolled = () => {
    if (!this.#place) return;
    this.atEnd = this.#window.followsNewest && this.#place.isAtEnd;
    this.#place.remember();
    this.#drawMore();
    this.#seen();
  };

  /** What is older is there before one comes to it. */
  #drawMore() {
    const { list } = this;
    if (!this.#place) return;
    const undrawn = this.#window.above(list.messages);
    if (this.#place.isNearStart ? undrawn : this.#place.isNearEnd && !this.#window.followsNewest) this.requestUpdate();
    if (this.#place.isNearStart && undrawn < FETCH_BELOW && !list.problem) list.loadOlder();
  }

  /** Only who looks has read it. */
  #seen() {
    if (document.hidden || !this.#place) return;
    const seq = this.atEnd ? this.list.messages.at(-1)?.seq : this.#place.lastVisible()?.message.seq;
    if (seq) this.list.markRead(seq);
  }

  #visibilityChanged = () => this.requestUpdate();

  #focused = ({ target }) => {
    const message = target.closest('pr-message')?.message;
    if (message) this.current = keyOf(message);
  };

  /** From message to message, where the keyboard is at one. */
  #keys = (event) => {
    if (!event.target.matches('article')) return;
    const all = [...this.querySelectorAll('article')];
    const next = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (next) all[all.indexOf(event.target) + next]?.focus();
    else if (event.key === 'End') this.showNewest();
    else if (event.key === 'Enter' || event.key === 'ContextMenu') event.target.querySelector('.menu > button')?.click();
    else return;
    event.preventDefault();
  };

  #act = ({ detail }) => {
    if (detail.action === 'goTo') this.goTo(detail.message.replyTo);
  };

  #find(seq) {
    return [...this.querySelectorAll('pr-message')].find(({ message }) => message.seq === seq);
  }
}

customElements.define('pr-messages', MessagesPart);
