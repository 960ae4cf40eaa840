import { html, nothing } from '/page/lib/lit.js';
import { notices } from '../shell/notices.js';
import { Part } from '../shell/part.js';
import { t } from '../texts.js';
import { fromInput } from './gathering.js';
import { icon } from './signs.js';
import { sendTo } from './sending.js';

/** Beside what one writes: picks files, or a folder, for the same person. */
class Attach extends Part {
  static properties = { peer: {} };

  render() {
    const folders = 'webkitdirectory' in HTMLInputElement.prototype;
    return html`
      <button type="button" class="icon" title=${t('files.sendFiles')} aria-label=${t('files.sendFiles')} @click=${this.#pickFiles}>${icon('attach')}</button>
      ${folders
        ? html`<button type="button" class="icon folder" title=${t('files.sendFolder')} aria-label=${t('files.sendFolder')}
            @click=${() => this.#pick('.folder-picker')}>${icon('folder')}</button>`
        : nothing}
      <input class="file-picker" type="file" multiple hidden @change=${this.#picked}>
      <input class="folder-picker" type="file" webkitdirectory hidden @change=${this.#picked}>`;
  }

  /** The browser's newer way gives back what it let this page read once, after the page was loaded again. */
  #pickFiles = async () => {
    if (this.peer.startsWith('#') || !('showOpenFilePicker' in window)) return this.#pick('.file-picker');
    try {
      const handles = await showOpenFilePicker({ multiple: true });
      const files = await Promise.all(handles.map((handle) => handle.getFile()));
      await sendTo(this.peer, fromInput(files), handles.length === 1 ? handles[0] : null);
    } catch (error) {
      if (error.name !== 'AbortError') notices.fail(error);
    }
  };

  #pick(picker) {
    if (this.peer.startsWith('#')) notices.say(t('files.onePerson'));
    else this.querySelector(picker).click();
  }

  #picked = async ({ target }) => {
    await sendTo(this.peer, fromInput(target.files));
    target.value = '';
  };
}

customElements.define('pr-attach', Attach);
