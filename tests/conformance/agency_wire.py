"""HTTP/1.1 by hand, over asyncio: what a server may do differently below the contract.

Nothing here knows what is served. How answers are framed (by length, in chunks, by the end of the
connection, compressed) and how their headers are spelt is for a `Framing` to say.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote


@dataclass(frozen=True, slots=True)
class Framing:
    body: str = "length"  # or "chunks", or "close": until the connection ends
    names: Callable[[str], str] = str.title
    compress: bool = False  # only for those that accept it
    stays: bool = False  # whatever the client asks for
    hasty: bool = False  # answers before it has read a body that it does not want


@dataclass(slots=True)
class Asked:
    method: str
    path: tuple[str, ...]
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Reply:
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: int = 0  # bytes that are promised and never sent


Answer = Callable[[Asked], Awaitable[Reply]]


async def serve(answer: Answer, framing: Framing, port: int = 0) -> asyncio.Server:
    """Listens on the loopback address. Port 0 takes a free one."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while asked := await _read(reader, writer, framing.hasty):
                reply = await answer(asked)
                stays = asked.headers.get("connection", "").lower() != "close"
                writer.write(_spell(asked, reply, framing))
                await writer.drain()
                if framing.body == "close" or reply.cut or not (stays or framing.stays):
                    break
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            writer.close()

    return await asyncio.start_server(talk, "127.0.0.1", port, limit=1 << 26)


async def _read(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, hasty: bool = False
) -> Asked | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head[:-4].decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    path, _, query = target.partition("?")
    parts = tuple(unquote(part) for part in path.split("/")[1:])
    if hasty and "authorization" not in headers:
        return Asked(method, parts, {}, headers, b"")
    body = await _body(reader, headers)
    return Asked(method, parts, dict(parse_qsl(query, keep_blank_values=True)), headers, body)


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if "chunked" not in headers.get("transfer-encoding", "").lower():
        return await reader.readexactly(int(headers.get("content-length", "0")))
    body = b""
    while size := int((await reader.readline()).partition(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


def _spell(asked: Asked, reply: Reply, framing: Framing) -> bytes:
    headers, body = dict(reply.headers), reply.body
    compressible = headers.get("content-type", "").lower().startswith("application/json")
    if framing.compress and compressible and "gzip" in asked.headers.get("accept-encoding", ""):
        headers["content-encoding"], body = "gzip", gzip.compress(body)
        headers["vary"] = "Accept-Encoding"
    bare = reply.status in (204, 304) or asked.method == "HEAD"
    if framing.body == "length" or reply.cut or bare:
        if reply.status != 204:
            headers.setdefault("content-length", str(len(body)))
        body = b"" if asked.method == "HEAD" else body[: len(body) - reply.cut]
    elif framing.body == "chunks":
        headers["transfer-encoding"] = "chunked"
        cuts = [body[i : i + 997] for i in range(0, len(body), 997)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(cut), cut) for cut in cuts) + b"0\r\n\r\n"
    else:
        headers["connection"] = "close"
    version = "HTTP/1.0" if framing.body == "close" else "HTTP/1.1"
    phrase = HTTPStatus(reply.status).phrase
    lines = [f"{version} {reply.status} {phrase}"]
    lines += [f"{framing.names(name)}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def form(asked: Asked) -> dict[str, object]:
    """The fields of a multipart body: text, bytes for files, lists where a name comes again."""
    boundary = asked.headers["content-type"].partition("boundary=")[2].partition(";")[0].strip('"')
    if not boundary:
        raise ValueError("no boundary")
    mark = b"--" + boundary.encode()
    fields: dict[str, object] = {}
    pieces = asked.body.split(mark)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise ValueError("no parts")
    for piece in pieces[1:-1]:
        head, gap, content = piece.partition(b"\r\n\r\n")
        if not gap:
            raise ValueError("a part without a head")
        said = head.decode("utf-8")
        name = said.partition('name="')[2].partition('"')[0]
        data = content[:-2]
        value: object = data if 'filename="' in said else data.decode("utf-8")
        if name in fields:
            first = fields[name]
            value = [*first, value] if isinstance(first, list) else [first, value]
        fields[name] = value
    return fields
