"""Pages nested too deep for the parsers are made shallow first, by one linear scan.

libxml2 gives up below 256 levels, without an error, and extractors that walk trees recurse. So tags deeper than
`DEEPEST` are dropped and their text kept.
"""

from __future__ import annotations

import re

DEEPEST = 200

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>|<!--", re.ASCII)
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
# These end where the next of their kind begins, so written without end tags they do not nest.
_SELF_ENDING = re.compile(r"p|li|d[td]|option|optgroup|t[rdh]|tbody|thead|tfoot|colgroup|caption|r[pt]")
# What opens inside one of these adds a level for each implied part: table, tbody, tr, td.
_WEIGHT = {"table": 4, "ul": 2, "ol": 2, "dl": 2, "select": 2}
_INLINE = re.compile(r"a|abbr|b|bdi|bdo|big|cite|code|em|font|i|kbd|mark|q|s|samp|small|span|strike|strong|su[bp]|tt|u")
_COMMENT_END = re.compile("-->")
_RAW = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "noscript")
}


def shallow(page: str) -> str:
    """The page with no element deeper than about 250 levels; the very same string where none was."""
    kept: list[str] = []
    skip = _Skipper(page)
    depth = copied = position = 0
    while match := _TAG.search(page, position):
        name, closing = (match[2] or "").lower(), bool(match[1])
        position = skip.after(name, match.end()) if not name or (name in _RAW and not closing) else match.end()
        if not name or name in _RAW or _VOID.fullmatch(name):
            continue
        weight = 0 if _SELF_ENDING.fullmatch(name) or match[3].endswith("/") else _WEIGHT.get(name, 1)
        deepest = depth if closing else depth + weight
        depth = max(0, depth - weight) if closing else deepest
        if deepest > DEEPEST:
            kept += (page[copied : match.start()], "" if _INLINE.fullmatch(name) else "\n")
            copied = match.end()
    return "".join((*kept, page[copied:])) if kept else page


class _Skipper:
    """Finds where comments and raw elements end; what has no end once has none later, so nothing is sought twice."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._endless: set[str] = set()

    def after(self, name: str, start: int) -> int:
        """Where the raw element `name`, or the comment if there is no name, that begins before `start` is over."""
        end = None if name in self._endless else (_RAW[name] if name else _COMMENT_END).search(self._page, start)
        if end is None:
            self._endless.add(name)
            return start
        return end.end()
