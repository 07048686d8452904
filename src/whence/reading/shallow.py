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
_RAW = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "noscript")
}


def shallow(page: str) -> str:
    """The page with no element deeper than about 250 levels; the very same string where none was."""
    kept: list[str] = []
    depth = copied = position = 0
    while match := _TAG.search(page, position):
        position = match.end()
        name = (match[2] or "").lower()
        if not name:
            position = _after_comment(page, match.end())
            continue
        if name in _RAW and not match[1]:
            end = _RAW[name].search(page, position)
            position = end.end() if end else position
            continue
        if _VOID.fullmatch(name) or _SELF_ENDING.fullmatch(name) or match[3].endswith("/"):
            continue
        weight = _WEIGHT.get(name, 1)
        depth = max(0, depth - weight) if match[1] else depth + weight
        if depth + (weight if match[1] else 0) > DEEPEST:
            kept += (page[copied : match.start()], "" if _INLINE.fullmatch(name) else "\n")
            copied = match.end()
    return "".join((*kept, page[copied:])) if kept else page


def _after_comment(page: str, start: int) -> int:
    end = page.find("-->", start)
    return end + 3 if end >= 0 else start
