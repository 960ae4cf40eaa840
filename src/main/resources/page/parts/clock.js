import { t, texts } from '../texts.js';

const forms = new Map();

/** As on a clock. */
export function timeOf(date) {
  return form({ hour: 'numeric', minute: '2-digit' }).format(date);
}

/** Day and time in full. */
export function momentOf(date) {
  return form({ dateStyle: 'full', timeStyle: 'medium' }).format(date);
}

/** As short as can be: the time if it was today, or else the day. */
export function shortOf(date) {
  const now = new Date();
  if (isSameDay(date, now)) return timeOf(date);
  if (date.getFullYear() === now.getFullYear()) return form({ day: 'numeric', month: 'short' }).format(date);
  return form({ day: 'numeric', month: 'numeric', year: '2-digit' }).format(date);
}

/** Today, yesterday, or which day it was. */
export function dayOf(date) {
  const today = new Date();
  if (isSameDay(date, today)) return t('talk.today');
  if (isSameDay(date, new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1))) return t('talk.yesterday');
  const year = date.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' };
  return form({ weekday: 'long', day: 'numeric', month: 'long', ...year }).format(date);
}

export function isSameDay(one, other) {
  return one.toDateString() === other.toDateString();
}

/** To make one takes long. English is written in many ways: that of the browser, if it is in the language of the texts. */
function form(options) {
  const key = texts.language + JSON.stringify(options);
  if (!forms.has(key)) {
    const language = navigator.languages.find((tag) => tag.split('-')[0] === texts.language) ?? texts.language;
    forms.set(key, new Intl.DateTimeFormat(language, options));
  }
  return forms.get(key);
}
