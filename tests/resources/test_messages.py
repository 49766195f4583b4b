"""The catalogues are finished, and the check that says so finds every kind of fault."""

import ast
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from cjmdesk import shipped
from cjmdesk.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import messages  # noqa: E402 - a script, found by its folder

sys.path.pop(0)


def test_every_word_is_translated() -> None:
    assert messages.check() == []


def test_each_language_of_the_window_has_its_catalogue() -> None:
    assert set(messages.catalogue_paths()) | {"en"} == set(LANGUAGES)
    for language, path in messages.catalogue_paths().items():
        assert messages.read(path, language).num_plurals == 3


def test_catalogues_are_written_the_same_again(tmp_path: Path) -> None:
    wanted = messages.extract()
    for language, path in messages.catalogue_paths(shipped.path("locale")).items():
        again = tmp_path / f"{language}.po"
        messages.write(again, messages.updated(messages.read(path, language), wanted, language))
        # Entries, not bytes: where long lines are broken is Babel's own affair. And one by one: whole
        # files would be compared for minutes before a difference is shown.
        pairs = zip_longest(_entries(again, language), _entries(path, language))
        assert [(entry, other) for entry, other in pairs if entry != other] == []


def _entries(path: Path, language: str) -> Iterator[tuple[object, ...]]:
    for message in messages.read(path, language):
        comments = (message.user_comments, message.auto_comments, message.context)
        yield message.id, message.string, message.locations, message.flags, comments


def test_a_catalogue_keeps_its_rule_for_plurals(tmp_path: Path) -> None:
    """Releases of Babel write the rule of a language in different ways."""
    rule = "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;"
    old = tmp_path / "old.po"
    old.write_text(f'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n', encoding="utf-8")
    messages.write(old, messages.updated(messages.read(old, "pl"), _wanted(), "pl"))
    assert messages.read(old, "pl").plural_forms == rule
    assert "Generated-By" not in old.read_text(encoding="utf-8")


def test_words_are_found_however_they_are_marked(tmp_path: Path) -> None:
    source = tmp_path / "room.py"
    source.write_text(
        "_('one')\nN_('two')\nngettext('{n} card', '{n} cards', n)\n"
        "translator(language).gettext('three')\nwords.ngettext('{n} map', '{n} maps', n)\nother('four')\n",
        encoding="utf-8",
    )
    found = {message.id for message in messages.extract(tmp_path) if message.id}
    assert found == {"one", "two", "three", ("{n} card", "{n} cards"), ("{n} map", "{n} maps")}


def test_words_inside_other_texts_are_found() -> None:
    tree = ast.parse("print(f'{_(\"inside\")} and {other}', _('in ' 'two parts'))")
    assert list(messages.marked(tree)) == ["inside", "in two parts"]


@pytest.mark.parametrize("call", ["_(f'Open {name}')", "_('Open ' + name)", "ngettext('a', f'{n} b', n)"])
def test_texts_made_while_running_are_refused(call: str) -> None:
    assert list(messages.put_together(ast.parse(call))) == [1]


def _wanted() -> Catalog:
    wanted = Catalog()
    wanted.add("Open {file}…")
    wanted.add(("{count} card", "{count} cards"))
    return wanted


def _finished() -> Catalog:
    catalogue = Catalog(locale="pl")
    catalogue.add("Open {file}…", "Otwórz {file}…")
    catalogue.add(("{count} card", "{count} cards"), ("{count} karta", "{count} karty", "{count} kart"))
    return catalogue


def test_a_finished_catalogue_has_no_problems() -> None:
    assert list(messages.problems(_finished(), _wanted())) == []


@pytest.mark.parametrize(
    "text, fault",
    [
        ("", "not translated"),
        ("Otwórz {plik}…", "placeholders differ"),
        ("Otwórz…", "placeholders differ"),
        ("Otwórz {file}", "ellipsis"),
        (" Otwórz {file}…", "spaces"),
    ],
)
def test_a_bad_translation_is_named(text: str, fault: str) -> None:
    catalogue = _finished()
    catalogue["Open {file}…"].string = text
    found = list(messages.problems(catalogue, _wanted()))
    assert len(found) == 1 and fault in found[0]


def test_a_guess_is_no_translation() -> None:
    catalogue = _finished()
    catalogue["Open {file}…"].flags.add("fuzzy")
    assert list(messages.problems(catalogue, _wanted())) == ["fuzzy: 'Open {file}…'"]


def test_missing_and_forgotten_texts_are_named() -> None:
    wanted = _wanted()
    wanted.add("New")
    catalogue = _finished()
    catalogue.add("Old", "Stary")
    assert list(messages.problems(catalogue, wanted)) == [
        "missing: 'New'",
        "no longer in the source: 'Old'",
    ]


def test_too_few_plural_forms_are_named() -> None:
    catalogue = _finished()
    catalogue["{count} card"].string = ("{count} karta", "{count} karty")
    found = list(messages.problems(catalogue, _wanted()))
    assert found == ["2 plural forms instead of 3: '{count} card'"]


def test_the_form_for_one_may_leave_the_number_out() -> None:
    wanted = Catalog()
    wanted.add(("a card", "{count} cards"))
    catalogue = Catalog(locale="pl")
    catalogue.add(("a card", "{count} cards"), ("karta", "{count} karty", "{count} kart"))
    assert list(messages.problems(catalogue, wanted)) == []
