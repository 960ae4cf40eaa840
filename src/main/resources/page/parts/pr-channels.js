import { html, nothing, repeat } from '/page/lib/lit.js';
import { channels } from '../relay/channels.js';
import { session } from '../relay/session.js';
import { explain } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { addressOf, route } from '../shell/route.js';
import { t } from '../texts.js';
import { joinAndOpen } from './invitations.js';
import { sheetHeader } from './sheet-header.js';
import { face, icon } from './signs.js';

/** The channels that one is in, those that everybody may join, and a form to make one. */
class ChannelsPart extends Part {
  static properties = { listed: { state: true }, more: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.watch(session, channels);
    /** What was loaded of the public ones so far; null before the first page. */
    this.listed = null;
    this.more = false;
    this.problem = '';
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.endWelcomes = session.onWelcome(() => this.#load());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.endWelcomes?.();
  }

  render() {
    return html`<div class="sheet channels">
      ${sheetHeader(t('rooms.to.channels'))}
      ${this.#creation()}
      ${this.#mine()}
      ${this.#directory()}
    </div>`;
  }

  #creation() {
    return html`<details class="card creation"><summary>${t('rooms.create')}</summary>
      <form @submit=${this.#create} aria-busy=${this.busy}>
        <label>${t('rooms.channelName')}
          <input name="name" required maxlength="65" pattern="#?[\\p{L}\\p{Nd}._\\-]{1,64}" title=${t('rooms.channelNameHint')}
            autocomplete="off" autocapitalize="none" spellcheck="false"></label>
        <p class="hint">${t('rooms.channelNameHint')}</p>
        <label class="check"><input type="checkbox" name="private">${t('rooms.makePrivate')}</label>
        <label class="check"><input type="checkbox" name="owners">${t('rooms.onlyOwnersPost')}</label>
        <p class="problem" role="alert">${this.problem}</p>
        <button class="primary" ?disabled=${this.busy}>${t('rooms.create')}</button>
      </form>
    </details>`;
  }

  #mine() {
    if (!channels.known) return nothing;
    return html`<section>
      <h2>${t('rooms.mine')}</h2>
      ${channels.mine.length
        ? html`<ul class="list">${repeat(channels.mine, ({ channel }) => channel, channelRow)}</ul>`
        : html`<p class="hint">${t('rooms.noneOfMine')}</p>`}
    </section>`;
  }

  #directory() {
    const others = (this.listed ?? []).filter(({ channel }) => !channels.of(channel));
    return html`<section aria-busy=${this.listed === null}>
      <h2>${t('rooms.directory')}</h2>
      ${others.length
        ? html`<ul class="list">${repeat(others, ({ channel }) => channel, channelRow)}</ul>`
        : html`<p class="hint">${this.listed && !this.more ? t('rooms.noneListed') : ''}</p>`}
      ${this.more ? html`<button @click=${() => this.#load(this.listed.at(-1).channel)}>${t('rooms.more')}</button>` : nothing}
    </section>`;
  }

  async #load(after) {
    try {
      const page = await channels.listed(after);
      this.listed = after ? [...this.listed, ...page.channels] : page.channels;
      this.more = page.more;
    } catch (error) {
      this.problem = explain(error);
    }
  }

  #create = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const channel = `#${form.get('name').replace(/^#/, '')}`;
    this.busy = true;
    this.problem = '';
    try {
      await channels.create(channel, { private: form.has('private'), posting: form.has('owners') ? 'owners' : 'members' });
      route.go(addressOf(channel));
    } catch (error) {
      this.problem = explain(error);
    }
    this.busy = false;
  };
}

/** A channel in a list: what it is like, and the way in. */
function channelRow({ channel, private: closed, posting, members }) {
  const within = channels.of(channel);
  return html`<li class="entry">${face(channel)}
    <span class="name"><bdi>${within ? html`<a href=${addressOf(channel)}>${channel}</a>` : channel}</bdi></span>
    <span class="quiet">
      ${closed ? html`${icon('closed')} ${t('rooms.private')} · ` : nothing}${t('rooms.members', { count: members })}
      ${posting === 'owners' ? html` · ${t('rooms.onlyOwnersPost')}` : nothing}
    </span>
    ${within
      ? html`<a class="button" href=${addressOf(channel)} aria-label=${t('rooms.openChannel', { channel })}>${t('rooms.open')}</a>`
      : html`<button aria-label=${t('rooms.joinChannel', { channel })} @click=${() => joinAndOpen(channel)}>${t('rooms.join')}</button>`}
  </li>`;
}

customElements.define('pr-channels', ChannelsPart);
