import { html } from '/page/lib/lit.js';
import { t } from '../texts.js';
import { Part } from './part.js';
import './pr-account.js';
import './pr-appearance.js';
import './pr-devices.js';
import './pr-standings.js';

const SHORTCUTS = ['find', 'rows', 'send', 'line', 'edit', 'messages', 'act', 'close'];

/** Who I am on this relay, how the page is on this device, and what the keyboard can do. */
class Settings extends Part {
  render() {
    return html`<div class="sheet" data-page="settings">
      <header class="sheet-header">
        <a class="to-side button" href="#/" aria-label=${t('shell.back')}>
          <svg class="drawn" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="m14 6-6 6 6 6"/></svg>
        </a>
        <h1>${t('settings.title')}</h1>
      </header>
      <pr-appearance></pr-appearance>
      <pr-standings></pr-standings>
      <pr-devices></pr-devices>
      <pr-account></pr-account>
      <section class="card" aria-labelledby="settings-keys">
        <h2 id="settings-keys">${t('settings.keys.title')}</h2>
        <dl class="keys">
          ${SHORTCUTS.map((shortcut) => html`<div><dt>${t(`settings.keys.${shortcut}.what`)}</dt><dd><kbd>${t(`settings.keys.${shortcut}.keys`)}</kbd></dd></div>`)}
        </dl>
      </section>
    </div>`;
  }
}

customElements.define('pr-settings', Settings);
