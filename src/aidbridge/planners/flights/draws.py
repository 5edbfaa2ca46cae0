"""Random numbers inside compiled searches: the state is an array of one number, so the same seed gives the same draws anywhere."""

import numpy as np
import numpy.typing as npt

from ...timeline.compiled import part

Draws = npt.NDArray[np.uint64]


def seeded(seed: int) -> Draws:
    """The state (1) before the first draw."""
    return np.array([(seed * 0x9E3779B97F4A7C15 + 0x1234567) % (1 << 64)], np.uint64)


@part
def draw(draws: Draws) -> float:
    """The next random number in [0, 1) (splitmix64, Steele, Lea and Flood 2014)."""
    draws[0] += np.uint64(0x9E3779B97F4A7C15)
    z = draws[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) / 9007199254740992.0


@part
def below(draws: Draws, count: int) -> int:
    """A whole number from 0 up to `count`."""
    return int(draw(draws) * count)
