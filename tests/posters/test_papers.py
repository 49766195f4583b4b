"""Papers, lengths and margins as people write them."""

import pytest

from cjmdesk.posters.papers import PAPERS, PaperError, length, margins, paper


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("A4", (210, 297)),
        ("a0", (841, 1189)),
        ("B1", (707, 1000)),
        ("Letter", (215.9, 279.4)),
        ("36x48in", (914.4, 1219.2)),
        ("900x1200mm", (900, 1200)),
        ("900 × 1200 mm", (900, 1200)),
        ("90 х 120 см", (900, 1200)),  # in Cyrillic letters
        ("60 × 90 cm", (600, 900)),
        ("roll914", (914, None)),
    ],
)
def test_a_paper_has_its_exact_size(name: str, size: tuple[float, float | None]) -> None:
    sheet = paper(name)
    assert sheet.width == pytest.approx(size[0], abs=1e-9)
    assert sheet.height == (None if size[1] is None else pytest.approx(size[1], abs=1e-9))


@pytest.mark.parametrize("name", ["", "A9", "wide", "0x0mm", "20x20mm", "9000x9000mm", "-5x100mm", "1e9x5mm"])
def test_a_paper_that_cannot_be_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(PaperError) as caught:
        paper(name)
    assert "\n" not in str(caught.value)


def test_an_unknown_paper_names_the_known_ones() -> None:
    with pytest.raises(PaperError, match="A4") as caught:
        paper("Folio")
    assert all(name in str(caught.value) for name in PAPERS)


def test_lengths_and_margins() -> None:
    assert length("10mm") == 10
    assert length("1,5 cm") == 15
    assert length("0.5in") == pytest.approx(12.7)
    assert margins("5mm") == (5, 5, 5, 5)
    assert margins("5,5,12.7,5") == (5, 5, 12.7, 5)
    for text in ("", "five", "1,2", "1,2,3,4,5"):
        with pytest.raises(PaperError):
            margins(text)
