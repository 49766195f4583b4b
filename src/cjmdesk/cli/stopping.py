"""Ctrl+C and a kind kill: the verb ends soon, whatever it is in, and leaves no partial file.

Both raise KeyboardInterrupt, so that temporary files are taken away. Qt's bindings do not bear that
everywhere: while they are being imported it aborts the process, and where they look up a name they
swallow it. So it waits for imports, and comes again until somebody has taken it.
"""

import signal
from types import FrameType

_SOON, _AGAIN = 0.05, 0.5
"""Seconds: after which an import is looked at again; which taking files away may last."""

_asked: list[int] = []
"""The signals that came, in a list because a handler writes it."""


def listen() -> None:
    """From now on, be stopped in that way. A signal that is ignored (nohup) stays so."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    try:
        for number in numbers:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _stop)
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, _stop)
    except ValueError:
        pass  # not in the main thread: then its owner decides


def asked_to_stop() -> bool:
    """Whether a signal came; then other exceptions are what became of it. Ends its coming again."""
    if not _asked:
        return False
    _asked.clear()
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    return True


def _stop(number: int, frame: FrameType | None) -> None:
    _asked.append(number)
    if hasattr(signal, "setitimer"):
        importing = _is_importing(frame)
        signal.setitimer(signal.ITIMER_REAL, _SOON if importing else _AGAIN)
        if importing:
            return
    raise KeyboardInterrupt


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
