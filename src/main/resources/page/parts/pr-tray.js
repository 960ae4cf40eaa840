import { html } from '/page/lib/lit.js';
import { fold } from '../relay/names.js';
import { session } from '../relay/session.js';
import { transfers } from '../relay/transfers.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { addressOf, route } from '../shell/route.js';
import { t } from '../texts.js';
import { transferItems } from './pr-offers.js';
import { plainTitle } from './pr-transfer.js';
import { download } from './saving.js';
import { listen } from './sending.js';

const HAS_ROOM = matchMedia('(min-width: 1001px)');

/** The transfers with others than the one whose conversation is shown; and, for all, the word when one comes or ends. */
class Tray extends Part {
  static properties = { said: { state: true } };

  constructor() {
    super();
    this.watch(transfers, route);
    this.said = '';
  }

  render() {
    const elsewhere = transfers.open.filter(({ peer }) => !isShown(peer));
    return html`
      <p class="visually-hidden" role="status">${this.said}</p>
      <details ?hidden=${!elsewhere.length} ?open=${HAS_ROOM.matches}>
        <summary>${t('files.tray')} (${elsewhere.length})</summary>
        <ul>${transferItems(elsewhere)}</ul>
      </details>`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.endNews = transfers.onNews((transfer) => this.#tell(transfer));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.endNews();
  }

  /** Who looks at the conversation sees it there, and only has to hear it. */
  #tell(transfer) {
    const { status, outgoing, peer, isOver, endedBy } = transfer;
    const isNew = status === 'offered' && !outgoing;
    if (!isNew && (!isOver || endedBy === session.username)) return;
    this.said = t(`files.told.${outgoing ? 'out' : 'in'}.${status}`, { peer, name: plainTitle(transfer) });
    if (!isShown(peer)) notices.say(this.said, { label: t('files.look'), run: () => route.go(addressOf(peer)) });
  }
}

function isShown(peer) {
  return route.peer !== null && fold(route.peer) === fold(peer);
}

transfers.downloadBy((address) => download(address));
listen();

customElements.define('pr-tray', Tray);
