from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hand_made import entity, named
from whence.comparison.actors import resolve
from whence.records import Article, Attribution, Entity, Judgement, Pile, Story, Verdict


def pile_of(entities: list[Entity], judgements: tuple[Judgement, ...] = ()) -> Pile:
    names = sorted({each.article for each in entities})
    articles = tuple(Article(each, "", each, each) for each in names)
    found = tuple(Attribution(each, (), tuple(one for one in entities if one.article == each)) for each in names)
    return Pile(articles, found, judgements)


def groups(entities: list[Entity], stories: tuple[Story, ...] = ()) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(each.members) for each in resolve(pile_of(entities), stories)}


def test_one_person_under_three_spellings() -> None:
    found = named(resolve(pile_of([entity("a", "Tarik al-Orlo"), entity("b", "Tarik-al-Orlo"), entity("c", "Orlo")])))
    assert list(found.values()) == [{("a", "Tarik al-Orlo"), ("b", "Tarik-al-Orlo"), ("c", "Orlo")}]
    assert next(iter(found)).startswith("Tarik")


def test_titles_middle_names_and_short_forms_make_no_other_person() -> None:
    same = [entity("a", "President Joseph R. Marlo"), entity("b", "Joe Marlo"), entity("c", "Joseph Marlo")]
    assert len(groups(same)) == 1


def test_two_people_of_one_surname_stay_two() -> None:
    people = [entity("a", "Ana Orlo"), entity("b", "Bela Orlo"), entity("c", "Orlo")]
    assert groups(people) == {frozenset({(each.article, each.name)}) for each in people}


def test_the_story_decides_between_two_of_one_surname() -> None:
    people = [entity("a", "Ana Orlo"), entity("b", "Bela Orlo"), entity("c", "Orlo")]
    stories = (Story("t1", ("a", "c"), ""), Story("t2", ("b",), ""))
    assert frozenset({("a", "Ana Orlo"), ("c", "Orlo")}) in groups(people, stories)


def test_father_and_son_stay_two() -> None:
    assert len(groups([entity("a", "Ana Orlo"), entity("b", "Ana Orlo Jr.")])) == 2


def test_father_and_son_of_one_name_are_told_by_their_middle_initials() -> None:
    people = [entity("a", "Jan H.W. Orlo"), entity("b", "Jan W. Orlo"), entity("c", "Jan Herbert Walker Orlo")]
    assert groups(people) == {
        frozenset({("a", "Jan H.W. Orlo"), ("c", "Jan Herbert Walker Orlo")}),
        frozenset({("b", "Jan W. Orlo")}),
    }


def test_who_is_called_junior_is_not_the_father() -> None:
    people = [entity("a", "Ana Orlo"), entity("a", "Ana Orlo Jr."), entity("b", "Orlo Jr.")]
    assert frozenset({("a", "Ana Orlo Jr."), ("b", "Orlo Jr.")}) in groups(people)


def test_a_surname_alone_is_whom_the_story_is_about() -> None:
    articles = [entity(each, "Ana Orlo") for each in "abc"]
    people = [*articles, entity("a", "Bela Orlo"), entity("d", "Orlo"), entity("e", "Orlo", "unknown")]
    found = groups(people, (Story("t1", tuple("abcde"), ""),))
    assert frozenset({*((each, "Ana Orlo") for each in "abc"), ("d", "Orlo"), ("e", "Orlo")}) in found


def test_well_known_bodies_and_people_have_other_names() -> None:
    assert (
        len(
            groups([entity("a", "EPA", "organisation"), entity("b", "Environmental Protection Agency", "organisation")])
        )
        == 1
    )
    assert len(groups([entity("a", "Moammar Gadhafi"), entity("b", "Muammar Gaddafi")])) == 1


def test_a_ministry_under_two_word_orders() -> None:
    bodies = [
        entity("a", "Russian Defense Ministry", "organisation"),
        entity("b", "Russia’s Ministry of Defense", "organisation"),
        entity("c", "Russian Ministry of Health", "organisation"),
    ]
    assert groups(bodies) == {
        frozenset({("a", "Russian Defense Ministry"), ("b", "Russia’s Ministry of Defense")}),
        frozenset({("c", "Russian Ministry of Health")}),
    }


def test_an_alias_joins_and_countries_have_one_name() -> None:
    bodies = [
        entity("a", "Harbour Workers Union", "organisation", aliases=("HWU",)),
        entity("b", "HWU", "organisation"),
        entity("b", "U.S.", "country"),
        entity("c", "United States", "country"),
    ]
    found = named(resolve(pile_of(bodies)))
    assert found["Harbour Workers Union"] == {("a", "Harbour Workers Union"), ("b", "HWU")}
    assert found["United States"] == {("b", "U.S."), ("c", "United States")}


def test_people_decide() -> None:
    entities = [entity("a", "Ana Orlo"), entity("b", "Anna Orlo")]
    ids = [each.id for each in resolve(pile_of(entities))]
    one = Judgement("j", "actor", ids[0], ids[1], Verdict.YES, "me", "2020-01-01")
    joined = resolve(pile_of(entities, (one,)))
    assert [set(each.members) for each in joined] == [{("a", "Ana Orlo"), ("b", "Anna Orlo")}]
    assert joined[0].id in ids
    same = resolve(pile_of([entity("a", "Ana Orlo"), entity("b", "Ana Orlo")]))[0].id
    apart = Judgement("j", "actor", same, "b/Ana Orlo", Verdict.NO, "me", "2020-01-01")
    assert len(resolve(pile_of([entity("a", "Ana Orlo"), entity("b", "Ana Orlo")], (apart,)))) == 2


NAMES = st.sampled_from(["Ana Orlo", "Orlo", "Bela Orlo", "Tomas Reik", "Reik", "Dr. Reik", "Ports Union"])


@given(st.sets(st.tuples(st.sampled_from("abcdef"), NAMES), max_size=14), st.randoms())
def test_every_entity_is_in_one_actor_whatever_the_order(pairs: set[tuple[str, str]], random: object) -> None:
    entities = [entity(where, name, "organisation" if "Union" in name else "person") for where, name in sorted(pairs)]
    found = resolve(pile_of(entities))
    assert sorted(member for each in found for member in each.members) == sorted(pairs)
    assert len({each.id for each in found}) == len(found)
    assert resolve(pile_of(entities[::-1])) == found
