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
      <section ?hidden=${!elsewhere.length} aria-label=${t('files.tray')}>
        <h2>${t('files.tray')}</h2>
        <ul>${transferItems(elsewhere)}</ul>
      </section>`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.endNews = transfers.onNews((transfer) => this.#tell(transfer));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.endNews();
  }

  #tell(transfer) {
    const { status, outgoing, peer, isOver, endedBy } = transfer;
    const name = plainTitle(transfer);
    if (status === 'offered' && !outgoing) {
      this.said = t('files.told.offered', { peer, name });
      if (!isShown(peer))
        notices.say(this.said, { label: t('files.look'), run: () => route.go(addressOf(peer)) });
    } else if (isOver && endedBy !== session.username) {
      notices.say(t(`files.told.${outgoing ? 'out' : 'in'}.${status}`, { peer, name }));
    }
  }
}

function isShown(peer) {
  return route.peer !== null && fold(route.peer) === fold(peer);
}

transfers.downloadBy((address) => download(address));
listen();

customElements.define('pr-tray', Tray);
