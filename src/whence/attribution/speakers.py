"""Whom a source means: names completed, pronouns and descriptions led back to who was spoken of before.

Sources are resolved in reading order, because a pronoun means somebody whom an earlier source or subject named.
"""

from __future__ import annotations

from collections.abc import Sequence

from whence.attribution.antecedents import Antecedents
from whence.attribution.descriptions import Descriptions, of_the_news
from whence.attribution.document import Document
from whence.attribution.entities import Known, Names
from whence.attribution.kinds import LINKING, bare, kind_of
from whence.attribution.mentions import name_from
from whence.attribution.phrases import subject
from whence.attribution.scene import HE, IT, SHE, THEY, Scene, Speaker
from whence.attribution.sources import (
    ARTICLES,
    before_asides,
    coordinated,
    described,
    head_noun,
    head_of,
    name_at,
    offices,
    without_aside,
    without_opening,
    without_seats,
)
from whence.attribution.tokens import Token, between, tokens
from whence.lexicon import grammar, outlets, titles
from whence.records import ActorKind, Entity, Span

_FIRST = frozenset(["i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"])
_SELVES = frozenset(["himself", "herself", "itself", "themselves", "all", "both", "alike"])
_DEFINITE = frozenset(["the", "this", "that", "its"])
_WORDS_OF = frozenset(
    (
        "information account accounts statement statements estimate estimates figures remarks words comments report "
        "data announcement version tally testimony claim claims assessment view opinion"
    ).split()
)
_ANY_BODY = frozenset(
    (
        "company bank union firm corporation automaker airline chain startup agency organization organisation "
        "nonprofit association retailer"
    ).split()
)
"""Nouns that any organisation of their sort is called by, so that its name need not hold them."""
_BACK = 12
"""Segments in which whom "the official" means is looked for."""


