"""Actors: the entities of single articles, joined across the pile where they are one, and kept apart where not.

People are one where given name and surname agree. A bare surname joins a full name only where no other full name of
that surname could be meant: first within the article's story, then within the pile. Organisations and countries
are one where the telling words of their names agree, whatever the order ("Ministry of Defense", "Defense Ministry").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from whence.comparison.names import PersonName, body, one_middle, person
from whence.comparison.propositions import verdicts
from whence.lexicon import aliases, things
from whence.records import Actor, ActorKind, Entity, Pile, Story, Verdict, identity

_SMALL_PILE = 60
_WELL_KNOWN = 3
Key = tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """Entities taken for one actor; `key` makes its id."""

    key: Key
    entities: list[Entity] = field(default_factory=list)


def resolve(pile: Pile, stories: Sequence[Story] = ()) -> tuple[Actor, ...]:
    """The actors of a pile, sorted by id; every entity of every article is a member of exactly one.

    `stories` help bare surnames to their full names. Unnamed sources are no entities, so they are no actors.
    """
    entities = sorted(
        (each for attribution in pile.attributions for each in attribution.entities),
        key=lambda each: (each.article, each.name, each.kind),
    )
    story_of = {article: story.id for story in stories for article in story.articles}
    personal = _personal(entities, story_of)
    groups = _people([each for each in entities if personal(each)], story_of)
    groups += _bodies([each for each in entities if not personal(each)], groups)
    actors = [_actor(each) for each in groups]
    return tuple(sorted(_judged(actors, pile), key=lambda each: each.id))


def _personal(entities: Sequence[Entity], story_of: Mapping[str, str]) -> Callable[[Entity], bool]:
    """Tells people: by kind, and a single word of unknown kind that is somebody's surname in its story."""
    surnames: set[tuple[str, str]] = set()
    for each in entities:
        name = person(each.name) if _sort(each) == "person" else None
        if name is not None and name.given:
            surnames.add((story_of.get(each.article, each.article), name.family))

    def tells(each: Entity) -> bool:
        sort = _sort(each)
        place = (story_of.get(each.article, each.article), each.name.casefold())
        return sort == "person" or (sort == "unknown" and place in surnames and not things.region(each.name))

    return tells


def _sort(entity: Entity) -> ActorKind:
    """The kind of an entity, by the table of well-known names where they are in it."""
    known = aliases.usual(entity.name)
    return known[1] if known else entity.kind


def _usual(name: str) -> str:
    """The name under which somebody well-known goes, or the name as it is."""
    known = aliases.usual(name)
    return known[0] if known else name


def _people(entities: list[Entity], story_of: Mapping[str, str]) -> list[_Group]:
    full: dict[Key, _Group] = {}
    bare: list[tuple[PersonName, Entity]] = []
    named: dict[Key, list[tuple[str, Entity]]] = defaultdict(list)
    for each in entities:
        name = person(_usual(each.name))
        if name is None or not name.given:
            bare.append((name or PersonName("", each.name.casefold()), each))
            continue
        named["person", name.given, name.family, _generation(name.suffix)].append((name.middle, each))
    for key in sorted(named):
        for middle, members in _by_middle(named[key], story_of):
            home = key if not middle else (*key, middle)
            full.setdefault(home, _Group(home)).entities.extend(members)
    by_surname: dict[str, list[_Group]] = defaultdict(list)
    for key in sorted(full):
        by_surname[key[2]].append(full[key])
    _mononyms(full, by_surname, bare, story_of)
    return [full[key] for key in sorted(full)]


def _generation(suffix: str) -> str:
    """A suffix that tells son from father; "III" stands in full names alone, and tells nobody apart in news."""
    return suffix if suffix in ("jr", "sr") else ""


