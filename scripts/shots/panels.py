"""Panels and bars beside the sheet: outline, inspector, history, finding, filtering, notices, photo."""

from pathlib import Path
from typing import TYPE_CHECKING

from shots.things import SIZE, a_card, copied

if TYPE_CHECKING:
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.window import MainWindow
    from shots.things import Views


PANELS = ("navigator", "inspector", "past")
"""Commands that open the panels beside the photo."""


def inspectors(window: "MainWindow") -> "Views":
    """The outline, and the inspector for what the sample has."""
    from PySide6.QtTest import QTest

    bench, one = window.bench, window.session.map
    assert one is not None and window.session.project is not None
    window.actions_["outline"].trigger()
    window.session.select(a_card(window))
    QTest.qWait(120)
    yield "outline", window
    window.session.select(one.stages[2].id)
    QTest.qWait(60)
    yield "outline-stage", window
    window.actions_["navigator"].trigger()
    lanes = {lane.kind: lane for lane in one.lanes}
    step = next((stage.steps[0].id for stage in one.stages if len(stage.steps) > 1), "")
    chosen = {
        "card": (a_card(window),),
        "point": (next(point.id for cell in lanes["emotions"].cells for point in cell.points),),
        "stage": (one.stages[0].id,),
        "step": (step,),
        "cell": (f"cell:{lanes['motives'].id}:{one.stages[0].steps[0].id}",),
        "lane": (lanes["emotions"].id,),
        "connector": (one.connectors[0].id,),
        "persona": (window.session.project.personas[0].id,),
        "map": (one.id,),
        "several": tuple(card.id for cell in lanes["pain_points"].cells for card in cell.cards),
        "project": ("project:",),
        "team": ("workshop:team",),
        "goal": ("workshop:goal",),
    }
    for kind, lane in lanes.items():
        cards = [card.id for cell in lane.cells for card in cell.cards]
        if cards:
            chosen[f"card-{kind}"] = (cards[0],)
    for name, ids in chosen.items():
        window.session.choose(ids)
        QTest.qWait(60)
        yield f"inspector-{name}", bench.inspector.form  # type: ignore[misc]
    window.session.choose(chosen["card"])
    bench.inspector.form.more.click()  # type: ignore[union-attr]
    QTest.qWait(60)
    yield "inspector-card-all", bench.inspector.form  # type: ignore[misc]
    bench.inspector.form.more.click()  # type: ignore[union-attr]
    window.session.choose(())
    QTest.qWait(60)
    yield "inspector-none", window


def other_inspectors(program: "Program") -> "Views":
    """The inspector for kinds of cards and lanes that other samples have."""
    from PySide6.QtTest import QTest

    seen: set[str] = set()
    for name, language in (("carers-tuesday", "en"), ("dental-visit", "en"), ("bakery", "pl")):
        window = program.new_window()
        window.resize(*SIZE)
        program.open_path(copied(name, language), window)
        QTest.qWait(250)
        if window.bench.inspector.isHidden():  # it has given way; hidden, it lays nothing out
            window.actions_["inspector"].trigger()
            QTest.qWait(120)
        yield f"window-{name}", window
        for lane in window.session.map.lanes:  # type: ignore[union-attr]
            cards = [card.id for cell in lane.cells for card in cell.cards]
            for kind, id in ((f"lane-{lane.kind}", lane.id), (f"card-{lane.kind}", next(iter(cards), ""))):
                if id and kind not in seen:
                    seen.add(kind)
                    window.session.select(id)
                    QTest.qWait(60)
                    yield f"other-{kind}", window.bench.inspector.form  # type: ignore[misc]
        window.session.select("")


