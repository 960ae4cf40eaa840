import { html, live, nothing } from '/page/lib/lit.js';
import { drafts } from '../relay/drafts.js';
import { session } from '../relay/session.js';
import { typing } from '../relay/typing.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { route } from '../shell/route.js';
import { t } from '../texts.js';
import { icon } from './signs.js';

const LONGEST = 4_000;
const TELL_LEFT = 200;
/** Where there is no key beside Enter that begins a new line. */
const byTouch = matchMedia('(pointer: coarse)');

/** Where one writes: a new message, an answer, or an own message anew. What is not sent stays, beyond a reload. */
class Composer extends Part {
  static properties = { list: {}, text: { state: true }, replyTo: { state: true }, edited: { state: true } };
  #beforeEdit = '';

  constructor() {
    super();
    this.text = '';
    /** The number of the message that is answered, and the message that is edited; null for none. */
    this.replyTo = null;
    this.edited = null;
    this.watch(session);
  }

  async connectedCallback() {
    super.connectedCallback();
    const { text, replyTo } = await drafts.of(this.list.conversation);
    if (!this.text) Object.assign(this, { text, replyTo: replyTo ?? null });
    // Where the address leads to a message, the keyboard goes there.
    if (!byTouch.matches && !route.place) this.#field?.focus();
  }

  render() {
    const left = LONGEST - [...this.text].length;
    return html`<form class="composer" @submit=${this.#send}>
      ${this.edited ? this.#about(t('talk.editing'), this.edited) : nothing}
      ${this.replyTo && !this.edited ? this.#about(t('talk.answering'), this.list.quoted(this.replyTo)) : nothing}
      <div class="line">
        <pr-attach .peer=${this.list.peer}></pr-attach>
        <textarea rows="1" dir="auto" enterkeyhint=${byTouch.matches ? 'enter' : 'send'} aria-label=${t('talk.write', { name: this.list.peer })}
          placeholder=${t('talk.placeholder')} .value=${live(this.text)} @input=${this.#typed} @keydown=${this.#keys}></textarea>
        <button class="primary icon send" ?disabled=${!this.text.trim() || left < 0} aria-label=${t(this.edited ? 'talk.save' : 'talk.send')}>${icon('send')}</button>
      </div>
      <p class="left ${left < 0 ? 'problem' : 'quiet'}" role="status">${roomLeft(left)}</p>
    </form>`;
  }

  #about(what, message) {
    return html`<div class="concerned">
      <p><strong>${what}</strong> <span dir="auto">${message?.text ?? message?.offer?.name ?? ''}</span></p>
      <button type="button" class="icon" aria-label=${t('shell.cancel')} @click=${() => this.#end()}>✕</button>
    </div>`;
  }

  reply(message) {
    this.#end();
    this.replyTo = message.seq;
    this.#keep();
    this.#field.focus();
  }

  /** @param text what to begin with */
  edit(message, text = message.text) {
    if (!this.edited) this.#beforeEdit = this.text;
    this.edited = message;
    this.text = text;
    this.#field.focus();
  }

  updated() {
    const field = this.#field;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  }

  get #field() {
    return this.querySelector('textarea');
  }

  #typed = ({ target }) => {
    this.text = target.value;
    if (this.edited) return;
    this.#keep();
    if (this.text.trim()) typing.tell(this.list.peer);
  };

  #keep() {
    drafts.keep(this.list.conversation, { text: this.text, replyTo: this.replyTo ?? undefined });
  }

  #keys = (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !byTouch.matches) this.#send(event);
    else if (event.key === 'Escape' && (this.edited || this.replyTo)) this.#end();
    else if (event.key === 'ArrowUp' && !this.text && !this.edited) this.#editLast(event);
  };

  #editLast(event) {
    const last = this.list.messages.findLast(({ from, text }) => text && session.isUser(from));
    if (!last) return;
    event.preventDefault();
    this.edit(last);
  }

  /** Leaves the edit or the answer; what was written before the edit is there again. */
  #end() {
    if (this.edited) {
      this.edited = null;
      this.text = this.#beforeEdit;
    } else {
      this.replyTo = null;
      this.#keep();
    }
  }

  #send = async (event) => {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || [...text].length > LONGEST) return;
    if (this.edited) return this.#saveEdit(text);
    const { replyTo } = this;
    this.text = '';
    this.replyTo = null;
    this.#keep();
    typing.sent(this.list.peer);
    this.dispatchEvent(new CustomEvent('sent', { bubbles: true }));
    await this.list.send({ text, replyTo });
  };

  /** One may write on meanwhile. */
  async #saveEdit(text) {
    const { edited } = this;
    this.#end();
    if (text === edited.text) return;
    try {
      await this.list.edit(edited.seq, text);
    } catch (error) {
      notices.fail(error);
      if (!this.text) this.edit(edited, text);
    }
  }
}

function roomLeft(left) {
  if (left < 0) return t('talk.over', { count: -left });
  return left < TELL_LEFT ? t('talk.left', { count: left }) : '';
}

customElements.define('pr-composer', Composer);
