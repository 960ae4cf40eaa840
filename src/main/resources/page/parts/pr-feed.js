import { html, nothing, repeat } from '/page/lib/lit.js';
import { channels } from '../relay/channels.js';
import { conversations } from '../relay/conversations.js';
import { messagesOf } from '../relay/messages.js';
import { outbox } from '../relay/outbox.js';
import { people } from '../relay/people.js';
import { RelayError } from '../relay/relay-error.js';
import { session } from '../relay/session.js';
import { explain } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { sheetHeader } from './sheet-header.js';
import './pr-post.js';
import './pr-post-form.js';

const FEED = '#feed';

/**
 * The channel that all of a relay read, the newest post first. What comes while one reads waits behind a button, so that
 * nothing moves away under the eyes.
 */
class Feed extends Part {
  static properties = { problem: { state: true }, exists: { state: true }, shownUpTo: { state: true } };

  constructor() {
    super();
    this.feed = messagesOf(FEED);
    this.watch(channels, conversations, session, outbox, this.feed);
    this.problem = '';
    /** Whether there is such a channel; null before that is known. */
    this.exists = null;
    this.opened = false;
    /** The number up to which posts are shown; null for all, as at first. */
    this.shownUpTo = null;
    this.sight = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && this.#loadOlder(), { root: this, rootMargin: '600px' });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sight.disconnect();
    this.feed.close();
  }

  willUpdate() {
    if (this.#channel) this.#open();
    else if (channels.known && this.exists === null && session.online) this.#look();
    if (this.opened) this.shownUpTo ??= this.#newest;
  }

  render() {
    return html`<div class="sheet feed">
      ${sheetHeader(t('rooms.to.feed'))}
      <p class="problem" role="alert">${this.problem}</p>
      ${this.#channel ? this.#posts() : this.#entrance()}
    </div>`;
  }

  updated() {
    this.sight.disconnect();
    const end = this.querySelector('.end');
    if (end) this.sight.observe(end);
    if (this.opened && this.#newest && !document.hidden) this.feed.markRead(this.#newest);
  }

  /** Without the relay, what this device knows of it; null where one is not in it. */
  get #channel() {
    return channels.of(FEED) ?? (channels.known ? null : conversations.of(FEED));
  }

  get #newest() {
    return this.feed.messages.at(-1)?.seq ?? null;
  }

  async #open() {
    if (this.opening) return;
    this.opening = true;
    await this.feed.open();
    this.opened = true;
    this.requestUpdate();
  }

  #entrance() {
    if (!channels.known || this.exists === null) return nothing;
    return html`<div class="empty">
      <h2>${t(this.exists ? 'rooms.feedToJoin' : 'rooms.feedToCreate')}</h2>
      <p>${t('rooms.feedAbout')}</p>
      <button class="primary" @click=${this.#enter}>${t(this.exists ? 'rooms.joinFeed' : 'rooms.createFeed')}</button>
    </div>`;
  }

  #posts() {
    const all = threads(this.feed.messages);
    const shown = all.filter(({ post }) => post.seq <= (this.shownUpTo ?? Infinity) || people.isMe(post.from));
    const waiting = all.length - shown.length;
    return html`
      ${this.#mayPost() ? html`<pr-post-form .feed=${this.feed} @sent=${this.#show}></pr-post-form>` : nothing}
      <div class="fresh" role="status">
        ${waiting ? html`<button class="primary" @click=${this.#show}>${t('rooms.newPosts', { count: waiting })}</button>` : nothing}
      </div>
      ${this.feed.waiting.map((message) => this.#unsent(message))}
      ${repeat(shown, ({ post }) => post.seq, (thread) => html`<pr-post .feed=${this.feed} .thread=${thread}></pr-post>`)}
      ${shown.length || this.feed.more || !this.feed.loaded ? nothing : html`<p class="empty">${t('rooms.noPosts')}</p>`}
      ${this.feed.more ? html`<p class="end quiet">${t('rooms.loading')}</p>` : nothing}`;
  }

  #unsent({ clientRef, text, error }) {
    return html`<article class="card post quiet"><p class="text">${text}</p>
      <p class=${error ? 'problem' : ''}>${error ? explain(new RelayError(error)) : t('rooms.waiting')}</p>
      ${error
        ? html`<button @click=${() => outbox.retry(clientRef)}>${t('rooms.sendAgain')}</button>
            <button @click=${() => outbox.discard(clientRef)}>${t('rooms.delete')}</button>`
        : nothing}
    </article>`;
  }

  #mayPost() {
    const { posting, role } = this.#channel;
    return posting !== 'owners' || role === 'owner';
  }

  /** All that has come, seen from the top. */
  #show = () => {
    this.shownUpTo = this.#newest;
    this.scrollTop = 0;
  };

  async #look() {
    this.exists = false;
    await this.#act(async () => {
      // The list is in the order of the names, behind this one.
      const { channels: listed } = await channels.listed('#fee');
      this.exists = listed.some(({ channel }) => channel.toLowerCase() === FEED);
    });
  }

  #enter = () => this.#act(() => (this.exists ? channels.join(FEED) : channels.create(FEED, {})));

  #loadOlder() {
    return this.#act(() => this.feed.loadOlder());
  }

  async #act(act) {
    this.problem = '';
    try {
      await act();
    } catch (error) {
      this.problem = explain(error);
    }
  }
}

/**
 * Posts with what was answered to them, the newest post first and the oldest answer. An answer to an answer counts for the
 * post at the beginning; one whose post is not loaded, is left out until it is.
 *
 * @param messages of a channel, the oldest first
 * @returns [{post, comments}]
 */
function threads(messages) {
  const threads = new Map();
  const threadOf = new Map();
  for (const message of messages) {
    if (!message.replyTo) threads.set(message.seq, { post: message, comments: [] });
    const thread = threads.get(message.seq) ?? threadOf.get(message.replyTo);
    if (!thread) continue;
    threadOf.set(message.seq, thread);
    if (message.replyTo && !message.deleted) thread.comments.push(message);
  }
  return [...threads.values()].filter(({ post, comments }) => !post.deleted || comments.length).reverse();
}

customElements.define('pr-feed', Feed);
