// The list of what the page is made of; it starts when its texts are there.
import { texts } from './texts.js';
import { session } from './relay/session.js';

await texts.load();
await Promise.all([
  import('./shell/pr-app.js'),
  import('./shell/pr-notices.js'),
  import('./shell/pr-confirmation.js'),
  import('./shell/pr-connection.js'),
  import('./shell/news.js'),
  import('./shell/shortcuts.js'),
]);
session.start();

// For the next time; nobody waits for it.
import('./shell/installation.js');
