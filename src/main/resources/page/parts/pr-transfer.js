import { html, nothing } from '/page/lib/lit.js';
import { people } from '../relay/people.js';
import { transfers } from '../relay/transfers.js';
import { confirmation } from '../shell/confirmation.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { durationOf, rateOf, sizeOf } from './amounts.js';
import { shownName } from './file-names.js';
import { fromInput } from './gathering.js';
import { icon } from './signs.js';
import { shownThumbnail } from './thumbnail.js';

/** One transfer that waits or runs: what it is, how far it is, and what one can do. */
class TransferPart extends Part {
  static properties = { transfer: {}, busy: { state: true } };

  constructor() {
    super();
    this.watch(transfers);
  }

  render() {
    const { transfer } = this;
    return html`
      ${picture(transfer)}
      <div class="about">
        <p class="name">${titleOf(transfer)}</p>
        ${transfer.note ? html`<p class="note"><bdi>${shownName(transfer.note)}</bdi></p>` : nothing}
        <p class="quiet">${this.#state()}</p>
        ${transfer.status === 'offered'
          ? nothing
          : html`<progress max=${Math.max(1, transfer.total)} .value=${transfer.bytes} aria-label=${t('files.progressOf', { name: plainTitle(transfer) })}></progress>`}
      </div>
      <div class="actions">${this.#actions()}</div>`;
  }

  #state() {
    const { status, outgoing, peer, total, bytes, rate, timeLeft, files } = this.transfer;
    if (status === 'offered') return [outgoing ? t('files.awaitsAnswer', { peer }) : t('files.offersYou', { peer }), extent(files, total)].join(' · ');
    if (status !== 'running') return t(`files.status.${outgoing ? 'out' : 'in'}.${status}`, { peer, count: files.length });
    const parts = [t('files.of', { part: sizeOf(bytes), all: sizeOf(total) })];
    if (rate) parts.push(rateOf(rate));
    if (timeLeft !== null && isFinite(timeLeft)) parts.push(t('files.timeLeft', { time: durationOf(timeLeft) }));
    return parts.join(' · ');
  }

  #actions() {
    const { transfer } = this;
    const { status, outgoing, way } = transfer;
    if (status === 'offered' && !outgoing) return this.#answers();
    const actions = [];
    if (status === 'running' && way !== 'download') actions.push(this.#button('pause', () => transfer.pause()));
    if (status === 'paused' || status === 'full') actions.push(this.#button('resume', () => transfer.unpause()));
    if (status === 'missing') actions.push(this.#chooseAgain());
    if (status === 'stopped') actions.push(this.#button('downloadAgain', () => transfer.downloadAgain()));
    return [...actions, this.#button('cancel', () => this.#cancel())];
  }

  #answers() {
    const { transfer } = this;
    return html`
      ${this.#button('always', () => this.#always(), 'link', { peer: transfer.peer })}
      ${this.#button('decline', () => transfer.decline())}
      ${this.#button('accept', () => transfer.accept(), 'primary')}`;
  }

  #button(name, act, kind = '', values = {}) {
    return html`<button type="button" class=${kind} ?disabled=${this.busy} aria-label=${`${t(`files.${name}`, values)}: ${plainTitle(this.transfer)}`}
      @click=${() => this.#act(act)}>${t(`files.${name}`, values)}</button>`;
  }

  #chooseAgain() {
    const { transfer } = this;
    if (transfer.hasHandle) return this.#button('goOn', () => transfer.reopen());
    const isFolder = transfer.files[0].name.includes('/');
    return html`
      ${this.#button('chooseAgain', () => this.querySelector('input').click(), 'primary', { count: transfer.files.length })}
      <input type="file" multiple hidden ?webkitdirectory=${isFolder} @change=${this.#chosenAgain}>`;
  }

  #chosenAgain = ({ target }) =>
    this.#act(async () => {
      const isTaken = await this.transfer.takeAgain(fromInput(target.files).map(({ file }) => file));
      if (!isTaken) notices.say(t('files.notTheSame', { count: this.transfer.files.length }));
    });

  async #always() {
    await people.setStanding(this.transfer.peer, 'trusted');
    if (this.transfer.status === 'offered') await this.transfer.accept();
  }

  async #cancel() {
    const { transfer } = this;
    const question = { title: t('files.cancelTitle'), text: t('files.cancelText', { name: plainTitle(transfer) }), action: t('files.cancelNow') };
    if (transfer.status === 'offered' || (await confirmation.ask(question))) await transfer.cancel();
  }

  async #act(act) {
    this.busy = true;
    try {
      await act();
    } catch (error) {
      notices.fail(error);
    }
    this.busy = false;
  }
}

/** What a transfer is called: its file, or the first of them. */
export function plainTitle({ files }) {
  const name = shownName(files[0].name);
  return files.length > 1 ? t('files.andOthers', { name, count: files.length - 1 }) : name;
}

function titleOf({ files }) {
  const name = html`<bdi>${shownName(files[0].name)}</bdi>`;
  return files.length > 1 ? html`${name} ${t('files.others', { count: files.length - 1 })}` : name;
}

function extent(files, total) {
  return files.length > 1 ? `${t('files.count', { count: files.length })} · ${sizeOf(total)}` : sizeOf(total);
}

function picture({ files }) {
  const thumbnail = shownThumbnail(files.find((file) => file.thumbnail)?.thumbnail);
  if (thumbnail) return html`<img class="thumbnail" src=${thumbnail} alt="">`;
  return html`<span class="thumbnail">${icon(files.length > 1 || files[0].name.endsWith('/') ? 'folder' : 'file')}</span>`;
}

customElements.define('pr-transfer', TransferPart);
