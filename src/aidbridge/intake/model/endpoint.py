"""The endpoint a person configures: any service that speaks the chat-completions protocol of OpenAI."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from ...model.errors import Fault, InputError

KEY_VARIABLE = "AIDBRIDGE_MODEL_KEY"
"""The environment variable that holds the key; a key on a command line would stand in the shell's history."""
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers; made by `Endpoint.of`, which refuses what is not safe."""

    scheme: str
    host: str
    """As shown to people: the name and, where it is not the usual one, the port."""
    hostname: str
    port: int
    path: str
    """Path and query of the call."""
    name: str
    """The model's name."""
    key: str = field(repr=False)
    leaves: bool = True
    """Whether the texts of reports leave this machine."""

    @classmethod
    def of(cls, url: str, name: str, key: str = "", *, plain_http: bool = False) -> "Endpoint":
        """The endpoint at a URL such as `https://models.example.org/v1` or `http://localhost:11434/v1`.

        Plain http is for this machine, or where `plain_http` says that it is wanted. Raises InputError with all faults.
        """
        faults: list[Fault] = []
        parts, port = _split(url, faults)
        secret = bool(parts.username or parts.password)
        if secret:
            faults.append(Fault("model URL", "holds a user name", "an address without one", f"Put the key into {KEY_VARIABLE}."))
        shown = "an address" if secret else url[:200]
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            faults.append(Fault("model URL", shown, "an http or https address", "Write it like https://models.example.org/v1."))
        hostname = parts.hostname or ""
        here = _is_here(hostname)
        if parts.scheme == "http" and hostname and not here and not plain_http:
            advice = "Use https, or say that plain http is wanted: reports and key would travel readable to all on the way."
            faults.append(Fault("model URL", shown, "https for another machine", advice))
        if not name.strip() or len(name) > 200 or not name.isprintable():
            advice = "Give the name the endpoint knows the model by."
            faults.append(Fault("model name", repr(name[:40]), "a name of 1 to 200 printable characters", advice))
        if not (key.isascii() and key.isprintable()) or " " in key or len(key) > 4_000:
            advice = "Copy the key again, without blanks and line ends."
            faults.append(Fault(KEY_VARIABLE, f"{len(key)} characters", "printable letters, digits and marks", advice))
        if faults:
            raise InputError(faults)
        path = parts.path.rstrip("/")
        path = path if path.endswith(_PATH) else path + _PATH
        usual = 443 if parts.scheme == "https" else 80
        host = hostname if port in {0, usual} else f"{hostname}:{port}"
        query = f"?{parts.query}" if parts.query else ""
        return cls(parts.scheme, host, hostname, port or usual, path + query, name.strip(), key, not here)


def _split(url: str, faults: list[Fault]) -> tuple[SplitResult, int]:
    """The parts of a URL and its port, 0 where it names none."""
    plain = len(url) <= 2_000 and url.isascii() and url.isprintable() and " " not in url
    try:
        parts = urlsplit(url if plain else "")
        port = parts.port or 0
    except ValueError:
        plain = False
    if plain:
        return parts, port
    advice = "Write it like https://models.example.org/v1."
    faults.append(Fault("model URL", "not readable as an address", "at most 2,000 plain characters without blanks", advice))
    return urlsplit("https://invalid"), 0


def _is_here(hostname: str) -> bool:
    """Whether a host is this machine: only its own name and loopback addresses are, whatever a name resolves to."""
    try:
        return hostname == "localhost" or ipaddress.ip_address(hostname).is_loopback
    except ValueError:
        return False
