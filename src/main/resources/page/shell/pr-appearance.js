import { html, nothing } from '/page/lib/lit.js';
import { LANGUAGES, t, texts } from '../texts.js';
import { notices } from './notices.js';
import { notifications } from './notifications.js';
import { Part } from './part.js';
import { preferences } from './preferences.js';
import { play } from './sound.js';

const THEMES = ['system', 'light', 'dark'];

/** Language, colours, notifications and sound of this device. */
class Appearance extends Part {
  constructor() {
    super();
    this.watch(preferences, notifications);
  }

  render() {
    return html`<section class="card" aria-labelledby="settings-device">
      <h2 id="settings-device">${t('settings.device')}</h2>
      <label for="settings-language">${t('settings.language')}</label>
      <select id="settings-language" @change=${this.#speak}>
        ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === texts.language}>${name}</option>`)}
      </select>
      <fieldset class="choices">
        <legend>${t('settings.theme.title')}</legend>
        ${THEMES.map((theme) => html`<label class="check"><input type="radio" name="theme" value=${theme}
          .checked=${preferences.get('theme') === theme} @change=${() => preferences.set('theme', theme)}>${t(`settings.theme.${theme}`)}</label>`)}
      </fieldset>
      ${this.#notifications()}
      <label class="check"><input type="checkbox" name="sound" .checked=${preferences.get('sound')} @change=${this.#sound}>${t('settings.sound')}</label>
    </section>`;
  }

  #notifications() {
    if (!notifications.areThere) return html`<p class="hint">${t('settings.noNotifications')}</p>`;
    const { areOn, areDenied } = notifications;
    return html`
      <label class="check"><input type="checkbox" name="notifications" .checked=${areOn} ?disabled=${areDenied}
        @change=${this.#notify}>${t('settings.notifications')}</label>
      ${areDenied ? html`<p class="hint of-check">${t('settings.denied')}</p>` : nothing}
      <label class="check"><input type="checkbox" name="preview" .checked=${preferences.get('preview')} ?disabled=${!areOn}
        @change=${({ target }) => preferences.set('preview', target.checked)}>${t('settings.preview')}</label>`;
  }

  #speak = ({ target }) => texts.choose(target.value).catch((error) => notices.fail(error));

  #notify = async ({ target }) => {
    if (!target.checked) return notifications.turnOff();
    await notifications.turnOn();
    target.checked = notifications.areOn;
  };

  #sound = ({ target }) => {
    preferences.set('sound', target.checked);
    if (target.checked) play();
  };
}

customElements.define('pr-appearance', Appearance);
