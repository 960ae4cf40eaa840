import { html, nothing } from '/page/lib/lit.js';
import { explain } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';

/** Writes a post, or an answer to one; says `sent` when it has. */
class PostForm extends Part {
  static properties = { feed: {}, replyTo: {}, problem: { state: true }, pictured: { state: true } };

  constructor() {
    super();
    this.problem = '';
    /** Whether there is a field for a picture's address. */
    this.pictured = false;
  }

  render() {
    return html`<form class="post-form ${this.replyTo ? '' : 'card'}" @submit=${this.#submit} @keydown=${this.#keys}>
      <label><span class="visually-hidden">${t(this.#isComment ? 'rooms.writeComment' : 'rooms.writePost')}</span>
        <textarea name="text" rows=${this.#isComment ? 2 : 3} maxlength="4000"
          placeholder=${t(this.#isComment ? 'rooms.writeComment' : 'rooms.writePost')}></textarea></label>
      ${this.pictured
        ? html`<label>${t('rooms.pictureAddress')}
            <input name="url" type="url" pattern="https?://.*" maxlength="2048" placeholder="https://" autocomplete="off"></label>`
        : nothing}
      <p class="problem" role="alert">${this.problem}</p>
      <div class="actions">
        ${this.pictured || this.#isComment ? nothing : html`<button type="button" @click=${this.#picture}>${t('rooms.addPicture')}</button>`}
        <button class="primary">${t(this.#isComment ? 'rooms.answer' : 'rooms.post')}</button>
      </div>
    </form>`;
  }

  get #isComment() {
    return Boolean(this.replyTo);
  }

  #picture = async () => {
    this.pictured = true;
    await this.updateComplete;
    this.querySelector('input').focus();
  };

  #keys = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.querySelector('form').requestSubmit();
  };

  #submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const text = form.elements.text.value.trim();
    const url = form.elements.url?.value.trim();
    if (!text && !url) return form.elements.text.focus();
    this.problem = '';
    try {
      await this.feed.send({
        ...(text ? { text } : {}),
        ...(url ? { attachments: [{ url }] } : {}),
        ...(this.replyTo ? { replyTo: this.replyTo } : {}),
      });
      form.reset();
      this.pictured = false;
      this.dispatchEvent(new CustomEvent('sent'));
    } catch (error) {
      this.problem = explain(error);
    }
  };
}

customElements.define('pr-post-form', PostForm);
