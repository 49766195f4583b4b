"""Modules that a verb reads only when it uses them."""

import subprocess
import sys

import pytest

ASKED = """
import sys
from cjmdesk.cli.late_modules import put_off
put_off()
{use}
print(*sorted(name for name in {names} if name in sys.modules))
"""


def run(use: str, *names: str) -> list[str]:
    """Those of the modules `names` that were run in a process that does `use`."""
    code = ASKED.format(use=use, names=names)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(("module", "below"), [("PIL.Image", "PIL._imaging"), ("secrets", "hmac")])
def test_a_late_module_is_run_when_it_is_used(module: str, below: str) -> None:
    assert run(f"import {module}", below) == []
    assert run(f"import {module} as late; late.no_such_name_but_asked = late.__doc__", below) == [below]


def test_a_library_that_takes_a_picture_finds_what_makes_pictures() -> None:
    made = "from reportlab.lib.utils import ImageReader; from PIL import Image; "
    made += "print(*ImageReader(Image.new('RGB', (3, 2))).getSize())"
    assert run(made, "PIL._imaging") == ["3", "2", "PIL._imaging"]


def test_the_model_reads_no_mail_and_signs_nothing() -> None:
    assert run("import cjmdesk.model.project", "email.message", "hmac", "socket") == []


def test_other_modules_are_run_at_once() -> None:
    assert run("import decimal", "_decimal") == ["_decimal"]
