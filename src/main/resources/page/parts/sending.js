import { session } from '../relay/session.js';
import { transfers } from '../relay/transfers.js';
import { notices } from '../shell/notices.js';
import { addressOf, route } from '../shell/route.js';
import { t } from '../texts.js';
import { fromDrop, fromInput } from './gathering.js';
import { withThumbnails } from './thumbnail.js';

const MOST_FILES = 1_000;

/**
 * Offers files to a person, and says so where that can't be.
 *
 * @param chosen {path, file} for each
 */
export async function sendTo(peer, chosen, handle) {
  if (!chosen.length) return;
  if (peer.startsWith('#')) return notices.say(t('files.onePerson'));
  if (chosen.length > MOST_FILES) return notices.say(t('files.tooMany', { most: MOST_FILES }));
  try {
    await transfers.offer(peer, await withThumbnails(chosen), { handle });
    if (route.peer !== peer) route.go(addressOf(peer));
  } catch (error) {
    notices.fail(error);
  }
}

/** Files may be dropped on whatever says whose it is by `data-peer`; a picture is pasted where one writes. */
export function listen() {
  addEventListener('dragover', over);
  addEventListener('dragleave', () => mark(null));
  addEventListener('drop', dropped);
  addEventListener('paste', pasted);
}

let marked = null;

function mark(place) {
  if (place === marked) return;
  marked?.removeAttribute('data-drop');
  place?.setAttribute('data-drop', '');
  marked = place;
}

function over(event) {
  if (!session.username || !event.dataTransfer?.types.includes('Files')) return;
  // Else the browser would leave the page to show the file.
  event.preventDefault();
  const place = placeOf(event);
  event.dataTransfer.dropEffect = place ? 'copy' : 'none';
  mark(place);
}

async function dropped(event) {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  mark(null);
  const peer = placeOf(event)?.dataset.peer;
  const gathered = fromDrop(event.dataTransfer);
  if (!session.username || !peer) return;
  try {
    const { chosen, handle } = await gathered;
    await sendTo(peer, chosen, handle);
  } catch (error) {
    notices.fail(error);
  }
}

function placeOf(event) {
  return event.target.closest?.('[data-peer]') ?? null;
}

function pasted(event) {
  const { files, types } = event.clipboardData;
  // What comes of a text program brings a picture of the text, too.
  if (!files.length || types.includes('text/plain') || !route.peer || !session.username) return;
  event.preventDefault();
  sendTo(route.peer, fromInput(files));
}
