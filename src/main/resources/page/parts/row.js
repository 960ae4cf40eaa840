import { html, nothing } from '/page/lib/lit.js';
import { people } from '../relay/people.js';
import { addressOf } from '../shell/route.js';
import { t } from '../texts.js';
import { face, moment, presence } from './signs.js';

const MOST_COUNTED = 99;

/**
 * A person or channel at the side.
 *
 * @param entry of the list of conversations
 * @param current whether its conversation is shown
 * @param stop whether the tabulator stops here: it does at one row of a list, and arrows go on from there
 */
export function row(entry, { current, stop }) {
  const peer = entry.with ?? entry.channel;
  return html`<a class="row" href=${addressOf(peer)} data-peer=${peer} tabindex=${stop ? 0 : -1}
      aria-current=${current ? 'page' : nothing}>
    <span class="portrait">${face(peer)}${entry.with ? presence(peer) : nothing}</span>
    <span class="name"><bdi>${people.isMe(peer) ? t('rooms.notes') : peer}</bdi></span>
    ${entry.last ? html`${moment(entry.last.time)}<span class="last" dir="auto">${lastOf(entry)}</span>` : nothing}
    ${entry.unread && !current ? unread(entry.unread) : nothing}
  </a>`;
}

/** How many messages wait. The relay counts to a hundred. */
export function unread(count) {
  const shown = count > MOST_COUNTED ? `${MOST_COUNTED}+` : count;
  return html`<span class="unread" role="img" aria-label=${t('rooms.unread', { count })}><bdi>${shown}</bdi></span>`;
}

/** The newest message on one line. */
function lastOf({ last, channel }) {
  if (people.isMe(last.from)) return t('rooms.said', { name: t('rooms.you'), text: inShort(last) });
  return channel ? t('rooms.said', { name: last.from, text: inShort(last) }) : inShort(last);
}

/** A message in some words. The list of the relay says of attachments how many there are; a message has them. */
export function inShort({ text, deleted, offer, attachments = 0 }) {
  if (deleted) return t('rooms.deleted');
  if (offer) return t('rooms.file', { name: offer.name });
  return text ?? t('rooms.attachments', { count: Array.isArray(attachments) ? attachments.length : attachments });
}
