"""The decorators that compile functions to machine code and keep their types for the type checker."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile with numba on first call; the machine code is kept on disk beside the source, or in the user's cache. Other threads
    go on while it runs."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


def lean(function: Function) -> Function:
    """Compile a function that makes no arrays: those it is given are then not counted in and out at each call, which costs more
    than the work of a small function."""
    compiler: Any = numba
    return cast(Function, compiler.njit(cache=True, _nrt=False)(function))


def part(function: Function) -> Function:
    """Compile a lean function as a part of others: it cannot be called from Python, and is compiled once, not anew for each whole
    number that stands as an argument in a call. Both together halve the time of compiling a large kernel and more."""
    compiler: Any = numba
    made = compiler.njit(cache=True, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)(function)
    template, plain = made.get_call_template, compiler.types.unliteral

    def of_plain_types(arguments: Any, named: Any) -> Any:
        return template(tuple(plain(kind) for kind in arguments), {name: plain(kind) for name, kind in named.items()})

    made.get_call_template = of_plain_types
    return cast(Function, made)
