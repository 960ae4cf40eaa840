import { html } from '/page/lib/lit.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { Part } from './part.js';

/** A shorter break is none: nobody could read of it. */
const NOTICED_AFTER = 1_000;
const BACK_FOR = 2_500;

/** Says quietly that the relay can't be reached, and when it can again. */
class Connection extends Part {
  static properties = { state: { state: true } };
  #online = null;
  #timer = null;
  #end = null;

  constructor() {
    super();
    /** `lost`, `back`, or empty where there is nothing to say. */
    this.state = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = session.watch(() => this.#look());
    addEventListener('online', this.#refresh);
    addEventListener('offline', this.#refresh);
    this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
    this.#online = null;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#refresh);
    removeEventListener('offline', this.#refresh);
  }

  render() {
    return html`<div class="connection ${this.state}" role="status"><p>${this.#text()}</p></div>`;
  }

  #text() {
    if (this.state === 'lost') return t(navigator.onLine ? 'shell.connecting' : 'shell.offline');
    return this.state === 'back' ? t('shell.connected') : '';
  }

  #look() {
    if (session.online === this.#online) return;
    this.#online = session.online;
    if (!session.online) this.#become('lost', NOTICED_AFTER);
    else if (this.state !== 'lost') this.#become('');
    else {
      this.#become('back');
      this.#become('', BACK_FOR);
    }
  }

  /** @param delay until then it stays as it is */
  #become(state, delay = 0) {
    clearTimeout(this.#timer);
    if (!delay) this.state = state;
    else this.#timer = setTimeout(() => (this.state = state), delay);
  }

  #refresh = () => this.requestUpdate();
}

customElements.define('pr-connection', Connection);
