import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { notices } from './notices.js';

/** The one script that may be made a worker; where the browser wants to be told so, this is how. */
const WORKER = '/service-worker.js';
const policy = window.trustedTypes?.createPolicy('service-worker', { createScriptURL: () => WORKER });

/** Keeps the page on this device. A browser does so only over TLS, or on the relay's own machine. */
async function install() {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('message', ({ data }) => data.newVersion && offerNewVersion());
  await serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER);
  session.onWelcome(() => serviceWorker.controller?.postMessage({ look: true }));
}

function offerNewVersion() {
  notices.say(t('shell.newVersion'), { label: t('shell.reload'), run: () => location.reload() });
}

if (navigator.serviceWorker) install().catch(console.error);