def _by_middle(named: Sequence[tuple[str, Entity]], story_of: Mapping[str, str]) -> Iterable[tuple[str, list[Entity]]]:
    """The people of one given name and surname, told apart where their middle initials differ ("W.", "H.W.").

    A name without a middle initial is the one whom its story names with one; else the one most often named.
    """
    initials = sorted({middle for middle, _ in named if middle}, key=lambda each: (-len(each), each))
    longest: list[str] = []
    for each in initials:
        if not any(one_middle(each, other) for other in longest):
            longest.append(each)
    if len(longest) < 2:
        yield "", [entity for _, entity in named]
        return
    found: dict[str, list[Entity]] = {each: [] for each in longest}
    for middle, entity in named:
        if middle:
            found[next(each for each in longest if one_middle(each, middle))].append(entity)
    stories = {each: {story_of.get(one.article, one.article) for one in found[each]} for each in longest}
    often = max(longest, key=lambda each: (len(found[each]), each))
    for middle, entity in named:
        if not middle:
            near = [each for each in longest if story_of.get(entity.article, entity.article) in stories[each]]
            found[near[0] if len(near) == 1 else often].append(entity)
    for each in longest:
        yield each, found[each]


def _mononyms(
    full: dict[Key, _Group],
    by_surname: Mapping[str, list[_Group]],
    bare: list[tuple[PersonName, Entity]],
    story_of: Mapping[str, str],
) -> None:
    """Give each bare surname to the one full name that it can mean, or to an actor of its own."""
    articles = {each.article for group in full.values() for each in group.entities} | {each.article for _, each in bare}
    small = len(articles) <= _SMALL_PILE
    here = {id(group): {story_of.get(each.article, each.article) for each in group.entities} for group in full.values()}
    homes: list[tuple[_Group | None, Key, Entity]] = []
    for name, entity in bare:
        possible = [
            group
            for group in by_surname.get(name.family, [])
            if name.suffix not in ("jr", "sr") or group.key[3] == name.suffix
        ]
        story = story_of.get(entity.article, entity.article)
        near = [group for group in possible if story in here[id(group)]]
        known = [group for group in possible if small or len({each.article for each in group.entities}) >= _WELL_KNOWN]
        home = _leading(near, story, story_of) if near else known[0] if len(possible) == 1 and known else None
        key: Key = ("person", "", name.family, "")
        # where two could be meant, one article's bare name is not even another article's
        homes.append((home, key if not possible else (*key, story), entity))
    for home, key, entity in homes:
        (home or full.setdefault(key, _Group(key))).entities.append(entity)


def _leading(near: Sequence[_Group], story: str, story_of: Mapping[str, str]) -> _Group | None:
    """Whom a surname alone means in a story: the only one, or whom it is about, named in thrice the articles."""
    counts = {
        id(group): len({each.article for each in group.entities if story_of.get(each.article, each.article) == story})
        for group in near
    }
    first, *others = sorted(near, key=lambda group: (-counts[id(group)], group.key))
    return first if not others or counts[id(first)] >= 3 * counts[id(others[0])] else None


def _bodies(entities: list[Entity], people: list[_Group]) -> list[_Group]:
    """Organisations, countries, groups; what is of unknown kind joins a person of exactly that name."""
    known = {group.key: group for group in people}
    groups: dict[Key, _Group] = {}
    for each in entities:
        name = person(_usual(each.name)) if each.kind == "unknown" else None
        namesake = known.get(("person", name.given, name.family, name.suffix)) if name and name.given else None
        if namesake:
            namesake.entities.append(each)
            continue
        key = ("body", *(body(_usual(each.name)) or (each.name.casefold(),)))
        groups.setdefault(key, _Group(key)).entities.append(each)
    return _same_alias(groups)


