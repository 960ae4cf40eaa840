import { LitElement } from '/page/lib/lit.js';
import { texts } from '../texts.js';

/**
 * What all elements of the page are: drawn into the page itself, so that one style sheet, a browser's password store and
 * labels reach them; and anew when something that they {@link watch} has changed. Texts are watched by all.
 */
export class Part extends LitElement {
  #watched = [texts];
  #ends = [];

  createRenderRoot() {
    return this;
  }

  watch(...observables) {
    this.#watched.push(...observables);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = this.#watched.map((observable) => observable.watch(() => this.requestUpdate()));
    this.requestUpdate();
  }

  /** What was taken off the page meanwhile, as by a logout, has nothing to show any more. */
  shouldUpdate() {
    return this.isConnected;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
  }
}
