"""The guide to the method: in every language the same chapters, pictures and words of the program."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cjmdesk import shipped
from cjmdesk.cli.main import main

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guide"
LANGUAGES = ("en", "pl", "ru")
NAMED = (
    *("Describe in Steps…", "Import Numbers…", "Gaps", "Walk-Through", "Decide and Plan…"),
    *("Brief and Steps…", "Timer for the Room", "Compare Maps…"),
    *("Make Future State", "Pains in order", "Impact and effort", "Dot votes", "Action plan", "Findings"),
)
"""What the guide sends its readers to."""


def text(language: str) -> str:
    """The guide in a language, as one line a paragraph."""
    return (GUIDE / f"method.{language}.md").read_text("utf-8")


def shape(language: str) -> list[str]:
    """Headings by their depth, pictures by their name, tables and quotes by their lines."""
    found = []
    for line in text(language).splitlines():
        picture = re.match(r"!\[.+\]\(pictures/(\w+)\.(\w+)\.png\)", line)
        if picture:
            assert picture[2] == language
            found.append(picture[1])
        elif line.startswith(("#", "|", "    ")):
            found.append(line.split()[0])
        elif re.match(r"- \*\*|\d\. \*\*|> \*\*", line):
            found.append(line[:2])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_chapters_and_pictures(language: str) -> None:
    assert shape(language) == shape("en")
    assert len(shape(language)) > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(language: str) -> None:
    links = re.findall(r"\]\(([^)#]+)", text(language))
    assert len(links) >= 10
    for link in links:
        assert (GUIDE / link).is_file(), link


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_sends_people_to_is_called_so_in_the_window(language: str) -> None:
    words = " ".join(text(language).split())
    if language != "en":
        with (shipped.path("locale") / language / "LC_MESSAGES" / "cjmdesk.po").open("rb") as file:
            said = read_po(file, locale=language)
    for name in NAMED:
        shown = name if language == "en" else str(said[name].string)
        assert shown in words, f"{name}: {shown}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_commands_can_be_typed(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^    cjmdesk (.+)$", text(language), re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        assert main(command.split()) == 0, command
    assert {path.suffix for path in tmp_path.iterdir()} == {".cjm", ".pdf"}