def _same_alias(groups: dict[Key, _Group]) -> list[_Group]:
    """Join groups where an article gives one's name as an alias of the other, unless it could be two ("DoD")."""
    targets: dict[Key, set[Key]] = defaultdict(set)
    for key in sorted(groups):
        for each in groups[key].entities:
            for alias in each.aliases:
                other = ("body", *body(_usual(alias)))
                if other != key and other in groups and len(alias) > 1:
                    targets[other].add(key)
    root = {key: key for key in groups}
    for other in sorted(targets):
        if len(targets[other]) == 1:
            one, two = _find(root, other), _find(root, next(iter(targets[other])))
            root[max(one, two)] = min(one, two)
    merged: dict[Key, _Group] = {}
    for key in sorted(groups):
        home = _find(root, key)
        merged.setdefault(home, _Group(home)).entities.extend(groups[key].entities)
    return [merged[key] for key in sorted(merged)]


def _find(root: Mapping[Key, Key], key: Key) -> Key:
    while root[key] != key:
        key = root[key]
    return key


def _actor(group: _Group) -> Actor:
    entities = group.entities
    names = Counter(each.name for each in entities)
    name = max(sorted(names), key=_fullness(names))
    aliases = {alias for each in entities for alias in (each.name, *each.aliases)} - {name}
    roles = Counter(role for each in entities for role in each.roles)
    return Actor(
        identity("w", *group.key),
        name,
        _kind(each.kind for each in entities),
        tuple(sorted(aliases)),
        tuple(sorted(roles, key=lambda role: (-roles[role], role))),
        tuple(sorted({(each.article, each.name) for each in entities})),
    )


def _fullness(names: Counter[str]) -> Callable[[str], tuple[bool, int, int]]:
    """How full a name is: more than one word first, then how often it is used, then length."""
    return lambda name: (len(name.split()) > 1, names[name], len(name))


def _kind(kinds: Iterable[ActorKind]) -> ActorKind:
    counted: Counter[ActorKind] = Counter(each for each in kinds if each != "unknown")
    return min(counted, key=lambda each: (-counted[each], each)) if counted else "unknown"


def _judged(actors: list[Actor], pile: Pile) -> list[Actor]:
    """Merge what people said is one. NO beats YES only for the very pair that it names."""
    known = {each.id: each for each in actors}
    home = {each: each for each in known}
    decided = verdicts(pile.judgements, "actor")
    for (target, other), verdict in sorted(decided.items(), key=lambda each: (each[0][0], each[0][1] or "")):
        if verdict is Verdict.YES and other in known and target in known:
            one, two = sorted((_root(home, target), _root(home, other or "")))
            home[two] = one
    joined: dict[str, list[Actor]] = defaultdict(list)
    for each in sorted(known):
        joined[_root(home, each)].append(known[each])
    merged = [_merge(key, group) for key, group in sorted(joined.items())]
    return [part for each in merged for part in _split(each, decided)]


def _root(home: Mapping[str, str], key: str) -> str:
    while home[key] != key:
        key = home[key]
    return key


def _merge(key: str, group: list[Actor]) -> Actor:
    if len(group) == 1:
        return group[0]
    name = max((each.name for each in group), key=lambda name: (len(name.split()), len(name), name))
    return Actor(
        key,
        name,
        _kind(each.kind for each in group),
        tuple(sorted({alias for each in group for alias in (each.name, *each.aliases)} - {name})),
        tuple(dict.fromkeys(role for each in group for role in each.roles)),
        tuple(sorted(member for each in group for member in each.members)),
    )


def _split(actor: Actor, decided: Mapping[tuple[str, str | None], Verdict]) -> Iterable[Actor]:
    """Part from an actor the members that a person said are somebody else; `other` is then "article/name"."""
    out = tuple(each for each in actor.members if decided.get((actor.id, f"{each[0]}/{each[1]}")) is Verdict.NO)
    stay = tuple(each for each in actor.members if each not in out)
    if not out or not stay:
        yield actor
        return
    yield Actor(actor.id, actor.name, actor.kind, actor.aliases, actor.roles, stay)
    for article, name in out:
        yield Actor(identity("w", "apart", article, name), name, actor.kind, (), (), ((article, name),))
