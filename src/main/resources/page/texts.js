import { Observable } from './relay/observable.js';

export const LANGUAGES = { en: 'English', de: 'Deutsch', ru: 'Русский', sr: 'Српски' };

/** Of those that there may be texts in one day. */
const FROM_RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

const STORED = 'peer-relay.language';

/** What the page says, in the language of whoever reads it; English where a text is missing. */
class Texts extends Observable {
  language = 'en';
  #english = {};
  #own = {};
  #plural = new Intl.PluralRules('en');

  /** The language chosen on this device, or else the first of the browser's that there are texts in. */
  async load() {
    const wanted = [localStorage.getItem(STORED), ...navigator.languages].filter(Boolean);
    const language = wanted.map((tag) => tag.split('-')[0]).find((tag) => tag in LANGUAGES) ?? 'en';
    [this.#english, this.#own] = await Promise.all(['en', language].map(read));
    this.#apply(language);
  }

  async choose(language) {
    this.#own = await read(language);
    localStorage.setItem(STORED, language);
    this.#apply(language);
  }

  /**
   * @param key such as `account.logIn`
   * @param values put in place of `{name}`; `count` decides between the forms of a plural
   */
  say(key, values = {}) {
    let text = find(this.#own, key) ?? find(this.#english, key) ?? key;
    if (typeof text === 'object') text = text[this.#plural.select(values.count ?? 0)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  has(key) {
    return find(this.#english, key) !== undefined;
  }

  #apply(language) {
    this.language = language;
    this.#plural = new Intl.PluralRules(language);
    document.documentElement.lang = language;
    document.documentElement.dir = FROM_RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
    this.changed();
  }
}

async function read(language) {
  const answer = await fetch(`/page/texts/${language}.json`);
  return answer.ok ? answer.json() : {};
}

function find(texts, key) {
  return key.split('.').reduce((found, step) => found?.[step], texts);
}

export const texts = new Texts();

/** Short for {@link Texts#say}. */
export const t = (key, values) => texts.say(key, values);
