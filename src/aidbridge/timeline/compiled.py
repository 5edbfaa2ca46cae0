"""The decorator that compiles a function to machine code and keeps its type for the type checker."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile with numba on first call; the machine code is kept on disk beside the source, or in the user's cache."""
    return cast(Function, numba.njit(cache=True)(function))
