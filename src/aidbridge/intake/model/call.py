"""One call over HTTP, bounded in bytes and in time from the first to the last byte; no redirect is followed."""

import http.client
import io
import socket
import ssl
import time
import zlib
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from .endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes
    location: str = ""
    retry_after: str = ""


class CallError(Exception):
    """No reply, or none that may be used; says why."""


def post(endpoint: Endpoint, body: bytes, seconds: float, most_bytes: int) -> Reply:
    """Post JSON to an endpoint. Raises CallError."""
    until = time.monotonic() + seconds
    connection = _connection(endpoint, seconds)
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "aidbridge",
        "Connection": "close",
    }
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    try:
        connection.connect()
        # Headers and body count alike: either may trickle in or never end.
        connection.sock = _BoundedSocket(connection.sock, until, most_bytes + 100_000)
        connection.request("POST", endpoint.path, body, headers)
        response = connection.getresponse()
        raw = response.read(most_bytes + 1)
        encoding = response.headers.get("Content-Encoding", "")
        location, wait = response.headers.get("Location", ""), response.headers.get("Retry-After", "")
        return Reply(response.status, _plain(raw, encoding, most_bytes), location, wait)
    except TimeoutError:
        raise CallError(f"no full answer within {seconds:g} seconds") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CallError(_reason(error)) from None
    finally:
        connection.close()


def _connection(endpoint: Endpoint, seconds: float) -> http.client.HTTPConnection:
    """A connection, through the proxy that the environment names for https; never for this machine."""
    if endpoint.scheme == "http":
        return http.client.HTTPConnection(endpoint.hostname, endpoint.port, timeout=seconds)
    context = ssl.create_default_context()
    named = getproxies().get("https", "") if endpoint.leaves and not proxy_bypass(endpoint.hostname) else ""
    proxy = urlsplit(named if "://" in named else f"//{named}")
    if not proxy.hostname:
        return http.client.HTTPSConnection(endpoint.hostname, endpoint.port, timeout=seconds, context=context)
    through = http.client.HTTPSConnection(proxy.hostname, proxy.port or 8080, timeout=seconds, context=context)
    user = f"{unquote(proxy.username or '')}:{unquote(proxy.password or '')}"
    headers = {"Proxy-Authorization": "Basic " + b64encode(user.encode()).decode()} if proxy.username else {}
    through.set_tunnel(endpoint.hostname, endpoint.port, headers)
    return through


class _BoundedSocket:
    """A socket whose reading ends at an instant and after so many bytes, however slowly they come."""

    def __init__(self, sock: socket.socket, until: float, most_bytes: int) -> None:
        self._sock, self._until, self._most = sock, until, most_bytes

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(max(0.01, self._until - time.monotonic()))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_BoundedReader(self._sock, self._until, self._most))

    def close(self) -> None:
        self._sock.close()


class _BoundedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, until: float, most_bytes: int) -> None:
        self._sock, self._until, self._left = sock, until, most_bytes
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        if self._left <= 0:
            raise ValueError("the answer is larger than the limit")
        self._sock.settimeout(seconds)
        taken = self._raw.readinto(buffer) or 0
        self._left -= taken
        return taken

    def close(self) -> None:
        self._raw.close()
        super().close()


def _plain(raw: bytes, encoding: str, most_bytes: int) -> bytes:
    """The body, unpacked where a server packs it unasked, within the limit. Raises ValueError."""
    if encoding.strip().lower() in {"gzip", "x-gzip", "deflate"}:
        try:
            raw = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(raw, most_bytes + 1)
        except zlib.error as error:
            raise ValueError(f"the answer is packed and broken ({error})") from error
    elif encoding.strip().lower() not in {"", "identity"}:
        raise ValueError("the answer is packed in a way that was not asked for")
    if len(raw) > most_bytes:
        raise ValueError(f"the answer is larger than {most_bytes:,} bytes")
    return raw


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message})"
    if isinstance(error, ConnectionRefusedError):
        return "the connection was refused; is it running?"
    text = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return (text or type(error).__name__)[:200]
