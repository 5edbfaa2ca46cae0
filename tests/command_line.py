"""Runs of the command line in this process."""

import contextlib
import io
import sys
from dataclasses import dataclass

import pytest

from aidbridge.cli.main import run


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


def aidbridge(*arguments: object, columns: int = 1000) -> Ran:
    """`aidbridge ARGUMENTS`, as a shell of so many columns would run it: by default so wide that no sentence is wrapped. An
    exception that leaves it, which would be a traceback, is not caught."""
    out, err = io.StringIO(), io.StringIO()
    before, status = sys.argv, 0
    sys.argv = ["aidbridge", *map(str, arguments)]
    try:
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            patch.setenv("COLUMNS", str(columns))
            run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        sys.argv = before
    return Ran(status, out.getvalue(), err.getvalue())
