import { html, nothing, repeat } from '/page/lib/lit.js';
import { channels } from '../relay/channels.js';
import { notices } from '../shell/notices.js';
import { addressOf, route } from '../shell/route.js';
import { t } from '../texts.js';
import { face } from './signs.js';

/** The channels that others want me in, each with the way in. */
export function invitations() {
  if (!channels.invitations.length) return nothing;
  return html`<section class="invitations" aria-label=${t('rooms.invitations')}>
    <ul>${repeat(channels.invitations, ({ channel }) => channel, invitation)}</ul>
  </section>`;
}

function invitation({ channel, by }) {
  return html`<li class="invitation">${face(channel)}
    <span>${t('rooms.invited', { name: by, channel })}</span>
    <button class="primary" @click=${() => joinAndOpen(channel)}>${t('rooms.join')}</button>
    <button class="icon" aria-label=${t('rooms.putAway', { channel })} @click=${() => channels.dismiss(channel)}>✕</button>
  </li>`;
}

/** For who does not see the list. */
export function announce({ channel, by }) {
  const join = { label: t('rooms.join'), run: () => joinAndOpen(channel) };
  notices.say(t('rooms.invited', { name: by, channel }), join);
}

export async function joinAndOpen(channel) {
  try {
    await channels.join(channel);
    route.go(addressOf(channel));
  } catch (error) {
    notices.fail(error);
  }
}
