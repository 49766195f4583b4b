"""A map as one web page: its twin in words, with a real table, and the poster as a picture.

The picture's letters are shapes: it then looks as printed on machines without our fonts, and a search
in the page finds each text once, in the table. The page is whole in one file and has no scripts.
"""

import re
from collections.abc import Iterator, Sequence

from cjmdesk.formats.card_text import plain_figure
from cjmdesk.formats.grid_export import STAGE, STEP, card_words, point_line, unit_of
from cjmdesk.formats.html_page import FIGURE, MORE, attribute, page, text
from cjmdesk.formats.outcome import Exported
from cjmdesk.i18n import LANGUAGES, N_, date, ngettext
from cjmdesk.layout import titles
from cjmdesk.layout.chips import kind_texts
from cjmdesk.layout.context import map_personas, runs_right_to_left
from cjmdesk.layout.headers import stage_figures
from cjmdesk.layout.numbers import measured, with_unit
from cjmdesk.layout.quotes import quoted
from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence, MetricCard, SolutionCard
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage
from cjmdesk.posters.said import Said
from cjmdesk.text.engine import TextEngine

_FACTS = (
    ("age", N_("Age")),
    ("occupation", N_("Occupation")),
    ("place", N_("Place")),
    ("education", N_("Education")),
    ("wealth", N_("Means")),
    ("needs", N_("Needs")),
    ("goals", N_("Goals")),
    ("pains", N_("Pains")),
    ("motives", N_("Motives")),
    ("triggers", N_("Triggers")),
    ("objections", N_("Objections")),
    ("channels", N_("Channels")),
    ("note", N_("Note")),
)
"""What the page tells of a persona: field of the model, and its name."""

_BETWEEN = " · "


def export_html(project: Project, one: JourneyMap) -> Exported:
    """The page without the picture, for whoever has no text engine at hand."""
    return _exported(project, one, "")


def export_pictured_html(project: Project, one: JourneyMap, engine: TextEngine) -> Exported:
    """The page with the poster, as the map is printed."""
    from cjmdesk.paint.svg import write_svg
    from cjmdesk.posters.options import PosterOptions, options_for
    from cjmdesk.posters.papers import PaperError
    from cjmdesk.posters.poster import lay_out_poster

    try:
        poster = lay_out_poster(project, one, options_for(one), engine)
    except PaperError:  # the map remembers a paper that cannot be; the page has none
        poster = lay_out_poster(project, one, PosterOptions(), engine)
    drawing = write_svg(poster.scene, engine, project.pictures, outlines=True)
    return _exported(project, one, drawing[drawing.index("<svg") :])


def _exported(project: Project, one: JourneyMap, drawing: str) -> Exported:
    twin = _Twin(project, one)
    hidden = [twin.said.lane(lane) for lane in one.lanes if lane.hidden]
    form = ngettext(
        "The hidden lane is left out: {lanes}.", "The hidden lanes are left out: {lanes}.", len(hidden)
    )
    return Exported(twin.page(drawing), (form.format(lanes=", ".join(hidden)),) if hidden else ())


