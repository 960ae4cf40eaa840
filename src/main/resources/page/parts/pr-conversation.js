import { html, keyed, nothing } from '/page/lib/lit.js';
import { messagesOf } from '../relay/messages.js';
import { outbox } from '../relay/outbox.js';
import { people } from '../relay/people.js';
import { session } from '../relay/session.js';
import { typing } from '../relay/typing.js';
import { conversations } from '../relay/conversations.js';
import { confirmation } from '../shell/confirmation.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { route } from '../shell/route.js';
import { t } from '../texts.js';
import './pr-channel-menu.js';
import './pr-composer.js';
import './pr-messages.js';
import './pr-person-menu.js';
import { momentOf } from './clock.js';
import { face, icon } from './signs.js';

/** What one has with a person, or in a channel: who it is, what was said, files on their way, and where one writes. */
class ConversationPart extends Part {
  static properties = { peer: {} };
  #address = '';

  constructor() {
    super();
    this.watch(conversations, people, route, session, typing);
  }

  render() {
    const list = messagesOf(this.peer);
    return html`<section class="conversation" data-peer=${this.peer} aria-label=${t('talk.conversation', { name: this.#name(list) })} @act=${this.#act} @sent=${this.#sent}>
      ${this.#header(list)}
      ${keyed(list, html`
        <pr-messages .list=${list}></pr-messages>
        <p class="typing quiet" aria-live="polite">${this.#typing(list)}</p>
        <pr-offers .peer=${this.peer}></pr-offers>
        <pr-composer .list=${list}></pr-composer>`)}
    </section>`;
  }

  /** Goes to the message that the address names, once for each address. */
  updated() {
    if (location.hash === this.#address) return;
    this.#address = location.hash;
    if (route.place) this.querySelector('pr-messages').goTo(route.place);
  }

  #header(list) {
    const name = this.#name(list);
    return html`<header class="peer">
      <a class="button icon to-side" href="#/" aria-label=${t('shell.back')}>${icon('back')}</a>
      ${face(name)}
      <h1><bdi>${this.#isNotes() ? t('rooms.notes') : name}</bdi></h1>
      <p class="quiet">${this.peer.startsWith('#') || this.#isNotes() ? nothing : this.#presence()}</p>
      ${this.peer.startsWith('#')
        ? html`<pr-channel-menu .channel=${name}></pr-channel-menu>`
        : html`<pr-person-menu .name=${name}></pr-person-menu>`}
    </header>`;
  }

  /** As the relay writes it, once it has told. */
  #name({ entry }) {
    return entry?.with ?? entry?.channel ?? this.peer;
  }

  #isNotes() {
    return people.isMe(this.peer);
  }

  #presence() {
    const { online, lastSeen } = people.presenceOf(this.peer);
    if (online) return t('talk.online');
    return lastSeen ? t('talk.lastSeen', { time: momentOf(new Date(lastSeen)) }) : nothing;
  }

  #typing(list) {
    const names = typing.in(list.conversation);
    if (!names.length) return '';
    return names.length === 1 ? t('talk.types', { name: names[0] }) : t('talk.typeTogether', { count: names.length });
  }

  #sent = () => this.querySelector('pr-messages').showNewest();

  #act = async ({ detail: { action, message } }) => {
    try {
      await ACTIONS[action]?.(message, messagesOf(this.peer), this.querySelector('pr-composer'));
    } catch (error) {
      notices.fail(error);
    }
  };
}

const ACTIONS = {
  reply: (message, list, composer) => composer.reply(message),
  edit: (message, list, composer) => composer.edit(message),
  copy: ({ text }) => navigator.clipboard.writeText(text),
  like: (message, list) => react(message, list, 'like'),
  dislike: (message, list) => react(message, list, 'dislike'),
  retry: ({ clientRef }) => outbox.retry(clientRef),
  discard: ({ clientRef }) => outbox.discard(clientRef),
  async remove({ seq }, list) {
    const question = { title: t('talk.removeTitle'), text: t('talk.removeText'), action: t('talk.do.remove') };
    if (await confirmation.ask(question)) await list.remove(seq);
  },
};

function react({ seq, mine }, list, reaction) {
  return list.react(seq, mine === reaction ? null : reaction);
}

customElements.define('pr-conversation', ConversationPart);
