import { html, nothing, repeat } from '/page/lib/lit.js';
import { t } from '../texts.js';
import { notices } from './notices.js';
import { Part } from './part.js';

class NoticesPart extends Part {
  constructor() {
    super();
    this.watch(notices);
  }

  render() {
    return html`<div class="notices" role="status" aria-live="polite">
      ${repeat(notices.shown, ({ number }) => number, (notice) => html`
        <div class="notice ${notice.kind}">
          <span>${notice.text}</span>
          ${notice.action ? html`<button class="link" @click=${() => this.#act(notice)}>${notice.action.label}</button>` : nothing}
          <button class="icon" aria-label=${t('shell.dismiss')} @click=${() => notices.dismiss(notice)}>✕</button>
        </div>`)}
    </div>`;
  }

  #act(notice) {
    notices.dismiss(notice);
    notice.action.run();
  }
}

customElements.define('pr-notices', NoticesPart);
