import { texts } from '../texts.js';

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** How much, as one says it: 3.4 MB. */
export function sizeOf(bytes) {
  return inSizes(bytes, '');
}

/** How fast: 3.4 MB/s. */
export function rateOf(bytes) {
  return inSizes(bytes, '-per-second');
}

function inSizes(bytes, per) {
  const step = bytes < 1000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return inUnit(value, SIZES[step] + per, value < 10 && step ? 1 : 0, step ? 'short' : 'long');
}

/** How long, roughly: nobody wants to see hours and seconds. */
export function durationOf(seconds) {
  if (seconds < 60) return inUnit(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 3600) return inUnit(Math.round(seconds / 60), 'minute');
  return inUnit(seconds / 3600, 'hour', 1);
}

function inUnit(value, unit, maximumFractionDigits = 0, unitDisplay = 'short') {
  return new Intl.NumberFormat(texts.language, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}