class _Twin:
    """Writes the page of one map."""

    def __init__(self, project: Project, one: JourneyMap) -> None:
        self._project, self._map = project, one
        self.said = Said(project, one)
        self._say = self.said.say
        self._lanes = [lane for lane in one.lanes if not lane.hidden]
        # Words of ours are English where the map's language has no catalogue.
        self._ours = "" if one.language[:2].lower() in LANGUAGES else ' lang="en"'
        self._title = one.title.strip() or self._say(N_("Untitled map"))

    def page(self, drawing: str) -> bytes:
        """drawing: an SVG element, empty for none."""
        body = [
            *self._head(),
            *self._picture(drawing),
            *self._table(),
            *self._connectors(),
            *self._personas(),
            *self._brief(),
            *self._foot(),
        ]
        direction = "rtl" if runs_right_to_left(self._map) else "ltr"
        return page(self._title, self._map.language, direction, body)

    # Above the table ------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        one = self._map
        kind = self._say(titles.MAP_TYPES.get(one.type, one.type))
        yield "<header>"
        yield f'<p class="kicker" {MORE}{self._ours}>{text(kind)}</p>'
        yield f'<h1 dir="auto">{text(self._title)}</h1>'
        facts = [
            (N_("Scenario"), one.scenario),
            (N_("Goal"), one.goal),
            (N_("Version"), one.version),
            *((N_("Persona"), _line(persona.name)) for persona in map_personas(self._project, one)),
        ]
        for label, words in facts:
            if words.strip():
                yield f'<p><b{self._ours} dir="auto">{text(self._say(label))}:</b> {_auto(words)}</p>'
        yield "</header>"

    def _picture(self, drawing: str) -> Iterator[str]:
        if not drawing:
            return
        felt = [lane for lane in self._lanes if isinstance(lane, EmotionLane)]
        told = [self.said.curve(lane, self._map.stages) for lane in felt if any(c.points for c in lane.cells)]
        name = attribute(self._say(_PICTURE).format(title=self._title))
        shown = re.sub("<title>.*?</title>", "", drawing, count=1, flags=re.DOTALL)
        shown = shown.replace("<svg ", f'<svg role="img" aria-label={name} ', 1)
        yield f'<figure class="picture" {MORE}>{shown.strip()}'
        if told:
            yield f"<figcaption>{'<br>'.join(text(words) for words in told)}</figcaption>"
        yield "</figure>"

    # The table ------------------------------------------------------------------------------------

    def _table(self) -> Iterator[str]:
        stages = self._map.stages
        if not stages:
            return
        caption = text(self._say(_CAPTION))
        name = attribute(self._say(_CAPTION))
        # It may be wider than the window: by keyboard it is scrolled where it has the focus.
        yield f'<div class="wide" role="region" tabindex="0" aria-label={name}><table>'
        yield f"<caption{self._ours}>{caption}</caption>"
        yield f'<thead><tr><th scope="col"{self._ours}>{text(self._say(STAGE))}</th>'
        for stage in stages:
            yield self._column(stage.title, len(stage.steps))
        yield "</tr>"
        yield from self._about(stages)
        if any(len(stage.steps) > 1 or stage.steps[0].title for stage in stages):
            yield f'<tr><th scope="col"{self._ours}>{text(self._say(STEP))}</th>'
            yield from (self._column(step.title, 1) for stage in stages for step in stage.steps)
            yield "</tr>"
        yield "</thead><tbody>"
        for lane in self._lanes:
            yield from self._lane(lane)
        if any(stage.key_task for stage in stages) and all(
            lane.kind != "key_task" for lane in self._map.lanes
        ):
            yield from self._row(self._say(N_("Key task")), [self._task(stage) for stage in stages])
        yield "</tbody></table></div>"

    def _column(self, title: str, steps: int) -> str:
        scope = "colgroup" if steps > 1 else "col"
        wide = f' colspan="{steps}"' if steps > 1 else ""
        return f'<th scope="{scope}"{wide} dir="auto">{text(_line(title))}</th>'

    def _about(self, stages: Sequence[Stage]) -> Iterator[str]:
        """Descriptions and figures of the stages, below their titles."""
        figures = [stage_figures(self.said, stage) for stage in stages]
        if not any(figures) and not any(stage.description for stage in stages):
            return
        label = _more([self._say(_ABOUT)])
        yield f'<tr><th scope="row"{self._ours}>{label}</th>'
        for stage, told in zip(stages, figures, strict=True):
            yield f'<td colspan="{len(stage.steps)}" dir="auto">{text(stage.description)}{_more([told])}</td>'
        yield "</tr>"

    def _lane(self, lane: Lane) -> Iterator[str]:
        title = self.said.lane(lane)
        steps = [step for stage in self._map.stages for step in stage.steps]
        if isinstance(lane, LineLane):
            yield from self._row(title, [f'<td colspan="{len(steps)}"></td>'])
            return
        by_step, language = {cell.step: cell for cell in lane.cells}, self._map.language
        cells = []
        for stage in self._map.stages:
            for number, step in enumerate(stage.steps):
                cell = by_step.get(step.id)
                items = []
                if lane.kind == "key_task" and number == 0 and stage.key_task:
                    items += [_item(line, []) for line in stage.key_task.split("\n") if line.strip()]
                if cell is not None:
                    items += [self._card(card, lane) for card in cell.cards]
                    items += [_item(point_line(point, language), self._felt(point)) for point in cell.points]
                cells.append(f"<td>{_list(items)}</td>")
        yield from self._row(title, cells)

    def _card(self, card: CardBase, lane: Lane) -> str:
        """A card with what is known of it; a number as the map's language writes it, with its unit."""
        words, beside = card_words(card), self._beside(card)
        if not isinstance(card, MetricCard) or card.number is None:
            return _item(words, beside)
        unit, language = unit_of(card, lane), self._map.language
        plain = attribute(with_unit(plain_figure(card.number), unit, language))
        # With a direction of its own, so that its sign stands before it beside words from the right.
        said = f'<data {FIGURE} dir="auto" value={plain}>{text(measured(card.number, unit, language))}</data>'
        return f'<li dir="auto">{text(f"{words}: ") if words else ""}{said}{_more(beside)}</li>'

    def _row(self, title: str, cells: Sequence[str]) -> Iterator[str]:
        yield f'<tr><th scope="row" dir="auto">{text(_line(title))}</th>'
        yield from cells
        yield "</tr>"

    def _task(self, stage: Stage) -> str:
        lines = [_item(line, []) for line in stage.key_task.split("\n") if line.strip()]
        wide = f' colspan="{len(stage.steps)}"' if len(stage.steps) > 1 else ""
        return f"<td{wide}>{_list(lines)}</td>"

    def _beside(self, card: CardBase) -> list[str]:
        """What there is of a card besides its words."""
        said = self.said
        found = [*kind_texts(said, card), *said.signs(card), *self._known(card.evidence)]
        found += [f"#{_line(tag)}" for tag in card.tags if tag.strip()]
        if card.picture in self._project.pictures and card.picture is not None:
            described = self._project.pictures[card.picture].description
            found.append(
                f"{self._say(N_('Picture'))}: {described}" if described else self._say(N_("Picture"))
            )
        answers = card.answers if isinstance(card, SolutionCard) else ()
        for label, ids in ((_ANSWERS, answers), (_FINDINGS, card.findings)):
            cards = "; ".join(words for id in ids if (words := said.card(id)))
            found += [self._say(label).format(cards=cards)] if cards else []
        return [*found, card.note]

    def _felt(self, point: EmotionPoint) -> list[str]:
        grade = [self.said.evidence(point.evidence)] if point.evidence else []
        tags = [f"#{_line(tag)}" for tag in point.tags if tag.strip()]
        return [self.said.whose(point), *grade, *self._known(point.evidence), *tags, point.note]

    def _known(self, evidence: Evidence | None) -> list[str]:
        """Who says so, and when it was found out."""
        if evidence is None:
            return []
        return [evidence.source, date(evidence.date, self._map.language) if evidence.date else ""]

    # Below the table ------------------------------------------------------------------------------

    def _section(self, title: str, inside: list[str]) -> list[str]:
        if not inside:
            return []
        return [f"<section><h2{self._ours}>{text(self._say(title))}</h2>", *inside, "</section>"]

    def _connectors(self) -> list[str]:
        items = []
        for connector in self._map.connectors:
            if self.said.card(connector.source) and self.said.card(connector.target):
                items.append(_item(self.said.connector(connector), [connector.label]))
        return self._section(_CONNECTORS, [_list(items)] if items else [])

    def _personas(self) -> list[str]:
        people = [self._persona(persona) for persona in map_personas(self._project, self._map)]
        return self._section(N_("Personas"), ['<div class="people">', *people, "</div>"] if people else [])

    def _persona(self, persona: Persona) -> str:
        picture = self._project.pictures.get(persona.portrait or "")
        image = ""
        if picture is not None and _BASE64.fullmatch(picture.data) and _TYPE.fullmatch(picture.media_type):
            data = re.sub(r"\s", "", picture.data)
            image = f'<img alt="" src="data:{picture.media_type};base64,{data}">'
        rows = []
        for field, label in _FACTS:
            value = getattr(persona, field)
            words = "; ".join(part for part in value if part) if isinstance(value, tuple) else value
            if words.strip():
                rows.append(f"<dt{self._ours}>{text(self._say(label))}</dt><dd>{_auto(words)}</dd>")
        quote = f"<p><q>{_auto(persona.quote.strip())}</q></p>" if persona.quote.strip() else ""
        if quote and quoted(persona.quote, self._map.language) == persona.quote.strip():
            quote = f"<p>{_auto(persona.quote.strip())}</p>"  # it brings its own marks
        facts = f"<dl>{''.join(rows)}</dl>" if rows else ""
        return f'<article>{image}<h3 dir="auto">{text(_line(persona.name))}</h3>{quote}{facts}</article>'

    def _brief(self) -> list[str]:
        brief = self._project.brief
        preset = self._say(titles.GOAL_PRESETS.get(brief.goal_preset, ""))
        team = [
            _BETWEEN.join(part for part in (member.name, member.discipline) if part) for member in brief.team
        ]
        rows = [
            (N_("Goal"), _joined(preset, brief.goal)),
            (N_("Audience"), brief.audience),
            (N_("Needs"), brief.needs),
            (N_("Team"), "; ".join(member for member in team if member)),
        ]
        rows += [
            (titles.WORKSHOP_STEPS.get(step.step, step.step), step.notes)
            for step in brief.steps
            if step.notes
        ]
        told = [
            f"<dt{self._ours}>{text(self._say(label))}</dt><dd>{_auto(words)}</dd>"
            for label, words in rows
            if words.strip()
        ]
        return self._section(N_("Workshop"), [f"<dl>{''.join(told)}</dl>"] if told else [])

    def _foot(self) -> Iterator[str]:
        reviewed = self._map.last_reviewed
        day = date(reviewed, self._map.language) if reviewed else ""
        seen = self._say(N_("last reviewed {date}")).format(date=day) if day else ""
        line = _joined(self._project.title, seen, "cjmdesk")
        yield f"<footer><p {MORE}>{text(line)}</p></footer>"


_CAPTION = N_("The journey as a table")
_ABOUT = N_("About the stage")
_ANSWERS = N_("answers: {cards}")
_FINDINGS = N_("rests on: {cards}")
_CONNECTORS = N_("Arrows")
_PICTURE = N_("The map “{title}” as a poster; all it says stands in the table below")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_TYPE = re.compile(r"image/(png|jpeg|webp)")


def _line(words: str) -> str:
    return " ".join(words.split())


def _joined(*words: str) -> str:
    return _BETWEEN.join(part.strip() for part in words if part.strip())


def _auto(words: str) -> str:
    """The user's words in the direction that they have themselves."""
    return f"<bdi>{text(words)}</bdi>"


def _item(words: str, beside: Sequence[str]) -> str:
    return f'<li dir="auto">{text(words)}{_more(beside)}</li>'


def _more(facts: Sequence[str]) -> str:
    told = _joined(*facts)
    return f'<span class="more" {MORE}>{text(told)}</span>' if told else ""


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(items)}</ul>" if items else ""
