"""Sets of minutes as spans: tuples of (first, last), both included, ascending and apart."""

from collections.abc import Iterable

Spans = tuple[tuple[int, int], ...]


def union(spans: Iterable[tuple[int, int]]) -> Spans:
    """Join spans that overlap or touch; empty ones (last before first) vanish."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def common(a: Spans, b: Spans) -> Spans:
    """The minutes in both."""
    if a and len(b) == 1 and b[0][0] <= a[0][0] and a[-1][1] <= b[0][1]:
        return a
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        first, last = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if first <= last:
            found.append((first, last))
        if a[i][1] <= b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def without(spans: Spans, closed: Spans) -> Spans:
    """The minutes of `spans` that are not in `closed`."""
    if not spans or not closed:
        return spans
    first, last = spans[0][0], spans[-1][1]
    gaps: list[tuple[int, int]] = []
    for shut, reopen in closed:
        gaps.append((first, shut - 1))
        first = max(first, reopen + 1)
    return common(spans, union([*gaps, (first, last)]))


def shifted(spans: Spans, by: int) -> Spans:
    """All minutes later by `by`."""
    return tuple((first + by, last + by) for first, last in spans)
