import { html, nothing } from '/page/lib/lit.js';
import { people } from '../relay/people.js';
import { session } from '../relay/session.js';
import { confirmation } from '../shell/confirmation.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { icon } from './signs.js';

/** In the header of a conversation: whether one trusts this person, or wants to hear nothing of them. */
class PersonMenu extends Part {
  static properties = { name: {}, open: { state: true } };

  constructor() {
    super();
    this.watch(people, session);
    this.open = false;
  }

  render() {
    if (people.isMe(this.name)) return nothing;
    const standing = people.standingOf(this.name);
    return html`
      ${standing ? html`<span class="standing">${t(`rooms.${standing}`)}</span>` : nothing}
      <div class="menu" @keydown=${this.#leave} @focusout=${this.#blur}>
        <button class="icon" aria-label=${t('rooms.about', { name: this.name })} aria-expanded=${this.open}
          @click=${() => (this.open = !this.open)}>${icon('more')}</button>
        ${this.open ? html`<div class="choices">${standing === 'blocked' ? this.#blocked() : this.#others(standing)}</div>` : nothing}
      </div>`;
  }

  #blocked() {
    return this.#choice('unblock', () => this.#set(null));
  }

  #others(standing) {
    return html`
      ${standing === 'trusted'
        ? this.#choice('noTrust', () => this.#set(null))
        : this.#choice('trust', () => this.#set('trusted'))}
      ${this.#choice('block', () => this.#block())}`;
  }

  #choice(action, act) {
    return html`<button @click=${act}>${t(`rooms.${action}`, { name: this.name })}</button>`;
  }

  async #block() {
    const wanted = await confirmation.ask({
      title: t('rooms.blockTitle', { name: this.name }),
      text: t('rooms.blockText'),
      action: t('rooms.blockAction'),
    });
    if (wanted) await this.#set('blocked');
  }

  async #set(standing) {
    this.#close();
    try {
      await people.setStanding(this.name, standing);
    } catch (error) {
      notices.fail(error);
    }
  }

  #leave = (event) => {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.#close();
  };

  #blur = ({ relatedTarget, currentTarget }) => {
    if (!currentTarget.contains(relatedTarget)) this.open = false;
  };

  #close() {
    this.open = false;
    this.querySelector('.menu > button').focus();
  }
}

customElements.define('pr-person-menu', PersonMenu);
