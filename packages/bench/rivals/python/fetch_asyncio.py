"""Everything at once on one event loop; the connections bound it. Bodies are read in small pieces."""

import asyncio
import sys

import aiohttp
from fetch_shared import path_of, read_call

CHUNK_BYTES = 1024
LIMIT_S = 3


async def download(session, link, folder):
    async with session.get(link) as answer:
        with open(path_of(link, folder), "wb") as file:
            async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
                file.write(chunk)


async def main():
    links, folder, jobs = read_call()
    limits = aiohttp.ClientTimeout(total=None, sock_connect=LIMIT_S, sock_read=LIMIT_S)
    connections = aiohttp.TCPConnector(limit=jobs)
    async with aiohttp.ClientSession(timeout=limits, connector=connections) as session:
        ends = await asyncio.gather(
            *(download(session, link, folder) for link in links), return_exceptions=True
        )
    sys.exit(any(isinstance(end, Exception) for end in ends))


asyncio.run(main())
