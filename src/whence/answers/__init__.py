"""Question → answer: everything a face may read, as frozen view models (`whence.answers.models`).

answer = trace(view, "some words")      # the chain of a quote
json.dumps(as_json(answer))             # the same for a program
"""

from whence.answers.comparing import compare
from whence.answers.encoding import as_json
from whence.answers.judging import questions
from whence.answers.people import mentions, people
from whence.answers.searching import overview, search
from whence.answers.showing import show
from whence.answers.speaking import who
from whence.answers.telling import stories, story
from whence.answers.tracing import claim, trace

__all__ = [
    "as_json",
    "claim",
    "compare",
    "mentions",
    "overview",
    "people",
    "questions",
    "search",
    "show",
    "stories",
    "story",
    "trace",
    "who",
]