class Speakers:
    """Resolves the sources of one article; `resolve` must be called in reading order."""

    def __init__(self, article: str, document: Document) -> None:
        self._article = article
        self._text = document.text
        self._names = Names(document)
        self._not: str | None = None
        self._descriptions = Descriptions(self._names)
        self._scene = Scene(self._names, document.quotes, self._speaker, self._descriptions.person)
        self.antecedents = Antecedents(self._scene, self._phrase)

    def entities(self) -> tuple[Entity, ...]:
        """The entities of the article, with the roles and aliases that sources added."""
        return self._names.entities(self._article)

    def resolve(self, span: Span, outer: Speaker | None = None) -> Speaker | None:
        """The speaker of the source at `span`; `outer` is who says it where it stands inside another's words."""
        words = self._text[span.start : span.end]
        low = words.lower().strip()
        # Who is quoted speaks of himself as "I", so "he" in the quotation is another.
        self._not = outer.name if outer and self._scene.quote(span.start) >= 0 else None
        last = low.rpartition(" ")[2]
        if last in ("who", "which", "that", "whom") and (last == low or low.endswith("of " + last)):
            found = self._antecedent(last, span.start)
        elif low in _FIRST:
            found = outer
        elif low in HE | SHE | THEY | IT:
            found = self._pronoun(low, span.start)
        else:
            found = self._phrase(self._tokens(span.start, span.end))
        if found is not None:
            self._note(span.start, found, low)
        return found

    def _tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch as they are read in their sentence."""
        found = [
            tok
            for toks in self._names.tokens[self._scene.segment(start) : self._scene.segment(end) + 1]
            for tok in between(toks, start, end)
            if tok.end <= end
        ]
        whole = found and found[0].start == start and found[-1].end == end
        return found if whole else tokens(self._text, start, end)

    # Names and descriptions

    def _phrase(self, toks: list[Token]) -> Speaker | None:
        """The speaker that a noun phrase names or describes."""
        while len(toks) > 1 and (toks[-1].low in _SELVES or toks[-1].tag in ",;:-"):
            toks = toks[:-1]
        if len(toks) > 2 and toks[0].low == "according":
            toks = toks[2:]
        toks = without_opening(toks)
        if not toks:
            return None
        special = self._outlet(toks) or self._owner(toks) or self._together(toks)
        if special is not None:
            return special
        called = next((at for at, tok in enumerate(toks[:-1]) if tok.low == "named" and at), 0)
        if called and (known := self._names.find(self._text[toks[called + 1].start : toks[-1].end])) is not None:
            return self._speaker(known)
        core, rest = without_aside(toks)
        ending = self._ending(core)
        if ending is not None:
            return self._speaker(ending)
        if not core:
            return None
        head = head_of(core)
        whole = self._whole(core)
        if whole is not None:
            return self._speaker(whole)
        if coordinated(core) and not offices(core):
            return self._both(core) or self._described(core, "group")
        name = name_at(head)
        if name is not None:
            return self._named(core, head, name, rest)
        asked = titles.kind_of(head_noun(head)) != "group" or head[0].low == "the"
        inside = self._apposed(rest or self._behind(core)) if asked else None
        if inside is not None:
            return inside
        return self._description(core, head)

    def _whole(self, core: Sequence[Token]) -> Known | None:
        """The body whose name ends a phrase, only a country before it: "the U.S. Customs and Border Protection"."""
        for tok in core[:3]:
            known = self._names.at(tok.start, core[-1].end)
            if known is not None and known.kind == "organisation":
                return known
            if tok.tag not in "DU":
                return None
        return None

    def _outlet(self, toks: Sequence[Token]) -> Speaker | None:
        """The outlet that a phrase is, word for word: "USA Today"."""
        found = outlets.by_name().get(self._text[toks[0].start : toks[-1].end]) if toks else None
        known = self._names.find(found.name) if found else None
        return Speaker(found.name, "organisation", True, known.name if known else None) if found else None

    def _together(self, toks: Sequence[Token]) -> Speaker | None:
        """Several people by name: "Holm (D-Ohio), Ann Lee and Ola Brandt"."""
        toks = without_seats(toks)
        people: list[Known] = []
        last = end = -1
        for at, tok in enumerate(toks):
            if tok.tag != "U" or at <= end or (at and toks[at - 1].tag == "("):
                continue
            end = at
            while end + 1 < len(toks) and toks[end + 1].tag == "U":
                end += 1
            first = name_from(toks, at, end + 1)
            known = self._names.find(self._text[toks[first].start : toks[end].end], toks[first].start)
            if known is None or known.kind != "person":
                return self._with_others(people, toks[last + 1 :])
            joint = [each.low for each in toks[last + 1 : at] if each.tag not in ",()."]
            if people and joint not in ([], ["and"]):
                break
            people.append(known)
            last = end
            if joint == ["and"] and len(people) > 1:
                names = [each.name for each in people]
                return Speaker(", ".join(names[:-1]) + " and " + names[-1], "group", True, None)
        return self._with_others(people, toks[last + 1 :])

    def _with_others(self, people: Sequence[Known], rest: Sequence[Token]) -> Speaker | None:
        """Several people by name and others without: "Ola Holm, Ann Lee and other farmers"."""
        link = next((at for at, tok in enumerate(rest) if tok.tag != ","), len(rest))
        if len(people) < 2 or link + 1 >= len(rest) or rest[link].low != "and":
            return None
        others = " ".join(self._text[rest[link + 1].start : rest[-1].end].split())
        return Speaker(", ".join(each.name for each in people) + " and " + others, "group", True, None)

    def _both(self, core: Sequence[Token]) -> Speaker | None:
        """Two parties of which one is a pronoun or both are people by name or office: "he and others of the group"."""
        link = next((at for at, tok in enumerate(core) if tok.low in ("and", "nor")), 0)
        start = 1 if core[0].low == "both" else 0
        one, other = list(core[start:link]), list(core[link + 1 :])
        if not one or not other:
            return None
        if len(one) == 1 and one[0].tag == "P":
            first = self._pronoun(one[0].low, one[0].start) if one[0].low in HE | SHE | THEY | IT else None
            rest = " ".join(self._text[other[0].start : other[-1].end].split())
            return Speaker(f"{first.name} and {rest}", "group", first.named, None) if first else None
        both = [self._phrase(each) for each in (one, other)]
        names = [each.name for each in both if each is not None and each.named and each.kind == "person"]
        return Speaker(" and ".join(names), "group", True, None) if len(names) == 2 else None

    def _behind(self, core: Sequence[Token]) -> list[Token]:
        """The words of an apposition behind a source that ends before it: "the town's engineer", Ann Lee, said."""
        toks = self._names.tokens[self._scene.segment(core[0].start)]
        after = between(toks, core[-1].end, core[-1].end + 60)
        while after and after[0].tag in "TD":
            after = after[1:]
        if len(after) < 4 or after[0].tag != ",":
            return []
        stop = next((at for at, tok in enumerate(after[1:], 1) if tok.tag != "U"), 0)
        return list(after[1:stop]) if stop and after[stop].tag == "," else []

    def _owner(self, toks: Sequence[Token]) -> Speaker | None:
        """Who gave the words that a phrase speaks of: "their information", "the ministry's statement"."""
        if len(toks) < 2 or toks[-1].low not in _WORDS_OF:
            return None
        if toks[0].low in HE | SHE | THEY | IT:
            return self._pronoun(toks[0].low, toks[0].start)
        at = next((at for at, tok in enumerate(toks) if tok.low.endswith(("'s", "s'", "’s", "s’"))), None)
        if at is None or bare(toks[at].low) in grammar.words("time"):
            return None
        return self._phrase(list(toks[: at + 1]))

    def _named(self, core: Sequence[Token], head: Sequence[Token], at: int, rest: Sequence[Token]) -> Speaker | None:
        name = bare(self._text[head[at].start : head[-1].end])
        country = self._country(head, at, name)
        if country is not None:
            return country
        known = self._names.find(bare(self._text[head[0].start : head[-1].end])) if at else None
        known = known or self._names.find(name, head[at].start)
        if known is not None:
            role = self._role_after(rest)
            if role and known.kind == "person":
                known.roles.append(role)
                self._descriptions.learn(known, role)
            return self._speaker(known)
        outlet = outlets.find(name) or outlets.find("the " + name)
        if outlet is not None:
            return Speaker(outlet.name, "organisation", True, None)
        if at == 0 and len(head) == 1 and self._opens(head[0]):
            return self._described([*head, *core[len(head) :]], titles.kind_of(name))
        kind = kind_of(name, " ".join(tok.text for tok in head[:at]))
        return Speaker(name, kind, kind != "group")

    def _opens(self, tok: Token) -> bool:
        """Whether a word, no name elsewhere, stands where any word has a capital: "Videos of the fire"."""
        toks = self._names.tokens[self._scene.segment(tok.start)]
        return bool(toks) and toks[0].start == tok.start

    def _ending(self, core: Sequence[Token]) -> Known | None:
        """The person whose name ends a phrase with a title before it: "Director of National Safety Ann Lee"."""
        joined = coordinated(core) and not offices(core)
        if len(core) < 3 or joined or core[-1].tag != "U" or core[-1].low.endswith(("'s", "s'")):
            return None
        last = next((at for at in range(len(core) - 1, 0, -1) if core[at].tag != "U"), 0)
        if 0 < last < len(core) - 2 and titles.kind_of(core[last].text) == "person":
            known = self._names.find(self._text[core[last + 1].start : core[-1].end], core[last + 1].start)
            return known if known is not None and known.kind == "person" else None
        link = max((at for at, tok in enumerate(core) if tok.tag == "I"), default=-1)
        if link < 1 or core[link].low not in ("of", "for", "to") or core[0].low in ("a", "an"):
            return None
        begin = link + 1
        while begin < len(core) and core[begin].tag in "DT":
            begin += 1
        at = name_from(core, begin, len(core))
        known = self._names.find(self._text[core[at].start : core[-1].end], core[at].start)
        if known is None or known.kind != "person" or at == begin or len(core) - at < 2:
            return None
        before = [titles.kind_of(tok.text) for tok in core[begin:at]]
        titled = any(titles.kind_of(tok.text) == "person" for tok in core[:link])
        return known if titled and "person" not in before else None

    def _country(self, head: Sequence[Token], at: int, name: str) -> Speaker | None:
        full = self._names.country(name)
        if full is not None and at == len(head) - len(name.split()):
            known = self._names.find(full) or self._names.find(name)
            return Speaker(full, "country", True, known.name if known else None)
        return None

    def _speaker(self, known: Known) -> Speaker:
        named = outlets.by_name()
        outlet = (named.get(known.name) or named.get(f"the {known.name}")) if known.kind != "person" else None
        name = outlet.name if outlet else known.name
        if known.kind == "country":
            name = self._names.country(known.name) or name
        return Speaker(name, known.kind, known.kind != "group", known.name)

    def _apposed(self, rest: Sequence[Token]) -> Speaker | None:
        """The name in the apposition of a description: "the group's spokesman, Ann Lee,"."""
        part: list[Token] = []
        for tok in (*rest, None):
            if tok is not None and tok.tag not in ",-(":
                part += [tok] if tok.tag != "." else []
                continue
            part = head_of(part) if part else part
            if len(part) > 1 and all(each.tag == "U" or each.low in LINKING for each in part[-2:]):
                at = name_at(part)
                known = (
                    self._names.find(bare(self._text[part[at].start : part[-1].end]), part[at].start)
                    if at is not None
                    else None
                )
                if known is not None and known.kind == "person":
                    return self._speaker(known)
            if (
                len(part) > 2
                and part[0].low == "the"
                and all(each.tag == "U" or each.low in LINKING for each in part[1:])
            ):
                known = self._names.find(self._text[part[1].start : part[-1].end], part[1].start)
                if known is not None and known.kind == "organisation":
                    return self._speaker(known)
            part = []
        return None

    def _role_after(self, rest: Sequence[Token]) -> str:
        """The role in the apposition of a name: ", a spokesman for the group,"."""
        words = [tok for tok in rest if tok.tag not in ","]
        if not words or len(words) > 14 or not any(titles.kind_of(tok.text) == "person" for tok in words):
            return ""
        if words[0].low in ARTICLES:
            words = words[1:]
        return " ".join(self._text[words[0].start : words[-1].end].split()) if words else ""

    def _description(self, core: Sequence[Token], head: Sequence[Token]) -> Speaker | None:
        """A description: of somebody named elsewhere where it is definite, else an unnamed source in its own words."""
        noun = bare(head[-1].text)
        kind = titles.kind_of(noun)
        definite = head[0].low in _DEFINITE or head[0].low.endswith(("'s", "s'"))
        place = head[0].start
        if definite and kind == "person":
            words = [tok.text for tok in head if tok.low not in ARTICLES]
            words[:0] = [tok.text for tok in core[len(head) :] if tok.tag == "U"]
            known = self._descriptions.person(words, place)
            if known is not None:
                return self._speaker(known)
        plain = len(head) <= 2 or of_the_news([tok.low for tok in head[1:]])
        if definite and kind == "organisation" and plain and len(core) == len(head):
            known = self._descriptions.body(noun, place)
            if known is not None:
                return self._speaker(known)
            if noun.lower() in _ANY_BODY and (found := self.antecedents.of("it", place)):
                return found if found.kind == "organisation" else self._described(core, kind)
        if definite and kind is not None and len(head) <= 3 and len(core) == len(head):
            return self._earlier(head) or self._described(core, kind)
        return self._described(core, kind)

    def _earlier(self, head: Sequence[Token]) -> Speaker | None:
        """Whom "the official" means: the last before it who was called an official, and more."""
        words = {tok.low for tok in head if tok.low not in ARTICLES}
        for noun, toks in self._scene.phrases(head[0].start, _BACK):
            told = {tok.low for tok in toks}
            if any(tok.tag == "C" for tok in toks):
                continue
            if noun.word == head[-1].low and words < told - ARTICLES and toks[-1].start == noun.place:
                return self._phrase(toks)
        return None

    def _described(self, core: Sequence[Token], kind: ActorKind | None) -> Speaker | None:
        core = described(core)
        if not core:
            return None
        start = self._untitled(core)
        words = " ".join(self._text[start : core[-1].end].split())
        return Speaker(bare(words), kind or "unknown", False, None) if words else None

    def _untitled(self, core: Sequence[Token]) -> int:
        """Where a description begins, the title before its owner's name left out: "Mayor Ann Lee's office"."""
        for at, tok in enumerate(core[:-1]):
            if tok.tag not in "U" and titles.kind_of(tok.text) != "person":
                break
            if tok.low.endswith(("'s", "s'")):
                first = name_from(core, 0, at + 1)
                known = self._names.find(self._text[core[first].start : tok.end], core[first].start)
                return core[first].start if known is not None and known.kind == "person" else core[0].start
        return core[0].start

    # Pronouns

    def _pronoun(self, word: str, place: int) -> Speaker | None:
        return self.antecedents.of(word, place, self._not)

    def _antecedent(self, word: str, place: int) -> Speaker | None:
        """Whom "who" or "which" at `place` means: the noun phrase right before it, of people where it is "who"."""
        if not self._names.segments:
            return None
        toks = between(self._names.tokens[self._scene.segment(place)], place - 399, place)
        end = before_asides(toks)
        found = subject(toks, end, 0)
        # "Others, like Ann Lee, who": what opens with a preposition is no subject.
        start = found[0] if found else next((at for at in range(end, 0, -1) if toks[at - 1].tag not in "UWN"), 0)
        if start == end:
            return None
        start = max((at + 1 for at in range(start, end) if _acts(toks, at)), default=start)
        if word in ("who", "whom"):
            start = self._people_from(toks, start, end)
            if (named := self._named_before(toks, start)) is not None:
                return named
        return self._phrase(list(toks[start:end]))

    def _people_from(self, toks: Sequence[Token], start: int, end: int) -> int:
        """Where a phrase about people begins, for "who": "a retort to both parties", "agents within the bureau"."""
        links = [at for at in range(start, end) if toks[at].tag == "I"]
        head = titles.kind_of(toks[links[0] - 1 if links else end - 1].text)
        if head == "organisation" and start and toks[start - 1].tag == "I":
            wider = subject(toks, start - 1, 0)
            return wider[0] if wider else start
        last = links[-1] + 1 if links else start
        known = self._names.find(self._text[toks[end - 1].start : toks[end - 1].end])
        last_kind = known.kind if known is not None else titles.kind_of(toks[end - 1].text)
        return last if head is None and last_kind in ("person", "group") else start

    def _named_before(self, toks: Sequence[Token], start: int) -> Speaker | None:
        """The person whom a phrase that begins at `start` describes: "Ann Lee, a farmer who"."""
        if start < 2 or toks[start - 1].tag != "," or toks[start].tag not in "DW" or toks[start - 2].tag != "U":
            return None
        found = subject(toks, start - 1, 0)
        who = self._phrase(list(toks[found[0] : found[1]])) if found else None
        return who if who is not None and who.kind == "person" and who.named else None

    def _note(self, place: int, speaker: Speaker, low: str) -> None:
        gender = "male" if low in HE else "female" if low in SHE else None
        known = self._names.find(speaker.entity) if speaker.entity else None
        if known is not None and known.kind == "person":
            known.gender = known.gender or gender
        self._scene.note(place, speaker, gender or (known.gender if known else None))


def _acts(toks: Sequence[Token], at: int) -> bool:
    """Whether a plain word at a place can only be a verb: "his charm disarmed women"."""
    if at == 0 or toks[at].tag != "W":
        return False
    return toks[at - 1].low.endswith("'ll") or (toks[at].low.endswith("ed") and toks[at - 1].tag in "WU")
