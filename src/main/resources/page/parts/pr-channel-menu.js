import { html, nothing } from '/page/lib/lit.js';
import { channels } from '../relay/channels.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { joinAndOpen } from './invitations.js';
import { icon } from './signs.js';
import './pr-members.js';

/** In the header of a channel: opens its members, or lets in who is none. */
class ChannelMenu extends Part {
  static properties = { channel: {}, open: { state: true } };

  constructor() {
    super();
    this.watch(channels);
    this.open = false;
  }

  willUpdate(changed) {
    if (changed.has('channel')) this.open = false;
  }

  render() {
    const within = channels.of(this.channel);
    if (!channels.known) return nothing;
    if (!within) return html`<button @click=${() => joinAndOpen(this.channel)}>${t('rooms.join')}</button>`;
    return html`
      <button aria-haspopup="dialog" aria-label=${t('rooms.members', { count: within.members })} @click=${() => (this.open = true)}>
        ${icon('members')} ${within.members}</button>
      ${this.open ? html`<pr-members .channel=${this.channel} @closed=${() => (this.open = false)}></pr-members>` : nothing}`;
  }
}

customElements.define('pr-channel-menu', ChannelMenu);
