import { Observable } from '../relay/observable.js';

/** Asks before something that can't be undone. */
class Confirmation extends Observable {
  /** Null while nothing is asked. */
  question = null;
  #answer = null;

  /**
   * @param question {title, text, action}: the last is what the button says that does it
   * @returns whether the user wants it
   */
  ask(question) {
    this.answer(false);
    this.question = question;
    this.changed();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  answer(wanted) {
    this.#answer?.(wanted);
    this.#answer = null;
    this.question = null;
    this.changed();
  }
}

export const confirmation = new Confirmation();
