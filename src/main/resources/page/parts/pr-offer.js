import { html, nothing } from '/page/lib/lit.js';
import { isPicture, isText } from '../relay/file-kinds.js';
import { keptFiles } from '../relay/kept-files.js';
import { transfers } from '../relay/transfers.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { sizeOf } from './amounts.js';
import { shownName } from './file-names.js';
import { save, saveAll } from './saving.js';
import { icon } from './signs.js';

const MOST_CHARACTERS = 20_000;

/** A message that tells of an offer: what was offered, shown as far as it is on this device; or what became of it. */
class Offer extends Part {
  static properties = { message: {}, peer: {}, files: { state: true }, text: { state: true } };
  #address = null;
  #loaded = null;

  constructor() {
    super();
    this.watch(transfers);
    /** Null where they are not on this device. */
    this.files = null;
    this.text = null;
  }

  render() {
    const { status, name } = this.message.offer;
    const title = html`<bdi>${shownName(name)}</bdi>`;
    if (status !== 'offered') return html`<p class="quiet">${t(`files.said.${status}`)} ${title}</p>`;
    return html`
      <p class="name">${icon(this.message.offer.files > 1 ? 'folder' : 'file')} ${title}</p>
      <p class="quiet">${this.#extent()}</p>
      ${this.#preview()}
      ${this.files && !this.files[0].outgoing ? this.#saving() : nothing}`;
  }

  #extent() {
    const { files, bytes } = this.message.offer;
    const status = transfers.of(this.message.offer.transfer)?.status;
    return [
      files > 1 ? t('files.count', { count: files }) : null,
      sizeOf(bytes),
      status && status !== 'offered' ? t(`files.now.${status}`) : null,
    ].filter(Boolean).join(' · ');
  }

  #preview() {
    if (this.#address) return html`<img class="preview" src=${this.#address} alt=${shownName(this.message.offer.name)}>`;
    if (this.text !== null) return html`<pre class="preview" tabindex="0">${this.text}</pre>`;
    return nothing;
  }

  #saving() {
    return html`<div class="actions"><button type="button" @click=${this.#save}>${t(this.files.length > 1 ? 'files.saveAll' : 'files.save')}</button></div>`;
  }

  updated() {
    const { transfer, status } = this.message.offer;
    const now = `${transfer} ${transfers.of(transfer)?.isSettled}`;
    if (status !== 'offered' || this.#loaded === now) return;
    this.#loaded = now;
    this.#load(transfer).catch(() => {});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#release();
    this.#loaded = null;
  }

  async #load(transfer) {
    const files = await keptFiles.files(transfer);
    if (this.message.offer.transfer !== transfer || !this.isConnected) return;
    this.#release();
    this.text = null;
    if (files?.length === 1 && isPicture(files[0])) this.#address = URL.createObjectURL(files[0].blob.slice(0, undefined, files[0].type));
    else if (files?.length === 1 && isText(files[0])) this.text = await beginningOf(files[0].blob);
    this.files = files;
    this.requestUpdate();
  }

  #release() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }

  #save = async () => {
    try {
      if (this.files.length > 1) await saveAll(this.files);
      else save(this.files[0]);
    } catch (error) {
      if (error.name !== 'AbortError') notices.fail(error);
    }
  };
}

async function beginningOf(blob) {
  const text = await blob.slice(0, MOST_CHARACTERS * 4).text();
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

customElements.define('pr-offer', Offer);
