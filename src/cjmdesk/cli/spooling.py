"""`print-pages`: hands pages to the print service of Linux. Not for people: a window waits for no
service that may never answer, and can end this process when somebody cancels.

Reads one JSON object on standard input: printer, file, title, options as pairs of words, user and
password. Writes one: `refused`, why the service did not take them, empty if it did; `locked`, whether it
wants a password; `gone`, whether the printer is there no more.
"""

import argparse
import json
import sys
from pathlib import Path

from cjmdesk.cli.failure import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: all is in the request."""


def run(options: argparse.Namespace) -> int:
    """0 once the service has answered, whatever it said."""
    from cjmdesk.paint.cups import hand_over
    from cjmdesk.paint.qt_printers import printer_names

    order = json.load(sys.stdin)
    printer = order["printer"]
    settings = [(name, value) for name, value in order["options"]]
    answer = hand_over(
        printer, Path(order["file"]), order["title"], settings, order["user"], order["password"]
    )
    gone = bool(answer.refused) and not answer.locked and printer not in printer_names()
    sys.stdout.write(json.dumps({"refused": answer.refused, "locked": answer.locked, "gone": gone}) + "\n")
    return DONE
