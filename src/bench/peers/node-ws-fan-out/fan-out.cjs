// Passes what comes on a socket that opened /publish on to all that opened /subscribe: as the README of ws broadcasts,
// with nothing kept, checked or numbered. A subscriber that does not read is cut off.
'use strict';

const { WebSocketServer } = require('ws');

const MOST_WAITING = 64 * 1024 * 1024;
const subscribers = new Set();

const port = Number(process.argv[2]);
const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false, backlog: 4096 });

server.on('listening', () => console.log(`listens on 127.0.0.1:${port}`));

server.on('connection', (socket, request) => {
  if (request.url === '/publish') {
    socket.on('message', (data, binary) => {
      for (const subscriber of subscribers) {
        if (subscriber.bufferedAmount > MOST_WAITING) subscriber.terminate();
        else subscriber.send(data, { binary });
      }
    });
    return;
  }
  subscribers.add(socket);
  socket.on('close', () => subscribers.delete(socket));
  socket.send('subscribed');
});
