"""What happens when something unforeseen goes wrong: a line in the log, one sentence for the user."""

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from cjmdesk.storage import places

LOG = logging.getLogger("cjmdesk")


def log_folder() -> Path:
    """Where the log lies."""
    return places.state_folder() / "log"


def install(tell: Callable[[str], object]) -> None:
    """From now on an error that nobody caught is logged, and `tell` gets its kind; work goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _prepare_log()
        LOG.critical("unforeseen error", exc_info=(kind, error, trace))
        tell(kind.__name__)

    sys.excepthook = hook


def _prepare_log() -> None:
    """Open the log file at the first error; without a place to write, standard error must do."""
    if LOG.handlers:
        return
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log_folder() / "cjmdesk.log", maxBytes=500_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
