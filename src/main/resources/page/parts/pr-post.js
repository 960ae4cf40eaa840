import { html, nothing, repeat } from '/page/lib/lit.js';
import { people } from '../relay/people.js';
import { confirmation } from '../shell/confirmation.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { addressOf } from '../shell/route.js';
import { t } from '../texts.js';
import { face, icon, moment } from './signs.js';

const NEWEST_COMMENTS = 3;

/** A post of the feed: what was written, who likes it, and what was answered. */
class Post extends Part {
  static properties = { feed: {}, thread: {}, answering: { state: true }, all: { state: true } };

  constructor() {
    super();
    this.answering = false;
    /** Whether all comments are shown. */
    this.all = false;
    /** Addresses of pictures that may be fetched: they are on foreign hosts, which then know who looks at them. */
    this.opened = new Set();
  }

  render() {
    const { post, comments } = this.thread;
    const shown = this.all ? comments : comments.slice(-NEWEST_COMMENTS);
    return html`<article class="card post">
      ${this.#said(post)}
      <div class="doings">
        ${this.#opinions(post)}
        <button aria-expanded=${this.answering} @click=${this.#answer}>${icon('comment')} ${t('rooms.comment')}</button>
        ${this.#removal(post)}
      </div>
      ${shown.length < comments.length
        ? html`<button class="link" @click=${() => (this.all = true)}>${t('rooms.allComments', { count: comments.length })}</button>`
        : nothing}
      <ul class="comments" aria-label=${t('rooms.comments')}>
        ${repeat(shown, ({ seq }) => seq, (comment) => html`<li>
          ${this.#said(comment)}<div class="doings">${this.#opinions(comment)}${this.#removal(comment)}</div></li>`)}
      </ul>
      ${this.answering ? html`<pr-post-form .feed=${this.feed} .replyTo=${post.seq} @sent=${this.#answer}></pr-post-form>` : nothing}
    </article>`;
  }

  #said({ from, time, text, deleted, edited, attachments = [] }) {
    return html`<header>${face(from)}<a class="name" href=${addressOf(from)}>${from}</a>
        <span class="quiet">${moment(time)}${edited ? html` · ${t('rooms.edited')}` : nothing}</span></header>
      ${deleted ? html`<p class="quiet">${t('rooms.deleted')}</p>` : nothing}
      ${text ? html`<p class="text" dir="auto">${text}</p>` : nothing}
      ${attachments.map((attachment) => picture(attachment, this.opened.has(attachment.url), () => this.#open(attachment.url)))}`;
  }

  #opinions(message) {
    if (message.deleted) return nothing;
    return ['like', 'dislike'].map((opinion) => {
      const count = message[opinion] ?? 0;
      return html`<button aria-pressed=${message.mine === opinion} aria-label=${t(`rooms.${opinion}`, { count })}
        @click=${() => this.#react(message, opinion)}>${icon(opinion)} ${count || nothing}</button>`;
    });
  }

  #removal(message) {
    if (message.deleted || !people.isMe(message.from)) return nothing;
    return html`<button @click=${() => this.#remove(message)}>${t('rooms.delete')}</button>`;
  }

  #answer = async () => {
    this.answering = !this.answering;
    await this.updateComplete;
    this.querySelector(this.answering ? 'textarea' : '[aria-expanded]').focus();
  };

  #open(url) {
    this.opened.add(url);
    this.requestUpdate();
  }

  #react({ seq, mine }, opinion) {
    return this.#act(() => this.feed.react(seq, mine === opinion ? null : opinion));
  }

  async #remove({ seq }) {
    const question = { title: t('rooms.deleteTitle'), text: t('rooms.deleteText'), action: t('rooms.delete') };
    if (await confirmation.ask(question)) await this.#act(() => this.feed.remove(seq));
  }

  async #act(act) {
    try {
      await act();
    } catch (error) {
      notices.fail(error);
    }
  }
}

/**
 * A link among the attachments. It is a picture on a foreign host, which learns who fetches it: so that is done only when
 * the reader asks.
 *
 * @param attachment {url, name?}, or {transfer, name?}: a file that travelled, of which only the name is left to show
 */
function picture({ url, name }, opened, open) {
  const address = url && URL.canParse(url) ? new URL(url) : null;
  if (!address || !/^https?:$/.test(address.protocol)) return name ? html`<p class="quiet">${name}</p>` : nothing;
  const link = html`<a href=${address.href} target="_blank" rel="noopener noreferrer nofollow">${name ?? address.host}</a>`;
  if (address.protocol === 'http:') return html`<p>${link}</p>`; // Not to be had from a page that came by TLS.
  if (!opened) return html`<p><button @click=${open}>${t('rooms.showPicture', { host: address.host })}</button></p>`;
  return html`<figure>
    <img src=${address.href} alt=${name ?? t('rooms.picture')} referrerpolicy="no-referrer" @error=${broken}>
    <figcaption class="quiet">${link}<span hidden> · ${t('rooms.noPicture')}</span></figcaption>
  </figure>`;
}

function broken({ target }) {
  target.hidden = true;
  target.nextElementSibling.querySelector('span').hidden = false;
}

customElements.define('pr-post', Post);
