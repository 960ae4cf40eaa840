// The real client, unchanged: node subscriber.cjs PORT TOKEN CHANNEL
const { create } = require('socketcluster-client');

const [port, token, channel] = process.argv.slice(2);

const socket = create({
  hostname: '127.0.0.1',
  port: Number(port),
  path: '/socketcluster/',
  authEngine: {
    loadToken: async () => token,
    saveToken: async () => token,
    removeToken: async () => token,
  },
});

(async () => {
  const connected = await socket.listener('connect').once();
  console.log('connected', connected.isAuthenticated);
  const subscription = socket.subscribe(channel);
  await subscription.listener('subscribe').once();
  console.log('subscribed');
  let count = 0;
  for await (const data of subscription) {
    console.log(JSON.stringify(data));
    if (++count === 1) await socket.invokePublish(channel, 'published by the client');
    else break;
  }
  try {
    await socket.invokePublish('a/b', 1);
  } catch (error) {
    console.log('refused', error.name);
  }
  await socket.deauthenticate();
  console.log('deauthenticated');
  socket.disconnect();
  process.exit(0);
})();
