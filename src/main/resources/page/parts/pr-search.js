import { html, nothing } from '/page/lib/lit.js';
import { conversations } from '../relay/conversations.js';
import { people } from '../relay/people.js';
import { session } from '../relay/session.js';
import { explain } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { addressOf } from '../shell/route.js';
import { t } from '../texts.js';
import { sheetHeader } from './sheet-header.js';
import { face, moment } from './signs.js';

const MOST = 100;
/** Of a text, in characters: before the first word that was found, and in all. */
const BEFORE = 60;
const LENGTH = 240;

/** Looks for words in what was said in one's own conversations. */
class Search extends Part {
  static properties = { found: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.watch(conversations);
    /** {text, groups, count, complete} of the last search; null before the first. */
    this.found = null;
    this.problem = '';
    this.busy = false;
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    return html`<div class="sheet search">
      ${sheetHeader(t('rooms.to.search'))}
      <form class="inline" role="search" @submit=${this.#search} aria-busy=${this.busy}>
        <label>${t('rooms.words')}<input name="text" type="search" required maxlength="200" autocomplete="off"></label>
        <label>${t('rooms.where')}
          <select name="conversation">
            <option value="">${t('rooms.everywhere')}</option>
            ${conversations.list.map((one) => html`<option value=${one.conversation}>${one.with ?? one.channel}</option>`)}
          </select></label>
        <button class="primary" ?disabled=${this.busy}>${t('rooms.to.search')}</button>
      </form>
      <p class="problem" role="alert">${this.problem}</p>
      <p class="quiet" role="status">${this.busy ? t('rooms.searching') : this.#outcome()}</p>
      ${this.found ? this.found.groups.map((group) => this.#group(group)) : nothing}
    </div>`;
  }

  #outcome() {
    if (!this.found) return '';
    const { count, complete } = this.found;
    const found = count ? t('rooms.found', { count }) : t('rooms.foundNothing');
    return complete ? found : `${found} ${t('rooms.incomplete')}`;
  }

  #group({ peer, messages }) {
    return html`<section>
      <h2><a href=${addressOf(peer)}><bdi>${peer}</bdi></a></h2>
      <ul class="list">${messages.map((message) => html`<li>
        <a class="hit" href="${addressOf(peer)}/${message.seq}">
          ${face(message.from)}<span class="name">${message.from}</span>${moment(message.time)}
          <span class="text" dir="auto">${excerpt(message.text, this.found.text)}</span>
        </a></li>`)}</ul>
    </section>`;
  }

  #search = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const text = form.get('text').trim();
    const conversation = form.get('conversation');
    if (!text || this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      const request = { type: 'search', text, limit: MOST, ...(conversation ? { conversation } : {}) };
      const { messages, complete } = await session.request(request);
      this.found = { text, groups: grouped(messages), count: messages.length, complete };
    } catch (error) {
      this.problem = explain(error);
    }
    this.busy = false;
  };
}

/** By conversation, in the order of the relay: the newest first. */
function grouped(messages) {
  const groups = new Map();
  for (const message of messages) {
    if (!groups.has(message.conversation)) groups.set(message.conversation, { peer: peerOf(message), messages: [] });
    groups.get(message.conversation).messages.push(message);
  }
  return [...groups.values()];
}

/** Who is at the other end of a message's conversation, as its list writes the name, or else as its id does. */
function peerOf({ conversation }) {
  const listed = conversations.list.find((one) => one.conversation === conversation);
  if (listed) return listed.with ?? listed.channel;
  return conversation.split(':').find((name) => !people.isMe(name)) ?? session.username;
}

/** So much of a text as shows the words that were sought, and these marked. */
function excerpt(text, sought) {
  const words = sought.split(/\s+/).filter(Boolean).map(escaped);
  const any = new RegExp(`(${words.join('|')})`, 'giu');
  const first = text.search(any);
  const start = Math.max(0, first - BEFORE);
  const shown = text.slice(start, start + LENGTH);
  // What stands between the parts of a split by a group are its matches: every second one.
  const parts = shown.split(any).map((part, index) => (index % 2 ? html`<mark>${part}</mark>` : part));
  return [start ? '…' : '', ...parts, start + LENGTH < text.length ? '…' : ''];
}

function escaped(word) {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

customElements.define('pr-search', Search);
