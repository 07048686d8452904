"""Compiling what is compiled before anybody waits for it; numba keeps the code for all later runs."""

from __future__ import annotations

from whence.comparison.compare import compare
from whence.options import Options
from whence.records import Article, Comparison, Pile

_LEAD = "The harbour board of Sarn voted on Monday to close the northern weir"
_QUOTE = "“We will not gamble with the lives of the people who live below this wall,” Brandt said."
_TOLD = "Engineers found 14 cracks in the main gate of the weir, chairwoman Ilse Brandt said."
_AGAIN = "In the main gate of the weir 14 cracks were found, according to chairwoman Ilse Brandt."


def warm() -> Comparison:
    """Compare a made-up pile, which compiles all the kernels (half a minute, once), and tell what was found in it."""
    first = f"{_LEAD} until the floods have passed.\n{_QUOTE}\n{_TOLD}"
    texts = (first, f"{_LEAD} until May.\n{_QUOTE}\n{_AGAIN}", first)
    articles = (Article(f"w{at}", text, "", "", outlet=str(at), title=_LEAD) for at, text in enumerate(texts))
    return compare(Pile(tuple(articles), ()), Options())
