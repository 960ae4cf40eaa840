// Joins two WebSockets that open the same path and passes their messages on. A socket whose partner is slow is not
// read from until the partner has caught up.
'use strict';

const { WebSocketServer } = require('ws');

const MOST_WAITING = 1024 * 1024;
const waiting = new Map();

const port = Number(process.argv[2]);
const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false });

server.on('listening', () => console.log(`listens on 127.0.0.1:${port}`));

server.on('connection', (socket, request) => {
  const partner = waiting.get(request.url);
  if (!partner) {
    waiting.set(request.url, socket);
    socket.once('close', () => {
      if (waiting.get(request.url) === socket) waiting.delete(request.url);
    });
    return;
  }
  waiting.delete(request.url);
  passOn(socket, partner);
  passOn(partner, socket);
  socket.send('joined');
  partner.send('joined');
});

function passOn(from, to) {
  from.on('message', (data, binary) => {
    to.send(data, { binary }, () => {
      if (from.isPaused && to.bufferedAmount < MOST_WAITING) from.resume();
    });
    if (to.bufferedAmount >= MOST_WAITING) from.pause();
  });
  from.on('error', () => to.terminate());
  from.on('close', () => to.close());
}
