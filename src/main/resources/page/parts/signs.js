import { html, nothing, svg } from '/page/lib/lit.js';
import { people } from '../relay/people.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { momentOf, shortOf } from './clock.js';

const TONES = 8;

const SHAPES = {
  channels: svg`<path d="M9 4 7 20M17 4l-2 16M4 9h17M3 15h17"/>`,
  feed: svg`<path d="M4 5h16v14H4zM8 9h8M8 12h8M8 15h5"/>`,
  search: svg`<circle cx="11" cy="11" r="6"/><path d="m16 16 5 5"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  like: svg`<path d="M7 11v9H4v-9zM7 11l4-7c2 0 2.5 1.5 2 3l-.7 3H18a2 2 0 0 1 2 2.4l-1.3 6A2 2 0 0 1 16.7 20H7"/>`,
  dislike: svg`<path d="M7 13V4H4v9zM7 13l4 7c2 0 2.5-1.5 2-3l-.7-3H18a2 2 0 0 0 2-2.4l-1.3-6A2 2 0 0 0 16.7 4H7"/>`,
  comment: svg`<path d="M4 5h16v11H11l-4 4v-4H4z"/>`,
  members: svg`<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 3-6 6-6s6 2 6 6M16 5a3.5 3.5 0 0 1 0 6.5M18 15c2 .8 3 2.5 3 5"/>`,
  link: svg`<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v2h-2zM14 18h2v2h-2zM18 18h2v2h-2z"/>`,
  more: svg`<circle cx="12" cy="5" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="12" cy="19" r="1"/>`,
  closed: svg`<path d="M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3"/>`,
  attach: svg`<path d="m8 12 6-6a3 3 0 0 1 4.300 4.300L10.500 18A5 5 0 0 1 3.500 11l7-7"/>`,
  file: svg`<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>`,
  folder: svg`<path d="M3 6h6l2 2h10v11H3z"/>`,
  send: svg`<path d="M4 12 20 4l-6 16-3-7z"/>`,
  back: svg`<path d="m14 6-6 6 6 6"/>`,
};

/** A round sign with the first letter of a name, in a colour that a name always has. It says nothing that is not beside it. */
export function face(name) {
  const letter = name.startsWith('#') ? '#' : [...name][0].toUpperCase();
  const tone = [...name.toLowerCase()].reduce((sum, character) => sum + character.codePointAt(0), 0) % TONES;
  return html`<span class="face" data-tone=${tone} aria-hidden="true">${letter}</span>`;
}

/** A dot where somebody is there, and the word for who can't see it. */
export function presence(name) {
  const isThere = people.isMe(name) ? session.online : people.presenceOf(name).online;
  return isThere
    ? html`<span class="presence"><span class="visually-hidden">${t('rooms.online')}</span></span>`
    : nothing;
}

/** A line drawing in the colour of the text around it, which says the same. */
export function icon(name) {
  return html`<svg class="drawn" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">${SHAPES[name]}</svg>`;
}

/** When something was, as short as can be: the rest comes when one points at it. */
export function moment(time) {
  const date = new Date(time);
  return html`<time datetime=${time} title=${momentOf(date)}>${shortOf(date)}</time>`;
}
