import { html, nothing, repeat } from '/page/lib/lit.js';
import { people } from '../relay/people.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { explain } from './notices.js';
import { Part } from './part.js';
import { addressOf } from './route.js';

const STANDINGS = ['trusted', 'blocked'];

/** Who may see that I am there, whom I trust, and whom I don't want to hear. */
class Standings extends Part {
  static properties = { visible: { state: true }, problem: { state: true } };
  #end = null;

  constructor() {
    super();
    this.watch(people);
    /** Null until the relay has said. */
    this.visible = null;
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = session.onWelcome(() => this.#attempt(async () => {
      this.visible = (await session.request({ type: 'contacts' })).visible ?? null;
    }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  render() {
    return html`<section class="card" aria-labelledby="settings-people">
      <h2 id="settings-people">${t('settings.people.title')}</h2>
      <label class="check"><input type="checkbox" name="visible" .checked=${this.visible === true} ?disabled=${this.visible === null}
        aria-describedby="settings-visible" @change=${this.#show}>${t('settings.people.visible')}</label>
      <p class="hint of-check" id="settings-visible">${t('settings.people.visibleHint')}</p>
      ${STANDINGS.map((standing) => this.#list(standing))}
      <p class="problem" role="alert">${this.problem}</p>
    </section>`;
  }

  #list(standing) {
    const names = people.allThatAre(standing);
    return html`<h3>${t(`settings.people.${standing}`)}</h3>
      ${names.length ? nothing : html`<p class="hint">${t(`settings.people.no.${standing}`)}</p>`}
      <ul class="entries">${repeat(names, (name) => name, (name) => html`<li>
        <a href=${addressOf(name)}><bdi>${name}</bdi></a>
        <button aria-label=${t(`settings.people.end.${standing}`, { name })} @click=${() => this.#attempt(() => people.setStanding(name, null))}>${t('settings.people.remove')}</button>
      </li>`)}</ul>`;
  }

  #show = ({ target }) => this.#attempt(async () => {
    this.visible = target.checked;
    try {
      await session.request({ type: 'setVisible', visible: target.checked });
    } catch (error) {
      this.visible = !target.checked;
      throw error;
    }
  });

  async #attempt(act) {
    this.problem = '';
    try {
      await act();
    } catch (error) {
      this.problem = explain(error);
    }
  }
}

customElements.define('pr-standings', Standings);
