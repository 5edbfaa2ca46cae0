"""A language model as an extractor: it proposes claims, and only those enter whose words and number stand in the text."""

import time
from collections.abc import Callable
from datetime import date

from ..claims import Claim, Reading, Span
from ..language import chosen
from ..limits import CLAIMS, TEXT_CHARACTERS
from .chat import Chat, EndpointError
from .checks import Checks, Refused
from .endpoint import Endpoint
from .limits import Limits
from .pieces import pieces
from .prompt import question, system
from .proposals import proposals
from .shown import shown

_TOLD = 20
"""Refusals of one report that are told one by one."""


class ModelExtractor:
    """Reads reports by asking an endpoint. Whatever the endpoint does, `read` gives a reading whose notes say it.

    One object serves one run: it keeps the run's limit of time, and leaves an endpoint alone that has failed for good.
    `progress` is called with the report, the number of the piece that is asked about and how many there are.
    """

    def __init__(
        self, endpoint: Endpoint, limits: Limits | None = None, progress: Callable[[str, int, int], None] | None = None
    ) -> None:
        self._endpoint, self._limits, self._progress = endpoint, limits or Limits(), progress
        self._chat = Chat(endpoint, self._limits)
        self._until: float | None = None
        self._off = ""
        self._failures = 0

    def read(
        self,
        text: str,
        *,
        report: str = "report",
        dated: date | None = None,
        language: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> Reading:
        """The claims a model reads in a text, each doubtful until a person or the engine says the same."""
        text = text[:TEXT_CHARACTERS]
        pack, _ = chosen(text, language)
        claims: list[Claim] = []
        told: list[str] = []
        if self._off:
            told.append(f"The language model was not asked about this report: {self._off}.")
            return Reading(report, pack.language, dated, text, (), "", "", (*notes, *told))
        checks = Checks(text, pack, report, dated)
        asked = self._pieces(text, told)
        refused: list[str] = []
        tally = _Tally(len(asked))
        until = self._deadline()
        for number, piece in enumerate(asked, 1):
            if self._progress is not None:
                self._progress(report, number, len(asked))
            try:
                said = self._chat.ask(system(), question(text[piece.start : piece.end], number, len(asked)), until)
            except EndpointError as error:
                told.append(f"The language model did not answer for piece {number} of {len(asked)}: {error}.")
                if self._gives_up(error):
                    break
                continue
            tally.answered, tally.tokens, self._failures = tally.answered + 1, tally.tokens + said.tokens, 0
            found, faults = proposals(said.text, self._limits.proposals)
            if said.cut:
                faults.append("it ended at the limit of tokens")
            told += [f"The language model's answer for piece {number} of {len(asked)}: {fault}." for fault in faults]
            for proposal in found:
                tally.proposed += 1
                try:
                    claims.append(checks.claim(proposal, piece))
                except Refused as reason:
                    value = "" if proposal.value is None else f" {proposal.value:g}"
                    refused.append(f'{shown(proposal.concept, 40)}{value} in "{shown(proposal.quote)}": {reason}')
        unique = _once(claims)[:CLAIMS]
        told.insert(0, tally.told(self._endpoint, len(unique), len(refused)))
        told += [f"Refused from the language model: {reason}." for reason in refused[:_TOLD]]
        if len(refused) > _TOLD:
            told.append(f"Refused from the language model: {len(refused) - _TOLD} more.")
        return Reading(report, pack.language, dated, text, tuple(unique), checks.recipient, checks.donor, (*notes, *told))

    def _pieces(self, text: str, told: list[str]) -> list[Span]:
        found = pieces(text, self._limits.piece_characters, self._limits.overlap_characters)
        if len(found) > self._limits.pieces:
            found = found[: self._limits.pieces]
            told.append(f"The language model was asked only about the first {found[-1].end:,} of {len(text):,} characters.")
        return found

    def _deadline(self) -> float:
        now = time.monotonic()
        if self._until is None:
            self._until = now + self._limits.run_seconds
        return min(self._until, now + self._limits.report_seconds)

    def _gives_up(self, error: EndpointError) -> bool:
        """Whether the endpoint is left alone from here on: it refused for good, or has failed too often."""
        self._failures += 1
        if error.final or self._failures >= self._limits.failures:
            self._off = f"it failed before ({error})"
        elif self._until is not None and time.monotonic() >= self._until:
            self._off = "the time for language models is used up"
        return bool(self._off)


class _Tally:
    """What came of asking."""

    def __init__(self, pieces_asked: int) -> None:
        self.pieces, self.answered, self.proposed, self.tokens = pieces_asked, 0, 0, 0

    def told(self, endpoint: Endpoint, entered: int, refused: int) -> str:
        tokens = f", {self.tokens:,} tokens" if self.tokens else ""
        return (
            f"The language model {shown(endpoint.name, 60)} at {endpoint.host} answered for {self.answered} of {self.pieces} pieces"
            f"{tokens}: {self.proposed} claims proposed, {refused} refused, {entered} stand in the text."
        )


def _once(claims: list[Claim]) -> list[Claim]:
    """Claims in the order of their quotes; what two overlapping pieces both gave only once."""
    unique: dict[object, Claim] = {}
    for claim in claims:
        number = claim.value.number if claim.value is not None else None
        unique.setdefault((claim.concept, claim.quote if number is None else (claim.sentence, number)), claim)
    return sorted(unique.values(), key=lambda claim: (claim.quote.start, claim.concept))
