import { html } from '/page/lib/lit.js';
import { t } from '../texts.js';
import { icon } from './signs.js';

/** The title of a page, with the way back where a screen has room for one column only. */
export function sheetHeader(title) {
  return html`<header class="sheet-header">
    <a class="to-side button" href="#/" aria-label=${t('shell.back')}>${icon('back')}</a>
    <h1>${title}</h1>
  </header>`;
}
