import './catch-up.js';
import { cache, KEPT } from './cache.js';
import { conversations } from './conversations.js';
import { MessageList } from './message-list.js';
import { conversationOf, fold } from './names.js';
import { outbox } from './outbox.js';
import { session } from './session.js';

const lists = new Map();

/** The {@link MessageList} of the conversation with a user or of a channel (`#garden`), always the same one. */
export function messagesOf(peer) {
  const conversation = conversationOf(session.username, peer);
  if (!lists.has(conversation)) lists.set(conversation, new MessageList(peer));
  return lists.get(conversation);
}

async function add(message) {
  // It would be there twice for a moment while it still stands among those that wait.
  if (session.isUser(message.from)) await outbox.answered(message.conversation);
  const list = lists.get(message.conversation);
  if (list) list.add(message);
  else cache.keepMessage(message);
}

function change({ conversation, seq }, changes) {
  const list = lists.get(conversation);
  if (list) list.change(seq, changes);
  else cache.changeMessage(conversation, seq, changes);
}

session.socket.on('message', add);
session.socket.on('edited', (edited) => change(edited, { text: edited.text, edited: edited.time }));
session.socket.on('deleted', (deleted) =>
  change(deleted, { deleted: true, text: undefined, attachments: undefined, like: undefined, dislike: undefined }),
);
session.socket.on('reaction', (reaction) => change(reaction, { like: reaction.like, dislike: reaction.dislike }));
session.socket.on('membership', ({ channel, username, change: how }) => {
  if (how === 'joined' && session.isUser(username)) lists.get(fold(channel))?.again();
});
outbox.onSent((message) => {
  conversations.add(message);
  add(message);
});

let owner = session.username;
session.watch(() => {
  if (session.username === owner) return;
  owner = session.username;
  lists.clear();
});
session.onWelcome(() => {
  for (const list of lists.values()) list.growStale();
});
