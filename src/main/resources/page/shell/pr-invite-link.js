import { html, nothing } from '/page/lib/lit.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { Part } from './part.js';
import { addressOf } from './route.js';

const SIDE = 264;
const COPIED_FOR = 2_500;

/** The address that opens a conversation with me, to be sent, or to be read by a camera. */
class InviteLink extends Part {
  static properties = { copied: { state: true } };

  constructor() {
    super();
    this.copied = false;
    this.address = new URL(addressOf(session.username), location.origin).href;
  }

  render() {
    return html`<dialog class="invite-link" aria-labelledby="invite-link-title" @close=${() => this.remove()}>
      <h2 id="invite-link-title">${t('settings.link.title')}</h2>
      <p>${t('settings.link.about')}</p>
      <div class="code" role="img" aria-label=${t('settings.link.code')}></div>
      <label>${t('settings.link.address')}
        <input readonly dir="ltr" .value=${this.address} @focus=${({ target }) => target.select()}></label>
      <p class="visually-hidden" role="status">${this.copied ? t('settings.link.copied') : ''}</p>
      <div class="actions">
        <button @click=${() => this.querySelector('dialog').close()}>${t('shell.close')}</button>
        ${navigator.share ? html`<button @click=${this.#share}>${t('settings.link.share')}</button>` : nothing}
        <button class="primary" @click=${this.#copy}>${t(this.copied ? 'settings.link.copied' : 'settings.link.copy')}</button>
      </div>
    </dialog>`;
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
    this.#draw();
  }

  /** Black on white in either theme: not every camera reads it the other way round. */
  async #draw() {
    const { default: code } = await import('/page/lib/qr-creator.js');
    const look = { radius: 0, ecLevel: 'M', fill: '#000', background: '#fff', size: SIDE * devicePixelRatio };
    code.render({ ...look, text: this.address }, this.querySelector('.code'));
  }

  #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.address);
    } catch {
      // Without TLS a page may not; what is selected can be copied by hand.
      return this.querySelector('input').focus();
    }
    this.copied = true;
    setTimeout(() => (this.copied = false), COPIED_FOR);
  };

  /** Who puts the list of apps away again has not failed. */
  #share = () => navigator.share({ title: t('settings.link.shared', { username: session.username }), url: this.address }).catch(() => {});
}

customElements.define('pr-invite-link', InviteLink);

export function showInviteLink() {
  document.body.append(document.createElement('pr-invite-link'));
}
