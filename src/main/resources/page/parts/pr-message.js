import { html, nothing } from '/page/lib/lit.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { momentOf, timeOf } from './clock.js';
import { isOfTheWeb, link, linkedText } from './linked-text.js';
import { isOwn } from './reach.js';
import { icon } from './signs.js';

const PICTURE = /\.(avif|gif|jpe?g|png|webp)$/i;
const TICKS = { waiting: '◷', sent: '✓', delivered: '✓✓', read: '✓✓' };

/**
 * One message. What is to be done with it is asked for by the event `act`, {action, message}: reply, edit, remove, copy,
 * like, dislike, goTo (the one that it answers), retry or discard.
 */
class MessagePart extends Part {
  static properties = {
    message: {},
    peer: {},
    quoted: {},
    /** How far an own one got: waiting, sent, delivered or read; in a channel, by how many. */
    reached: {},
    readers: {},
    /** Why the relay did not take it. */
    problem: {},
    /** Whether it follows one of the same author, so that the name need not be said again. */
    follows: { type: Boolean },
    /** Whether it is the one that the keyboard is at. */
    current: { type: Boolean },
    open: { state: true },
    pictures: { state: true },
  };

  constructor() {
    super();
    this.open = false;
    /** The addresses of pictures that one wanted to see: another host learns of it. */
    this.pictures = new Set();
  }

  get own() {
    return isOwn(this.message);
  }

  render() {
    const { message } = this;
    const time = new Date(message.time);
    const author = this.own ? t('talk.you') : message.from;
    return html`<article class="message ${this.own ? 'mine' : ''} ${this.follows ? 'follows' : ''} ${message.error ? 'failed' : ''}"
        aria-label=${t('talk.message', { name: author, time: timeOf(time) })} tabindex=${this.current ? 0 : -1}>
      ${this.own || this.follows || !this.peer.startsWith('#') ? nothing : html`<p class="author"><bdi>${message.from}</bdi></p>`}
      <div class="bubble">
        ${message.replyTo && !message.deleted ? this.#quote() : nothing}
        ${this.#content()}
        <p class="about">
          ${message.edited ? html`<span>${t('talk.edited')}</span>` : nothing}
          <time datetime=${message.time} title=${momentOf(time)}>${timeOf(time)}</time>
          ${this.own && !message.deleted && !message.error ? this.#ticks() : nothing}
        </p>
      </div>
      ${message.clientRef || message.deleted ? nothing : this.#menu(author)}
      ${this.#reactions()}
      ${message.error ? this.#failure() : nothing}
    </article>`;
  }

