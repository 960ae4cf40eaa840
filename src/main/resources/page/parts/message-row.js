import { html, nothing } from '/page/lib/lit.js';
import { fold } from '../relay/names.js';
import { RelayError } from '../relay/relay-error.js';
import { session } from '../relay/session.js';
import { explain } from '../shell/notices.js';
import { t } from '../texts.js';
import { dayOf, isSameDay } from './clock.js';
import './pr-message.js';
import { isOwn, reachOf } from './reach.js';

const TOGETHER_WITHIN = 5 * 60_000;

/** What tells a message from others, be it sent or not. */
export function keyOf(message) {
  return message?.clientRef ?? message?.seq;
}

/**
 * A message in its list, with the day before the first one of it.
 *
 * @param previous the message before it; undefined for none
 * @param isFirstNew whether the line is to be drawn behind which all is new
 * @param isCurrent whether the keyboard is at it
 */
export function messageRow(message, { list, previous, isFirstNew, isCurrent }) {
  const isNewDay = !previous || !isSameDay(new Date(previous.time), new Date(message.time));
  const { reached, readers } = isOwn(message) ? reachOf(message, list.entry) : {};
  return html`
    ${isNewDay ? html`<p class="day"><time datetime=${message.time}>${dayOf(new Date(message.time))}</time></p>` : nothing}
    ${isFirstNew ? html`<p class="new">${t('talk.new')}</p>` : nothing}
    <pr-message .message=${message} .peer=${list.peer} .current=${isCurrent} .reached=${reached} .readers=${readers}
      .follows=${!isNewDay && !isFirstNew && belongTogether(previous, message)}
      .quoted=${message.replyTo ? list.quoted(message.replyTo) : undefined}
      .problem=${message.error ? explain(new RelayError(message.error)) : undefined}></pr-message>`;
}

function belongTogether(previous, message) {
  return authorOf(previous) === authorOf(message) && new Date(message.time) - new Date(previous.time) < TOGETHER_WITHIN;
}

/** What waits to be sent says of itself who wrote it. */
function authorOf({ from }) {
  return fold(from ?? session.username);
}
