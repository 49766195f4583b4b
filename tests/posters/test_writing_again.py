"""While somebody writes: only what changed is laid out, and it looks as if all had been."""

from collections.abc import Callable

import pytest

from cjmdesk import shipped
from cjmdesk.edits.fields import set_field
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.scene import Part, band_key, banded
from cjmdesk.model.cards import Evidence
from cjmdesk.model.lanes import LineLane
from cjmdesk.model.project import Project
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from samples import in_tiers, repair_visit

OPTIONS = PosterOptions(paper="A1")


MAPS = pytest.mark.parametrize("make", [repair_visit, in_tiers])


def laid_out(project: Project, measures: Measures | None, memo: LayoutMemo | None) -> Poster:
    return lay_out_poster(project, project.maps[0], OPTIONS, text_engine(), measures=measures, memo=memo)


def first_cards(project: Project) -> dict[str, str]:
    """Lane id → id of its first card, for lanes of cards."""
    lanes = [lane for lane in project.maps[0].lanes if not isinstance(lane, LineLane)]
    cards = {lane.id: [card.id for cell in lane.cells for card in cell.cards] for lane in lanes}
    return {lane: ids[0] for lane, ids in cards.items() if ids}


def cells_of(poster: Poster, lane: str) -> list[Part]:
    return [part for part in poster.scene.parts if part.key.startswith(f"cell:{lane}:")]


def test_the_long_map_is_in_tiers() -> None:
    assert len(laid_out(in_tiers(), None, None).measures.tiers) > 1


@MAPS
def test_lanes_nobody_touched_give_the_very_same_parts(make: Callable[[], Project]) -> None:
    project, memo = make(), LayoutMemo()
    first = laid_out(project, None, memo)
    changed, *others = first_cards(project)
    after = set_field(project, first_cards(project)[changed], "text", "Short")
    second = laid_out(after, first.measures, memo)
    for lane in others:
        kept = cells_of(second, lane)
        assert kept
        assert all(one is two for one, two in zip(kept, cells_of(first, lane), strict=True))
    assert cells_of(second, changed) != cells_of(first, changed)


@MAPS
def test_what_no_letter_changes_is_not_drawn_again(make: Callable[[], Project]) -> None:
    """Title, headers, lines and footer are the same objects, in every tier; so are the cells' boxes."""
    project, memo = make(), LayoutMemo()
    first = laid_out(project, None, memo)
    card = list(first_cards(project).values())[-1]
    after = set_field(project, card, "text", "Brief")
    second = laid_out(after, first.measures, memo)
    names = ("title", "footer", "frame", "stage:")
    for one, two in zip(first.scene.parts, second.scene.parts, strict=True):
        assert one.key == two.key
        if one.key.startswith(names):
            assert one.items is two.items
    same = [one is two for one, two in zip(first.scene.cells, second.scene.cells, strict=True)]
    assert any(same)


@pytest.mark.parametrize("make", [repair_visit, in_tiers])
def test_a_letter_gives_a_handful_of_other_bands(make: Callable[[], Project]) -> None:
    memo, project = LayoutMemo(), make()
    before = laid_out(project, None, memo)
    (card, *_others) = first_cards(project).values()
    after = laid_out(set_field(project, card, "text", "Asks us"), before.measures, memo)
    others = [
        band_key(new)
        for old, new in zip(before.scene.bands, after.scene.bands, strict=True)
        if old is not new
    ]
    lane = next(lane.id for lane in project.maps[0].lanes if any(c.cards for c in lane.cells))
    # In each tier the lane's cells, and the arrows between them; its label, page, title and footer stay.
    assert {key.partition("@")[0] for key in others} - {"connectors"} == {f"cell:{lane}"}
    assert [part for band in after.scene.bands for part in band] == list(after.scene.parts)
    assert list(banded(after.scene.parts)) == list(after.scene.bands)


