"""The windows that lead through the method: personas, the workshop, its timer."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.widgets.guide import Guide
    from cjmdesk.ui.window import MainWindow
    from shots.things import Views


def guides(program: "Program", window: "MainWindow") -> "Views":
    """Every step of both guides with the sample, and what they say of an empty project."""
    from PySide6.QtTest import QTest

    from cjmdesk.edits.removing import remove
    from cjmdesk.formats.templates import make_project
    from cjmdesk.i18n import current_language
    from cjmdesk.ui.people.window import PeopleWindow
    from cjmdesk.ui.workshop.window import WorkshopWindow

    for command, kind in (("personas", PeopleWindow), ("brief", WorkshopWindow)):
        guide = _opened(window, command, kind)
        for number in range(guide.steps.count()):
            guide.go_to(number)
            QTest.qWait(350)
            yield f"guide-{command}-{number + 1}", guide
        guide.close()
    fresh = program.new_window()
    project = make_project("current-state", current_language())
    for one in project.personas:
        project = remove(project, one.id)
    fresh.session.start(project)
    for command, kind in (("personas", PeopleWindow), ("brief", WorkshopWindow)):
        guide = _opened(fresh, command, kind)
        guide.resize(760, 560)
        QTest.qWait(150)
        yield f"guide-{command}-empty", guide
        guide.close()
    fresh.session.mark_unsaved()


def timer(window: "MainWindow") -> "Views":
    """The timer at rest, running, in its last minute and over; and what the status bar says."""
    from PySide6.QtTest import QTest

    from cjmdesk.ui.workshop.clock import MINUTE, Timing
    from cjmdesk.ui.workshop.largetimer import TURN, LargeTimer

    now = [0]
    timing = Timing(window, clock=lambda: now[0])
    timing.turn_to("audience_and_needs", 25)
    large = LargeTimer(window, window.program.theme, timing, lambda _step: 25.0, sound=False)
    large.show()
    QTest.qWait(60)
    yield "timer-resting", large
    timing.toggle()
    for name, minutes in (("running", 10.3), ("last-minute", 24.4), ("over", 27.4)):
        now[0] = round(minutes * MINUTE)
        timing.look()
        QTest.qWait(TURN + 200 if name == "over" else 60)
        yield f"timer-{name}", large
    large.close()
    window.actions_["timer_toggle"].trigger()
    QTest.qWait(60)
    yield "timer-in-status-bar", window.bench.status
    window.actions_["timer_toggle"].trigger()


def _opened(window: "MainWindow", command: str, kind: "type[Guide]") -> "Guide":
    from PySide6.QtTest import QTest

    window.actions_[command].trigger()
    QTest.qWait(150)
    return next(one for one in window.children() if isinstance(one, kind) and one.isVisible())
