import { safeName, safeSteps } from './file-names.js';

/** Long enough for a browser to have opened what it saves. */
const KEPT_FOR = 60_000;

/** Lets the browser download an address of the relay: it writes to the disk by itself. */
export function download(address, name = '') {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** One file that this page has. It is saved as bytes, whatever it says it is. */
export function save({ name, blob }) {
  const address = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  download(address, safeName(name));
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}

/** All files: into a folder that the user chooses, where the browser lets one; else one by one. */
export async function saveAll(files) {
  if (!('showDirectoryPicker' in window)) return files.filter(({ name }) => !name.endsWith('/')).forEach(save);
  const folder = await showDirectoryPicker({ mode: 'readwrite' });
  const taken = new Set();
  for (const file of files) await saveInto(folder, file, taken);
}

async function saveInto(folder, { name, blob }, taken) {
  const steps = safeSteps(name);
  const last = name.endsWith('/') ? null : steps.pop();
  let within = folder;
  for (const step of steps) within = await within.getDirectoryHandle(step, { create: true });
  if (last === null) return;
  const file = await within.getFileHandle(free(steps, last, taken), { create: true });
  await blob.stream().pipeTo(await file.createWritable());
}

/** Two hostile names may become the same safe one. */
function free(steps, name, taken) {
  const key = (candidate) => [...steps, candidate].join('/').toLowerCase();
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/.exec(name);
  let candidate = name;
  for (let number = 2; taken.has(key(candidate)); number++) candidate = `${stem} (${number})${ending ?? ''}`;
  taken.add(key(candidate));
  return candidate;
}
