"""The Air Cargo Load Planning Problem (F. Brandt, KIT 2017; data CC BY 4.0): pieces into units into positions of an MD-11F.

`run(folder, seconds)` plans every flight file of a folder and prints it beside the author's solution.
"""

from .report import run

__all__ = ["run"]
