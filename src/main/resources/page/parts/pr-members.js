import { html, live, nothing, repeat } from '/page/lib/lit.js';
import { channels } from '../relay/channels.js';
import { fold } from '../relay/names.js';
import { people } from '../relay/people.js';
import { session } from '../relay/session.js';
import { confirmation } from '../shell/confirmation.js';
import { explain } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { addressOf, route } from '../shell/route.js';
import { t } from '../texts.js';
import { face, presence } from './signs.js';

/** Who is in a channel, and what one may do about it; a dialog that says `closed` when it is left. */
class Members extends Part {
  static properties = { channel: {}, members: { state: true }, more: { state: true }, problem: { state: true }, news: { state: true } };

  constructor() {
    super();
    this.watch(channels, people);
    this.members = [];
    this.more = false;
    this.problem = '';
    this.news = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.endHearing = session.socket.on('membership', ({ channel, change }) => {
      if (fold(channel) === fold(this.channel) && change !== 'invited') this.#load();
    });
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.endHearing();
    this.endAttending?.();
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  render() {
    const own = channels.of(this.channel);
    const owner = own?.role === 'owner';
    return html`<dialog class="members" aria-labelledby="members-title" @close=${this.#closed}>
      <header><h2 id="members-title">${this.channel}</h2>
        <button class="icon" aria-label=${t('shell.close')} @click=${this.#close}>✕</button></header>
      <p class="problem" role="alert">${this.problem}</p>
      <p class="hint" role="status">${this.news}</p>
      ${owner || !own?.private ? this.#invitation() : nothing}
      <ul class="list" aria-label=${t('rooms.members', { count: own?.members ?? this.members.length })}>
        ${repeat(this.members, ({ username }) => username, (member) => this.#member(member, owner))}
      </ul>
      ${this.more ? html`<button @click=${() => this.#load(this.members.at(-1).username)}>${t('rooms.more')}</button>` : nothing}
      ${owner ? this.#settings(own) : nothing}
      <div class="actions"><button class="leave" @click=${this.#leave}>${t('rooms.leave')}</button></div>
    </dialog>`;
  }

  #invitation() {
    return html`<form class="inline" @submit=${this.#invite}>
      <label>${t('rooms.invite')}
        <input name="username" required minlength="3" maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"></label>
      <button>${t('rooms.inviteAction')}</button>
    </form>`;
  }

  #member({ username, role }, owner) {
    const other = !people.isMe(username);
    return html`<li class="entry">
      <span class="portrait">${face(username)}${presence(username)}</span>
      <span class="name">${other ? html`<a href=${addressOf(username)} @click=${this.#close}>${username}</a>` : username}</span>
      <span class="quiet">${other ? nothing : html`${t('rooms.itIsYou')} · `}${t(`rooms.role.${role}`)}</span>
      ${owner && other ? html`<span class="doings">
        ${role === 'owner'
          ? this.#doing('makeMember', username, () => channels.setRole(this.channel, username, 'member'))
          : this.#doing('makeOwner', username, () => channels.setRole(this.channel, username, 'owner'))}
        ${this.#doing('remove', username, () => this.#remove(username))}
      </span>` : nothing}
    </li>`;
  }

  #doing(action, username, act) {
    return html`<button aria-label="${t(`rooms.${action}`)}: ${username}" @click=${() => this.#act(act)}>${t(`rooms.${action}`)}</button>`;
  }

  #settings({ private: closed, posting }) {
    return html`<fieldset><legend>${t('rooms.settings')}</legend>
      <label class="check"><input type="checkbox" .checked=${live(closed)}
        @change=${({ target }) => this.#act(() => channels.change(this.channel, { private: target.checked }))}>${t('rooms.makePrivate')}</label>
      <label class="check"><input type="checkbox" .checked=${live(posting === 'owners')}
        @change=${({ target }) => this.#act(() => channels.change(this.channel, { posting: target.checked ? 'owners' : 'members' }))}>${t('rooms.onlyOwnersPost')}</label>
    </fieldset>`;
  }

  #load(after) {
    return this.#act(async () => {
      const page = await channels.membersOf(this.channel, after);
      this.members = after ? [...this.members, ...page.members] : page.members;
      this.more = page.more;
      this.endAttending?.();
      this.endAttending = people.attend(this.members.map(({ username }) => username));
    });
  }

  #invite = (event) => {
    event.preventDefault();
    const form = event.target;
    const username = form.elements.username.value.trim();
    return this.#act(async () => {
      await channels.invite(this.channel, username);
      this.news = t('rooms.invitationSent', { name: username });
      form.reset();
    });
  };

  async #remove(username) {
    const title = t('rooms.removeTitle', { name: username, channel: this.channel });
    if (await confirmation.ask({ title, text: t('rooms.removeText'), action: t('rooms.remove') }))
      await channels.remove(this.channel, username);
  }

  #leave = async () => {
    const question = { title: t('rooms.leaveTitle', { channel: this.channel }), text: t('rooms.leaveText'), action: t('rooms.leave') };
    if (!(await confirmation.ask(question))) return;
    await this.#act(async () => {
      await channels.leave(this.channel);
      this.#close();
      route.go('#/');
    });
  };

  async #act(act) {
    this.problem = '';
    this.news = '';
    try {
      await act();
    } catch (error) {
      this.problem = explain(error);
      this.requestUpdate();
    }
  }

  #close = () => this.querySelector('dialog')?.close();

  #closed = () => this.dispatchEvent(new CustomEvent('closed'));
}

customElements.define('pr-members', Members);
