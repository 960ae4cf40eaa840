const TURNS = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;
const SPECIAL = /[<>:"|?*%]/g;
const EDGES = /^[.\s]+|[.\s]+$/g;
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 120;

/** A name of another user as text: what turns the writing round or does not show becomes a sign that does. */
export function shownName(name) {
  return name.replace(TURNS, '\ufffd');
}

/** The folders and the name under which a file of another user may be stored: never outside of where it should be. */
export function safeSteps(path) {
  const steps = path.split(/[/\\]/).map(safeStep).filter(Boolean);
  return steps.length ? steps : ['file'];
}

/** Its name alone. */
export function safeName(path) {
  return safeSteps(path).at(-1);
}

function safeStep(step) {
  const plain = step.replace(UNSHOWN, '').replace(SPECIAL, '_').replace(EDGES, '');
  const name = DEVICES.test(plain) ? `_${plain}` : plain;
  if (name.length <= LONGEST) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return [...name].slice(0, LONGEST - ending.length).join('') + ending;
}
