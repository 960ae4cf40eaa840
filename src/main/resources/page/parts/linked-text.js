import { html } from '/page/lib/lit.js';

/** Not across what turns the direction of writing, by which an address could seem to be another one. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/giu;
const AFTER_IT = /[.,;:!?…»”’]+$/u;

/** What somebody wrote, as text; the addresses of the web in it lead there. */
export function linkedText(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutWhatFollows(match[0]);
    if (!isOfTheWeb(address)) continue;
    parts.push(text.slice(end, match.index), link(address, address));
    end = match.index + address.length;
  }
  return [...parts, text.slice(end)];
}

/** Another site learns neither where one came from nor gets hold of this page. */
export function link(address, text) {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${text}</a>`;
}

export function isOfTheWeb(address) {
  const protocol = URL.canParse(address) ? new URL(address).protocol : '';
  return protocol === 'https:' || protocol === 'http:';
}

/** The end of a sentence, and a bracket that was opened before the address. */
function withoutWhatFollows(found) {
  const address = found.replace(AFTER_IT, '');
  const isUnopened = address.endsWith(')') && count(address, ')') > count(address, '(');
  return isUnopened ? withoutWhatFollows(address.slice(0, -1)) : address;
}

function count(text, character) {
  return text.split(character).length - 1;
}