def bars(window: "MainWindow") -> "Views":
    """The lines for finding, replacing and filtering, and the history."""
    from PySide6.QtTest import QTest

    bench, one = window.bench, window.session.map
    assert one is not None
    word = one.stages[0].title.split()[0]
    window.actions_["find"].trigger()
    bench.findbar.line.setText(word)
    bench.findbar.look()
    QTest.qWait(120)
    yield "window-find", window
    window.actions_["replace"].trigger()
    QTest.qWait(60)
    yield "window-replace", window
    bench.findbar.line.setText("xyzzy")
    bench.findbar.look()
    QTest.qWait(60)
    yield "window-find-nothing", window
    bench.findbar.leave()
    window.actions_["filter"].trigger()
    QTest.qWait(60)
    yield "window-filter", window
    bench.filterbar.choose("lanes", one.lanes[0].id, True)
    bench.filterbar.choose("stages", one.stages[0].id, True)
    window.actions_["save_view"].trigger()
    QTest.qWait(60)
    yield "window-filtered", window
    small = window.size()
    window.resize(820, 600)
    QTest.qWait(120)
    yield "window-filtered-narrow", window
    window.resize(small)
    bench.filterbar.leave()
    window.session.select(a_card(window))
    for command in ("duplicate", "move_right", "delete", "undo"):
        window.actions_[command].trigger()
    window.actions_["past"].trigger()
    QTest.qWait(120)
    yield "window-history", window
    window.actions_["past"].trigger()
    for _step in range(3):
        window.session.undo()
    QTest.qWait(60)


def gaps(window: "MainWindow") -> "Views":
    """What is missing from the sample: a gap chosen, some silenced, nothing left, and in a narrow window."""
    from PySide6.QtTest import QTest

    from cjmdesk.edits.silencing import silence
    from cjmdesk.i18n import current_language

    panel, one = window.bench.gaps, window.session.map
    assert one is not None
    window.session.select("")
    window.actions_["gaps"].trigger()
    QTest.qWait(150)
    head = panel.list.topLevelItem(0)
    panel.list.setCurrentItem(head.child(0))
    panel.list.gone_to.emit(panel.list.row)
    QTest.qWait(150)
    yield "window-gaps", window
    panel.silence.click()
    QTest.qWait(150)
    dialog = next(each for each in window.children() if each.objectName() == "gapReason")
    yield "dialog-gap-reason", dialog  # type: ignore[misc]
    dialog.reject()  # type: ignore[attr-defined]
    while panel._gaps and any(gap.silenced is None for gap in panel._gaps):
        project = window.session.project
        assert project is not None
        open_ = [gap for gap in panel._gaps if gap.silenced is None]
        if len(open_) == 1:
            break
        gap = open_[-1]
        reason = {"en": "Talked over, it does not matter here", "pl": "Omówione, tu nie ma znaczenia",
                  "ru": "Обсудили, здесь это неважно"}[current_language()]  # fmt: skip
        window.session.apply("", silence(project, one.id, gap.rule, gap.item, reason))
        panel.look()
    for number in range(panel.list.topLevelItemCount()):
        panel.list.topLevelItem(number).setExpanded(True)
    QTest.qWait(150)
    yield "window-gaps-silenced", window
    gap = next(gap for gap in panel._gaps if gap.silenced is None)
    project = window.session.project
    assert project is not None
    window.session.apply("", silence(project, one.id, gap.rule, gap.item, "…"))
    panel.look()
    size = window.size()
    window.resize(820, 600)
    QTest.qWait(150)
    yield "window-gaps-none-narrow", window
    window.resize(size)
    assert window.session.history is not None
    while window.session.history.undo_label == "" and window.session.history.at:
        window.session.undo()
    window.actions_["gaps"].trigger()
    QTest.qWait(60)


