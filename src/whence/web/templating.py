"""The templates, once for each face: the same macros, with links that lead to pages or to places in one file."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from whence.web import words
from whence.web.links import Links


def environment(link: Links, face: str, **more: Any) -> Environment:
    """An environment whose templates escape all text; `face` is "server" or "report"."""
    made = Environment(
        loader=PackageLoader("whence.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals.update(link=link, face=face, **more)
    made.filters.update(
        day=words.day,
        moment=words.moment,
        percent=words.percent,
        plural=words.plural,
        brief=words.brief,
        mark=words.mark,
        many=words.many,
        one_line=words.one_line,
        bare=words.bare,
        inert=_inert,
    )
    return made


def _inert(html: str) -> Markup:
    """HTML as a JSON string that stands in a data block of a page: nothing in it can end the block."""
    return Markup(json.dumps(str(html), ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\u0021--"))


def _shown(value: Any) -> Any:
    """What a browser would drop or choke on is made visible, so that counts of characters stay right."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return value.translate(words.UNSHOWABLE)