  #content() {
    const { text, deleted, offer, attachments = [] } = this.message;
    if (deleted) return html`<p class="text gone">${t('talk.deleted')}</p>`;
    if (offer) return html`<pr-offer .message=${this.message} .peer=${this.peer}></pr-offer>`;
    return html`
      ${text ? html`<p class="text" dir="auto">${linkedText(text)}</p>` : nothing}
      ${attachments.map((attachment) => this.#attachment(attachment))}`;
  }

  #attachment({ url, name, transfer }) {
    if (!url || !isOfTheWeb(url)) return html`<p class="attachment"><bdi>${name ?? transfer ?? url}</bdi></p>`;
    const address = new URL(url);
    if (address.protocol !== 'https:' || !PICTURE.test(address.pathname)) return html`<p class="attachment">${link(url, name ?? url)}</p>`;
    if (this.pictures.has(url)) return html`<a class="attachment" href=${url} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
      <img src=${url} alt=${name ?? t('talk.picture')} referrerpolicy="no-referrer" decoding="async"></a>`;
    return html`<p class="attachment">${link(url, name ?? url)}
      <button type="button" @click=${() => (this.pictures = new Set([...this.pictures, url]))}>${t('talk.showPicture', { host: address.host })}</button></p>`;
  }

  #quote() {
    const { quoted } = this;
    const text = quoted ? (quoted.deleted ? t('talk.deleted') : (quoted.text ?? quoted.offer?.name ?? t('talk.attachment'))) : t('talk.older');
    return html`<button type="button" class="quote" @click=${() => this.#act('goTo')}>
      <span class="visually-hidden">${t('talk.inReplyTo')}</span>
      ${quoted ? html`<bdi class="author">${quoted.from}</bdi>` : nothing}
      <span dir="auto">${text}</span></button>`;
  }

  #ticks() {
    const { reached, readers } = this;
    const text = readers ? t('talk.readBy', { count: readers }) : t(`talk.${reached}`);
    return html`<span class="ticks ${reached}" title=${text}><span aria-hidden="true">${TICKS[reached]}</span><span class="visually-hidden">${text}</span></span>`;
  }

  #reactions() {
    const { like, dislike, deleted } = this.message;
    if (deleted || !(like || dislike)) return nothing;
    return html`<p class="reactions">${this.#reaction('like', like)}${this.#reaction('dislike', dislike)}</p>`;
  }

  #reaction(reaction, count) {
    if (!count) return nothing;
    return html`<button type="button" aria-pressed=${this.message.mine === reaction} aria-label=${t(`talk.${reaction}s`, { count })}
      @click=${() => this.#act(reaction)}>${icon(reaction)} ${count}</button>`;
  }

  #menu(author) {
    return html`<div class="menu" @keydown=${this.#keys} @focusout=${this.#left}>
      <button type="button" class="icon" aria-haspopup="menu" aria-expanded=${this.open} tabindex=${this.current ? 0 : -1}
        aria-label=${t('talk.actions', { name: author })} @click=${this.#toggle}>${icon('more')}</button>
      ${this.open ? html`<div class="choices" role="menu">${this.#actions().map((action) => html`
        <button type="button" role="menuitem" tabindex="-1" @click=${() => this.#act(action)}>${t(`talk.do.${this.message.mine === action ? `not${action}` : action}`)}</button>`)}</div>` : nothing}
    </div>`;
  }

  #actions() {
    const { text, offer } = this.message;
    const all = ['reply', 'like', 'dislike'];
    if (text && navigator.clipboard) all.push('copy'); // A page without TLS has none.
    if (this.own && text) all.push('edit');
    if (this.own && !offer) all.push('remove');
    return all;
  }

  #failure() {
    return html`<div class="failure" role="alert">
      <span class="problem">${this.problem}</span>
      <button type="button" @click=${() => this.#act('retry')}>${t('talk.do.retry')}</button>
      <button type="button" @click=${() => this.#act('discard')}>${t('talk.do.discard')}</button>
    </div>`;
  }

  /** It opens to where there is room. */
  #toggle = async () => {
    this.open = !this.open;
    if (!this.open) return;
    await this.updateComplete;
    const choices = this.querySelector('.choices');
    const room = this.closest('pr-messages').getBoundingClientRect();
    const { left, right, bottom } = choices.getBoundingClientRect();
    choices.classList.toggle('above', bottom > room.bottom);
    choices.classList.toggle('across', left < room.left || right > room.right);
    choices.firstElementChild.focus();
  };

  #keys = (event) => {
    if (!this.open) return;
    const items = [...this.querySelectorAll('[role=menuitem]')];
    const now = items.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') this.#close();
    else if (next === undefined) return;
    else items.at(next % items.length).focus();
    event.preventDefault();
    event.stopPropagation();
  };

  #left = ({ relatedTarget, currentTarget }) => {
    if (!currentTarget.contains(relatedTarget)) this.open = false;
  };

  #close() {
    this.open = false;
    this.querySelector('.menu > button')?.focus();
  }

  #act(action) {
    if (this.open) this.#close();
    this.dispatchEvent(new CustomEvent('act', { bubbles: true, detail: { action, message: this.message } }));
  }
}

customElements.define('pr-message', MessagePart);