def test_a_full_cell_measures_only_the_card_that_changed() -> None:
    project = repair_visit()
    lane = next(lane for lane in project.maps[0].lanes if any(len(cell.cards) > 1 for cell in lane.cells))
    cell = next(cell for cell in lane.cells if len(cell.cards) > 1)
    memo = LayoutMemo()
    first = laid_out(project, None, memo)
    last = cell.cards[-1].id
    after = set_field(project, last, "text", "Other words")
    second = laid_out(after, first.measures, memo)
    key = f"cell:{lane.id}:{cell.step}"
    before, now = (next(p for p in one.scene.parts if p.key == key) for one in (first, second))
    kept = {id(item) for item in before.items}
    assert {item.item for item in now.items if id(item) not in kept} == {last}


@MAPS
def test_a_lane_left_alone_for_long_is_not_forgotten(make: Callable[[], Project]) -> None:
    """Its cells are known when it is written in at last, though no layout looked at them."""
    project, memo = make(), LayoutMemo()
    poster = laid_out(project, None, memo)
    cards = first_cards(project)
    first, second = list(cards)[:2]
    for number in range(5):
        project = set_field(project, cards[first], "text", f"Note {number}")
        poster = laid_out(project, poster.measures, memo)
    project = set_field(project, cards[second], "text", "At last")
    laid_out(project, poster.measures, memo)
    assert memo.misses_last == 2, "one cell is measured and drawn"


@MAPS
def test_every_letter_looks_as_if_laid_out_anew(make: Callable[[], Project]) -> None:
    project, memo = make(), LayoutMemo()
    measures = laid_out(project, None, memo).measures
    for card in first_cards(project).values():
        for field, value in (
            ("text", "More words than there were, so that rows grow " * 2),
            ("moment_of_truth", True),
        ):
            project = set_field(project, card, field, value)
            assert laid_out(project, measures, memo).scene == laid_out(project, measures, None).scene


@MAPS
def test_other_words_above_and_below_the_map_are_seen(make: Callable[[], Project]) -> None:
    """What is remembered is forgotten with the words it came from."""
    project, memo = make(), LayoutMemo()
    one = project.maps[0]
    measures = laid_out(project, None, memo).measures
    card = next(iter(first_cards(project).values()))
    changes: list[tuple[str, str, object]] = [
        (one.id, "title", "Another map"),
        (one.id, "goal", "Fewer letters"),
        (one.id, "version", "7"),
        (one.stages[0].id, "title", "Begin"),
        (one.stages[-1].steps[-1].id, "title", "End"),
        (one.stages[-1].id, "key_task", "Wait"),
        (one.lanes[0].id, "title", "Deeds"),
        (one.lanes[0].id, "collapsed", True),
        (card, "evidence", Evidence(grade="measured")),
    ]
    for item, field, value in changes:
        project = set_field(project, item, field, value)
        before = laid_out(project, measures, None).scene
        assert laid_out(project, measures, memo).scene == before, field


def test_arrows_are_led_anew_only_where_something_is_higher_or_lower() -> None:
    project, memo = load(shipped.path("samples", "bike-workshop.en.cjm")).project, LayoutMemo()
    first = laid_out(project, None, memo)
    cards = {card.id for lane in project.maps[0].lanes for cell in lane.cells for card in cell.cards}
    linked = next(arrow.target for arrow in project.maps[0].connectors if arrow.target in cards)
    arrows = [laid.scene.part("connectors") for laid in (first, written(first, project, linked, "Ab", memo))]
    assert arrows[0] is not None
    again = written(first, project, linked, "Ac", memo).scene.part("connectors")
    assert again is arrows[1]
    longer = written(first, project, linked, "Words for several lines. " * 9, memo).scene.part("connectors")
    assert longer is not None
    assert longer != again


def written(first: Poster, project: Project, card: str, text: str, memo: LayoutMemo) -> Poster:
    return laid_out(set_field(project, card, "text", text), first.measures, memo)
