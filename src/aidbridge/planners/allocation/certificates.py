"""Whether a certificate that is stated meets one that is asked for."""

import re

from ...catalogue.standards import classes

_PUBLISHERS = frozenset(("en", "iec", "iso", "din", "uni", "bs", "nf", "gb", "yy", "t", "astm", "niosh", "gost", "ansi", "aami"))
_FILLERS = frozenset(("type", "class", "level", "and", "by", "to", "standard"))
_YEAR = re.compile(r"[-:](?:19|20)\d\d\b|\+\s*a\d+\b")
_GLUED = re.compile(rf"\b({'|'.join(sorted(_PUBLISHERS))})(\d)")


def meets(asked: str, stated: tuple[str, ...]) -> bool:
    """Whether one of the certificates stated meets what is asked; alternatives stand apart by `|`.

    Publishers (EN, IEC, ISO, ...), years and amendments are passed over; every other word asked for must be there, a number also as
    a part of the standard (`IEC 60601` is met by `IEC 60601-1-2`), a class also as a higher one (`FFP2` by `FFP3`). A class that is
    stated by itself goes with every standard stated beside it.
    """
    read = [_words(one) for one in stated]
    loose = [word for words in read if not any(word[0].isdigit() for word in words) for word in words]
    return any(
        all(any(_does(have, want) for have in (*words, *loose)) for want in _words(alternative))
        for alternative in asked.split("|")
        for words in read
    )


def _words(certificate: str) -> list[str]:
    plain = _GLUED.sub(r"\1 \2", _YEAR.sub(" ", certificate.casefold()))
    found = [word for word in re.findall(r"[\w-]+", plain) if word not in _FILLERS]
    told = [word for word in found if word not in _PUBLISHERS]
    return told or found


def _does(have: str, want: str) -> bool:
    if have == want or (want[0].isdigit() and have.startswith(f"{want}-")):
        return True
    return any(have in series and want in series and series.index(have) >= series.index(want) for series in classes())
