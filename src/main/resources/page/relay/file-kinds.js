/** What may be shown in a conversation: never a document that could do anything, as an SVG could. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif']);
const TEXT_ENDINGS = /\.(txt|md|markdown|csv|tsv|log|json|xml|yaml|yml|ini|conf|toml|diff|patch|c|h|cpp|java|js|ts|py|rs|go|sh|sql|css)$/i;
const MOST_SHOWN = 10 * 1024 * 1024;

export function isPicture({ type, size, encoding }) {
  return PICTURES.has(type) && size <= MOST_SHOWN && !encoding;
}

export function isText({ name, type, size, encoding }) {
  return (/^text\//.test(type ?? '') || TEXT_ENDINGS.test(name)) && size <= MOST_SHOWN && !encoding;
}

export function isShown(file) {
  return isPicture(file) || isText(file);
}
