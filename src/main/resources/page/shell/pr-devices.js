import { html, nothing, repeat } from '/page/lib/lit.js';
import { session } from '../relay/session.js';
import { t, texts } from '../texts.js';
import { confirmation } from './confirmation.js';
import { explain, notices } from './notices.js';
import { Part } from './part.js';

/** Where the user is logged in besides here, and the end of it. */
class Devices extends Part {
  static properties = { sessions: { state: true }, problem: { state: true } };
  #end = null;

  constructor() {
    super();
    /** Null until the relay has said. */
    this.sessions = null;
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = session.onWelcome(() => this.#load());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  render() {
    return html`<section class="card" aria-labelledby="settings-devices">
      <h2 id="settings-devices">${t('settings.devices.title')}</h2>
      <ul class="entries">${repeat(this.sessions ?? [], (one) => one.session, (one) => this.#one(one))}</ul>
      ${this.sessions?.length === 1 ? html`<p class="hint">${t('settings.devices.none')}</p>` : nothing}
      <p class="problem" role="alert">${this.problem}</p>
    </section>`;
  }

  #one(one) {
    const name = one.device ?? t('settings.devices.unnamed');
    return html`<li>
      <div>
        <bdi>${name}</bdi>
        ${one.current ? html`<span class="badge">${t('settings.devices.this')}</span>` : nothing}
        <p class="quiet">${this.#seen(one)}${one.since ? html`<br>${t('settings.devices.since', { time: moment(one.since) })}` : nothing}</p>
      </div>
      ${one.current ? nothing : html`<button aria-label=${t('settings.devices.endOf', { name })} @click=${() => this.#endOne(one, name)}>${t('settings.devices.end')}</button>`}
    </li>`;
  }

  #seen({ online, current, lastSeen }) {
    if (online || current) return t('settings.devices.online');
    return lastSeen ? t('settings.devices.seen', { time: moment(lastSeen) }) : '';
  }

  async #load() {
    try {
      this.sessions = (await session.request({ type: 'sessions' })).sessions;
      this.problem = '';
    } catch (error) {
      this.problem = explain(error);
    }
  }

  async #endOne(one, name) {
    const wanted = await confirmation.ask({
      title: t('settings.devices.endOf', { name }),
      text: t('settings.devices.ending'),
      action: t('settings.devices.end'),
    });
    if (!wanted) return;
    try {
      await session.request({ type: 'endSession', session: one.session });
      notices.say(t('settings.devices.ended', { name }));
    } catch (error) {
      this.problem = explain(error);
    }
    await this.#load();
  }
}

function moment(time) {
  return new Intl.DateTimeFormat(texts.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

customElements.define('pr-devices', Devices);
