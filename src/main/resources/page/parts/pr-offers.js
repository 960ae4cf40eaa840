import { html, nothing, repeat } from '/page/lib/lit.js';
import { transfers } from '../relay/transfers.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import './pr-transfer.js';

/** Above what one writes to somebody: the files that wait for an answer, or are on their way. */
class Offers extends Part {
  static properties = { peer: {} };

  constructor() {
    super();
    this.watch(transfers);
  }

  render() {
    const open = transfers.with(this.peer);
    if (!open.length) return nothing;
    return html`<ul aria-label=${t('files.withPeer', { peer: this.peer })}>${transferItems(open)}</ul>`;
  }
}

export function transferItems(open) {
  return repeat(open, ({ id }) => id, (transfer) => html`<li><pr-transfer .transfer=${transfer}></pr-transfer></li>`);
}

customElements.define('pr-offers', Offers);
