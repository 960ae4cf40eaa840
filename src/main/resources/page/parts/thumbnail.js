const EDGE = 128;
const MOST_CHARACTERS = 8_192;
const MOST_OF_ONE_OFFER = 8;
const LARGEST_PICTURE = 40_000_000;
const SHOWN = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/;

/** Adds a small picture to the first pictures among what is to be sent. */
export async function withThumbnails(chosen) {
  const pictures = chosen.filter(({ file }) => /^image\/(?!svg)/.test(file.type) && file.size <= LARGEST_PICTURE);
  for (const one of pictures.slice(0, MOST_OF_ONE_OFFER)) one.thumbnail = await thumbnailOf(one.file).catch(() => null);
  return chosen;
}

/** What another user says is a picture, if it is one and nothing else. */
export function shownThumbnail(thumbnail) {
  return thumbnail && SHOWN.test(thumbnail) ? thumbnail : null;
}

async function thumbnailOf(file) {
  const picture = await createImageBitmap(file);
  try {
    for (let edge = EDGE; edge >= 32; edge /= 2) {
      const url = drawn(picture, edge).toDataURL('image/webp', 0.7);
      if (url.length <= MOST_CHARACTERS) return shownThumbnail(url);
    }
    return null;
  } finally {
    picture.close();
  }
}

function drawn(picture, edge) {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