def hints(window: "MainWindow") -> "Views":
    """The status bar with what keys do for each kind of thing, selected and written; a narrow one."""
    from PySide6.QtTest import QTest

    one, status = window.session.map, window.bench.status
    assert one is not None
    lanes = {lane.kind: lane for lane in one.lanes}
    points = [point.id for cell in lanes["emotions"].cells for point in cell.points]
    cards = [card.id for cell in lanes["pain_points"].cells for card in cell.cards]
    things = {
        "nothing": (),
        "cell": (f"cell:{lanes['motives'].id}:{one.stages[0].steps[0].id}",),
        "card": cards[:1],
        "cards": cards[:3],
        "point": points[:1],
        "points": points[:3],
        "stage": (one.stages[0].id,),
        "step": next(([stage.steps[0].id] for stage in one.stages if len(stage.steps) > 1), ()),
        "lane": (lanes["motives"].id,),
        "connector": (one.connectors[0].id,),
        "map": (one.id,),
    }
    window.activateWindow()
    for name, ids in things.items():
        window.canvas.setFocus()
        window.session.choose(tuple(ids))
        QTest.qWait(60)
        yield f"hints-{name}", status
        if len(ids) == 1 and name in ("card", "point", "stage", "lane"):
            window.actions_["write"].trigger()
            QTest.qWait(60)
            yield f"hints-{name}-written", status
            window.canvas.writing.stop()
    small = window.size()
    window.session.choose(tuple(points[:1]))
    window.resize(960, 640)
    window.canvas.setFocus()
    QTest.qWait(60)
    yield "hints-narrow", status
    window.resize(small)
    window.session.choose(())


def giving_way(window: "MainWindow") -> "Views":
    """Every panel is opened, and so many as leave the sheet its half of a window stay."""
    from PySide6.QtTest import QTest

    small, shown = window.size(), [name for name in PANELS if window.actions_[name].isChecked()]
    for name in PANELS:
        if name not in shown:
            window.actions_[name].trigger()
    for width in (1600, 1200, 900, 640):
        window.resize(width, 700)
        QTest.qWait(120)
        yield f"panes-{width}", window
    window.resize(small)
    for name in PANELS:
        if window.actions_[name].isChecked() != (name in shown):
            window.actions_[name].trigger()


def notices(window: "MainWindow") -> "Views":
    """Each level of the line for notices, with ways out; work that is waited for."""
    import time

    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from cjmdesk.i18n import _
    from cjmdesk.ui.infobar import Notice
    from cjmdesk.ui.waiting import wait_for
    from shots.things import Picture

    info = Notice(
        _("This is what the file holds now. Undo brings your version back."), ways=((_("Undo"), int),)
    )
    text = _("Another program has changed {file} since it was opened.").format(file="journey.cjm")
    ways = ((_("Reload"), int), (_("Keep Mine"), int), (_("Save a Copy…"), int))
    for level, notice in (("info", info), ("warning", Notice(text, "warning", ways))):
        window.tell(notice)
        QTest.qWait(60)
        yield f"notice-{level}", window
    window.info.dismiss()
    taken: list[Picture] = []
    QTimer.singleShot(250, lambda: taken.append(Picture(window.grab())))
    wait_for(lambda: time.sleep(0.6), window, _("Opening {file}…").format(file="journey.xlsx"), at_once=True)
    yield "window-waiting", taken[0]


def photo(window: "MainWindow", folder: Path) -> "Views":
    """A photo of the wall beside the sheet."""
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtTest import QTest

    wall = QImage(1600, 1200, QImage.Format.Format_RGB32)
    wall.fill(QColor("#CFCBC2"))
    with QPainter(wall) as painter:
        for number in range(24):
            column, row = number % 6, number // 6
            colour = ("#F7E08B", "#F2A7A0", "#A9D3F0", "#B9E0A5")[row]
            painter.fillRect(90 + column * 245, 100 + row * 265, 200, 200, QColor(colour))
    path = folder / "wall.png"
    wall.save(str(path))
    window.bench.photo.open(path)
    window.refresh()
    QTest.qWait(200)
    yield "window-photo", window
    yield from giving_way(window)
    window.actions_["photo"].trigger()
