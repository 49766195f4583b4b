"""Every test has folders of its own and no screen; none may log an error or leave a window open."""

import gc
import logging
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile(
    "fast", max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=_QUIET
)
settings.register_profile(
    "ci", max_examples=200, deadline=None, database=None, suppress_health_check=_QUIET, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's folders are this test's alone; the user's are never touched."""
    monkeypatch.setenv("CJMDESK_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("CJMDESK_ACK", raising=False)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests read English, whatever the machine speaks and whatever an earlier test chose."""
    from cjmdesk.i18n import use_language

    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    use_language("en")
    yield
    use_language("en")


class _Errors(logging.Handler):
    """Remembers what was logged as a warning or worse by us, as an error by anybody."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.name.split(".")[0] == "cjmdesk":
            self.found.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def expected_logs() -> list[str]:
    """A test that means to log adds parts of the messages it expects."""
    return []


@pytest.fixture(autouse=True)
def _no_log_errors(expected_logs: list[str]) -> Iterator[None]:
    handler = _Errors()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    unexpected = [line for line in handler.found if not any(part in line for part in expected_logs)]
    assert not unexpected, f"logged: {unexpected}"


@pytest.fixture(autouse=True)
def _no_leaked_windows() -> Iterator[None]:
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if widgets is None or not isinstance(application, widgets.QApplication):
        return
    application.processEvents()
    open_windows = [w for w in application.topLevelWidgets() if w.isVisible()]
    for window in open_windows:
        window.close()
    # Windows set aside what they opened as there to stay; with the test it may go.
    gc.unfreeze()
    assert not open_windows, f"left open: {open_windows}"
