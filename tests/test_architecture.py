"""The house keeps its walls: floors, what each room may touch, and empty `__init__` files.

The floors stand in `[tool.importlinter]` of pyproject.toml; the walls that need patterns of
module names stand here.
"""

import ast
import os
import shutil
import subprocess
import sys
from fnmatch import fnmatchcase
from functools import cache
from itertools import permutations
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "cjmdesk"

MAY_IMPORT = {
    "PySide6": (
        "cjmdesk.ui",
        "cjmdesk.ui.*",
        "cjmdesk.paint.qt*",
        "cjmdesk.text.qt*",
        "cjmdesk.pictures.qt*",
    ),
    "reportlab": ("cjmdesk.paint.pdf*",),
}
"""Library → the modules that may import it themselves."""

NEVER_REACH = ("model", "changes", "edits", "layout", "posters", "analysis", "formats")
"""Rooms that reach neither library, not even through others: they run without a window."""

OF_THE_WINDOW = (
    "canvas",
    "comparing",
    "deciding",
    "dialogs",
    "docks",
    "figures",
    "finding",
    "merging",
    "people",
    "presenting",
    "start",
    "translating",
    "workshop",
)
"""Rooms of `ui` that show something each: what one needs of another, the window hands on."""

BELOW_THE_WINDOW = ("actions", "fields", "sheet", "widgets")
"""Rooms of `ui` that these may use, and that know none of them."""


@cache
def graph(*, types: bool = True) -> grimp.ImportGraph:
    """Every import of the program; without `types` those alone that happen when it runs."""
    return grimp.build_graph(
        "cjmdesk",
        include_external_packages=True,
        exclude_type_checking_imports=not types,
        cache_dir=None,
    )


def matches(module: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(module, pattern) for pattern in patterns)


def lint(folder: Path, configuration: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter over the package that lies in `folder`."""
    command = [Path(sys.executable).with_name("lint-imports"), "--config", configuration, "--no-cache"]
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_floors_hold() -> None:
    result = lint(ROOT / "src", ROOT / "pyproject.toml")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("place", "line", "named"),
    [
        ("utils.py", "", "utils"),
        ("model/intruder.py", "from cjmdesk.layout import scene", "cjmdesk.model.intruder"),
        ("text/intruder.py", "from cjmdesk.pictures import store", "cjmdesk.text.intruder"),
        ("layout/intruder.py", "import socket", "socket"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, place: str, line: str, named: str) -> None:
    copy = tmp_path / "cjmdesk"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "pictures" / "store.py").touch()
    (copy / place).write_text(f'"""Planted."""\n\n{line}\n', "utf-8")
    result = lint(tmp_path, ROOT / "pyproject.toml")
    assert result.returncode != 0
    assert named in result.stdout


@pytest.mark.parametrize("library", MAY_IMPORT)
def test_a_library_stays_in_its_rooms(library: str) -> None:
    importers = graph().find_modules_that_directly_import(library)
    assert sorted(module for module in importers if not matches(module, MAY_IMPORT[library])) == []


@pytest.mark.parametrize("room", [room for room in NEVER_REACH if (PACKAGE / room).is_dir()])
@pytest.mark.parametrize("library", MAY_IMPORT)
def test_a_room_without_window_and_printer(room: str, library: str) -> None:
    chain = graph().find_shortest_chain(f"cjmdesk.{room}", library, as_packages=True)
    assert chain is None, " → ".join(chain or ())


def test_migrations_import_no_model() -> None:
    """They work on plain dicts: the model of a later version is not the one they speak of."""
    migrations = {name for name in graph().modules if name.startswith("cjmdesk.storage.migrations")}
    for module in migrations:
        assert graph().find_shortest_chain(module, "cjmdesk.model", as_packages=True) is None, module


def test_threads_of_the_window_are_workers() -> None:
    """The program waits for its workers when it ends; `behind` touches no Qt, and has its own end."""
    others = {"cjmdesk.ui.workers", "cjmdesk.ui.behind"}
    for path in sorted((PACKAGE / "ui").rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        names = {
            getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        }
        assert module in others or not names & {"Thread", "QThread", "QThreadPool", "ThreadPoolExecutor"}, (
            module
        )


def test_the_rooms_of_the_window_do_not_know_each_other() -> None:
    """They may name the window or the program that hands them out as a type, no more."""
    for room, other in permutations((f"cjmdesk.ui.{room}" for room in OF_THE_WINDOW), 2):
        chain = graph(types=False).find_shortest_chain(room, other, as_packages=True)
        assert chain is None, " → ".join(chain or ())


@pytest.mark.parametrize("room", BELOW_THE_WINDOW)
def test_what_the_rooms_of_the_window_stand_on_knows_none_of_them(room: str) -> None:
    for other in (*OF_THE_WINDOW, "commands"):
        chain = graph(types=False).find_shortest_chain(
            f"cjmdesk.ui.{room}", f"cjmdesk.ui.{other}", as_packages=True
        )
        assert chain is None, " → ".join(chain or ())


def test_init_files_hold_only_a_docstring() -> None:
    for file in PACKAGE.rglob("__init__.py"):
        body = ast.parse(file.read_text("utf-8")).body
        assert len(body) == 1, file
        assert ast.get_docstring(ast.Module(body, [])), file


def test_qt_is_imported_by_name() -> None:
    """A star import of PySide6 costs 60 ms at start."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert all(alias.name != "*" for alias in node.names), file
