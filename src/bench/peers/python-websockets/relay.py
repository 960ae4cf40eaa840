"""Joins two WebSockets that open the same path and passes their messages on.

Sending waits while the partner is slow, and reading with it.
"""

import asyncio
import sys

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

LARGEST_MESSAGE = 2**20

waiting = {}


async def meet(socket):
    path = socket.request.path
    partner = waiting.pop(path, None)
    if partner is None:
        waiting[path] = socket
        await socket.wait_closed()
        if waiting.get(path) is socket:
            del waiting[path]
        return
    await socket.send("joined")
    await partner.send("joined")
    await asyncio.gather(pass_on(socket, partner), pass_on(partner, socket))


async def pass_on(source, target):
    try:
        async for message in source:
            await target.send(message)
    except ConnectionClosed:
        pass
    finally:
        await target.close()


async def main(port):
    async with serve(meet, "127.0.0.1", port, compression=None, max_size=LARGEST_MESSAGE) as server:
        print(f"listens on 127.0.0.1:{port}")
        await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main(int(sys.argv[1])))
    except KeyboardInterrupt:
        pass
