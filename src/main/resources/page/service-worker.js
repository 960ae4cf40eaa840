// Keeps the page on the device, so that it opens at once and without a network; and leads from a notification into it.
//
// A cache holds one version of the page, whole, as /page/assets.json lists it. A new version is fetched beside the one that
// is shown, and takes its place when the page is opened the next time: so no open page is made of two.
const LIST = '/page/assets.json';
const PREFIX = 'peer-relay.page.';
const AT_THE_TOP = new Set(['/icon.svg', '/app.webmanifest']);

let shown = null;
let looking = null;

addEventListener('install', (event) => event.waitUntil(lookForNew().then(() => skipWaiting())));

addEventListener('activate', (event) => event.waitUntil(clients.claim()));

/** Nothing else passes through here: neither what the relay says nor the bytes of a transfer. */
addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || pathname === LIST) return;
  if (pathname === '/' && event.request.mode === 'navigate') {
    event.respondWith(moveOn().then(() => answer(event.request, pathname)));
    event.waitUntil(lookForNew());
  } else if (AT_THE_TOP.has(pathname) || pathname.startsWith('/page/')) {
    event.respondWith(answer(event.request, pathname));
  }
});

/** After a break the relay may have become a newer one. */
addEventListener('message', (event) => event.data.look && event.waitUntil(lookForNew()));

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.address));
});

async function open(address) {
  const [page] = await clients.matchAll({ type: 'window' });
  if (!page) return clients.openWindow(`/${address}`);
  page.postMessage({ open: address });
  return page.focus();
}

async function answer(request, path) {
  shown ??= versions().then(([oldest]) => oldest?.cache);
  const kept = await (await shown)?.match(path);
  return kept ?? fetch(request);
}

/** From here on the newest version is shown. */
async function moveOn() {
  const complete = await versions();
  const newest = complete.pop();
  shown = Promise.resolve(newest?.cache);
  await Promise.all(complete.map(({ name }) => caches.delete(name)));
}

/** What is there as a whole, the oldest first. The list is put into a cache when all that it lists is there. */
async function versions() {
  const complete = [];
  for (const name of await ours()) {
    const cache = await caches.open(name);
    if (await cache.match(LIST)) complete.push({ name, cache });
  }
  return complete;
}

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

function lookForNew() {
  looking ??= keepNew()
    .catch(() => {}) // Without a network it stays as it is.
    .finally(() => (looking = null));
  return looking;
}

async function keepNew() {
  const list = await fetchList();
  const { version, assets } = await list.clone().json();
  const wanted = PREFIX + version;
  const complete = await versions();
  const present = complete.map(({ name }) => name);
  const useless = (await ours()).filter((name) => name !== present[0] && !(name === wanted && present.includes(name)));
  await Promise.all(useless.map((name) => caches.delete(name)));
  if (present.includes(wanted)) return;
  await fill(await caches.open(wanted), list, assets);
  if (present.length) for (const page of await clients.matchAll()) page.postMessage({ newVersion: version });
}

async function fill(cache, list, assets) {
  const before = list.headers.get('ETag');
  await cache.addAll(assets.filter((path) => path !== LIST).map((path) => new Request(path, { cache: 'no-cache' })));
  // The relay may have been replaced by a newer one in the middle of it.
  if ((await fetchList()).headers.get('ETag') === before) await cache.put(LIST, list);
}

async function fetchList() {
  const list = await fetch(LIST, { cache: 'no-cache' });
  if (!list.ok) throw new Error(`${LIST}: ${list.status}`);
  return list;
}
