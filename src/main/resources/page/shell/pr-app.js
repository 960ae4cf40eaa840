import { html } from '/page/lib/lit.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { notices } from './notices.js';
import { Part } from './part.js';
import { route } from './route.js';

/** The elements of a page come when it is first shown. */
const PAGES = {
  with: conversation,
  channel: conversation,
  channels: () => {
    import('../parts/pr-channels.js');
    return html`<pr-channels></pr-channels>`;
  },
  feed: () => {
    import('../parts/pr-feed.js');
    return html`<pr-feed></pr-feed>`;
  },
  search: () => {
    import('../parts/pr-search.js');
    return html`<pr-search></pr-search>`;
  },
  settings: () => {
    import('./pr-settings.js');
    return html`<pr-settings></pr-settings>`;
  },
};

function conversation() {
  import('../parts/pr-conversation.js');
  return html`<pr-conversation .peer=${route.peer}></pr-conversation>`;
}

/** Whether the page was opened by the link that leads to its own user. */
function isOwnLink() {
  const [{ type }] = performance.getEntriesByType('navigation');
  return type === 'navigate' && route.peer !== null && session.isUser(route.peer);
}

/** Either the entrance, or: people and channels at the side, and what was chosen beside them. */
class App extends Part {
  #hasArrived = false;

  constructor() {
    super();
    this.watch(session, route);
    session.watch(() => session.username || this.#leave());
  }

  /** At once: the parts that a user sees must not draw themselves once more when there is none. */
  #leave() {
    this.requestUpdate();
    this.performUpdate();
  }

  render() {
    if (!session.username) {
      import('./pr-entrance.js');
      return html`<pr-entrance></pr-entrance><pr-notices></pr-notices><pr-confirmation></pr-confirmation>`;
    }
    import('../parts/parts.js');
    const page = PAGES[route.name];
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('shell.skip')}</a>
      <pr-connection></pr-connection>
      <div class="desk ${page ? 'chosen' : ''}">
        <pr-side></pr-side>
        <main id="main" tabindex="-1">
          ${page ? page() : html`<div class="empty"><h1>${t('shell.welcome', { username: session.username })}</h1><p>${t('shell.choose')}</p></div>`}
        </main>
        <pr-tray></pr-tray>
      </div>
      <pr-notices></pr-notices><pr-confirmation></pr-confirmation>`;
  }

  updated() {
    if (this.#hasArrived || !session.username) return;
    this.#hasArrived = true;
    if (isOwnLink()) notices.say(t('shell.ownLink'));
  }

  /** Not by the address, which says what is shown. */
  #skip = (event) => {
    event.preventDefault();
    this.querySelector('main').focus();
  };
}

customElements.define('pr-app', App);
