import { Observable } from '../relay/observable.js';
import { RelayError } from '../relay/relay-error.js';
import { t, texts } from '../texts.js';

const SHOWN_FOR = 7_000;
/** Whoever is to do something needs the time to get there. */
const OFFERED_FOR = 20_000;

/** Short sentences that come up and go again by themselves; an error stays until it is put away. */
class Notices extends Observable {
  shown = [];
  #numbers = 0;

  /** @param action what to offer beside it: {label, run} */
  say(text, action) {
    this.#show({ text, action, kind: 'news' }, action ? OFFERED_FOR : SHOWN_FOR);
  }

  fail(error) {
    this.#show({ text: explain(error), kind: 'error' }, null);
  }

  dismiss(notice) {
    this.shown = this.shown.filter((other) => other !== notice);
    this.changed();
  }

  #show(content, duration) {
    if (this.shown.some(({ text }) => text === content.text)) return;
    const notice = { ...content, number: ++this.#numbers };
    this.shown = [...this.shown, notice];
    this.changed();
    if (duration) setTimeout(() => this.dismiss(notice), duration);
  }
}

/** What was wrong and what to do, in the reader's language where there is a text for its code. */
export function explain(error) {
  if (!(error instanceof RelayError)) {
    console.error(error);
    return t('errors.unexpected');
  }
  const key = `errors.${error.code}`;
  const seconds = Math.max(1, Math.ceil((error.retryAfter ?? 0) / 1000));
  return texts.has(key) ? t(key, { detail: error.message, count: seconds }) : `${error.message} ${error.hint ?? ''}`.trim();
}

export const notices = new Notices();
