"""A conversation of one question with a chat-completions endpoint: tries again what may pass, gives up on what will not."""

import json
import time
from dataclasses import dataclass
from typing import Any

from .call import CallError, Reply, post
from .endpoint import Endpoint
from .limits import Limits
from .shown import shown

_MAY_PASS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_ADVICE = {
    400: "it does not accept the question; check the model's name",
    401: "it does not accept the key; check AIDBRIDGE_MODEL_KEY",
    403: "it does not allow this key or model",
    404: "it does not know this address or model; check both",
    429: "it takes no more questions for now",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a model answered."""

    text: str
    cut: bool
    """Whether the answer ended at the limit of tokens."""
    tokens: int
    """Tokens the endpoint counted, 0 where it does not say."""


class EndpointError(Exception):
    """The endpoint gives no answer; `final` where asking again is of no use."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        self.final = final
        super().__init__(reason)


class Chat:
    """Asks one endpoint, within the limits."""

    def __init__(self, endpoint: Endpoint, limits: Limits) -> None:
        self._endpoint, self._limits = endpoint, limits
        self._settings: dict[str, object] = {"temperature": 0, "max_tokens": limits.answer_tokens}

    def ask(self, system: str, question: str, until: float) -> Said:
        """The answer to a question, before the instant `until` of `time.monotonic`. Raises EndpointError."""
        wait, reason, tried = self._limits.backoff_seconds, "", 0
        while tried < self._limits.tries:
            tried += 1
            seconds = min(self._limits.call_seconds, until - time.monotonic())
            if seconds <= 0:
                raise EndpointError(reason or "the time for this report is used up")
            asked = 0.0
            try:
                reply = post(self._endpoint, self._body(system, question), seconds, self._limits.answer_bytes)
            except CallError as error:
                reason = str(error)
            else:
                if reply.status == 200:
                    return _said(reply)
                reason = self._refusal(reply)
                if reply.status == 400 and self._adapted(reply):
                    tried -= 1
                    continue
                if reply.status not in _MAY_PASS:
                    raise EndpointError(reason, final=True)
                asked = _seconds(reply.retry_after)
            if tried < self._limits.tries:
                pause = min(max(wait, asked), self._limits.longest_wait_seconds, max(0.0, until - time.monotonic()))
                time.sleep(pause)
                wait *= 2
        raise EndpointError(f"{reason} ({tried} tries)")

    def _body(self, system: str, question: str) -> bytes:
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        return json.dumps({"model": self._endpoint.name, "messages": messages, "stream": False, **self._settings}).encode()

    def _adapted(self, reply: Reply) -> bool:
        """Whether a setting that the endpoint names in its refusal was there to be left out; each only once."""
        told = reply.body[:20_000].decode("utf-8", "replace")
        for name in ("max_tokens", "temperature"):
            if name in told and name in self._settings:
                del self._settings[name]
                if name == "max_tokens":
                    self._settings["max_completion_tokens"] = self._limits.answer_tokens
                return True
        return False

    def _refusal(self, reply: Reply) -> str:
        if 300 <= reply.status < 400:
            return (
                f"it sends the question elsewhere ({shown(reply.location, 100)}), which is not followed; give that address itself"
            )
        told = _message(reply.body)
        if self._endpoint.key:
            told = told.replace(self._endpoint.key, "(the key)")
        advice = _ADVICE.get(reply.status, "it fails" if reply.status >= 500 else "it does not accept the question")
        return f"HTTP {reply.status}: {advice}" + (f' ("{shown(told, 160)}")' if told else "")


def _said(reply: Reply) -> Said:
    """The text of an answer. Raises EndpointError for one that is not in the protocol."""
    data = _json(reply.body)
    choices = data.get("choices") if isinstance(data, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):
        content = "".join(part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str))
    if not isinstance(content, str) or not isinstance(choice, dict):
        raise EndpointError("its answer is not in the form of chat completions")
    usage = data.get("usage")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else 0
    counted = tokens if isinstance(tokens, int) and 0 <= tokens < 10**9 else 0
    return Said(content, choice.get("finish_reason") == "length", counted)


def _message(body: bytes) -> str:
    data = _json(body)
    error = data.get("error") if isinstance(data, dict) else None
    told = error.get("message") if isinstance(error, dict) else error
    return told if isinstance(told, str) else ""


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _seconds(text: str) -> float:
    """The wait an endpoint asks for, where it gives it in seconds."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0.0
