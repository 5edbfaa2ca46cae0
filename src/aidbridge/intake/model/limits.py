"""How much of a report a language model is asked to read, and for how long."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one run. With the defaults a report costs at most 20 calls and 15 minutes, a run an hour."""

    piece_characters: int = 6_000
    """Characters of a report sent in one call: some 1,500 tokens of English, up to 6,000 of Chinese."""
    overlap_characters: int = 600
    """Characters that two neighbouring pieces share, so that no sentence is seen only in halves."""
    pieces: int = 20
    """Pieces of one report; what lies behind them is left to the engine."""
    answer_tokens: int = 4_000
    answer_bytes: int = 1_000_000
    """Larger answers are refused, before and after unpacking."""
    proposals: int = 200
    """Claims of one answer that are looked at."""
    call_seconds: float = 120.0
    report_seconds: float = 900.0
    run_seconds: float = 3_600.0
    tries: int = 3
    """Calls for one piece, where a refusal may pass."""
    backoff_seconds: float = 1.0
    """Wait before the second try; doubled for each further one."""
    longest_wait_seconds: float = 30.0
    """Longest wait between tries that an endpoint can ask for."""
    failures: int = 2
    """Pieces in a row after whose failure the model is left alone for the rest of the run."""
