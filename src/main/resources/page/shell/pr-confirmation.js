import { html, nothing } from '/page/lib/lit.js';
import { t } from '../texts.js';
import { confirmation } from './confirmation.js';
import { Part } from './part.js';

class ConfirmationPart extends Part {
  constructor() {
    super();
    this.watch(confirmation);
  }

  render() {
    const { title, text, action } = confirmation.question ?? {};
    if (!title) return nothing;
    return html`<dialog aria-labelledby="confirmation-title" @close=${() => confirmation.answer(false)}>
      <h2 id="confirmation-title">${title}</h2>
      <p>${text}</p>
      <div class="actions">
        <button @click=${() => confirmation.answer(false)}>${t('shell.cancel')}</button>
        <button class="danger" @click=${() => confirmation.answer(true)}>${action}</button>
      </div>
    </dialog>`;
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }
}

customElements.define('pr-confirmation', ConfirmationPart);
