"""Question → answer: everything a face may read, as frozen view models (`whence.answers.models`).

answer = trace(view, "some words")      # the chain of a quote
json.dumps(as_json(answer))             # the same for a program
"""

from whence.answers.comparing import compare
from whence.answers.encoding import as_json
from whence.answers.judging import questions, rank
from whence.answers.people import mentions, named, people
from whence.answers.searching import overview, search
from whence.answers.showing import show
from whence.answers.speaking import ROLES, who
from whence.answers.telling import stories, stories_sentence, story
from whence.answers.tracing import claim, trace

__all__ = [
    "ROLES",
    "as_json",
    "claim",
    "compare",
    "mentions",
    "named",
    "overview",
    "people",
    "questions",
    "rank",
    "search",
    "show",
    "stories",
    "stories_sentence",
    "story",
    "trace",
    "who",
]
