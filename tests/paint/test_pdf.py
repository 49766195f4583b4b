"""The PDF: text that comes back, fonts inside, exact sizes, the same picture as the canvas."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path as FilePath

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from nine_scripts import SENTENCES, card_part, page, red_picture, shapes

from cjmdesk.layout.scene import Part, Scene, Wash
from cjmdesk.paint.errors import PaintError
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.text.engine import BOLD, ITALIC, REGULAR
from cjmdesk.text.prepare import has_leftward
from cjmdesk.text.qt import text_engine

MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def made(*pages: Scene, **options: object) -> bytes:
    out = io.BytesIO()
    write_pdf(pages, out, text_engine(), {}, **options)  # type: ignore[arg-type]
    return out.getvalue()


def told(data: bytes, folder: FilePath) -> list[str]:
    """The lines that pdftotext finds, without its direction marks."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    file = folder / "page.pdf"
    file.write_bytes(data)
    run = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    )
    lines = [" ".join(line.split()) for line in MARKS.sub("", run.stdout.decode()).splitlines()]
    return [line for line in lines if line.replace("\f", "")]


def bag(line: str) -> list[str]:
    """What is left of a line that runs both ways: readers differ in how they turn it round."""
    return sorted(line.replace(" ", ""))


def single(sentence: str, style: object = REGULAR, width: float = 18.0) -> Scene:
    part = card_part(sentence, 10, 10, style, width)  # type: ignore[arg-type]
    return Scene(110, 60, (part,), "t", "en")


@pytest.mark.parametrize("style", [REGULAR, BOLD, ITALIC])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_line_comes_back_as_it_was_broken(sentence: str, style: object, tmp_path: FilePath) -> None:
    scene = single(sentence, style)
    (_part, text), *_rest = scene.texts()
    lines = [line.text.strip() for line in text.block.lines]
    found = told(made(scene), tmp_path)
    if has_leftward(sentence):
        assert [bag(line) for line in found] == [bag(line) for line in lines]
    else:
        assert found == lines


@pytest.mark.parametrize("style", [REGULAR, BOLD])
def test_letters_that_share_a_glyph_come_back_in_order(style: object, tmp_path: FilePath) -> None:
    """Lam and alef are one glyph in Arabic; readers turn lines from the right round glyph by glyph."""
    sentence = "العملاء لا يجدون الإجراءات الأولى الآن لإلغاء المقابلات"
    found = " ".join(told(made(single(sentence, style, 40.0)), tmp_path))
    words = [word.strip("\u202a\u202b\u202c\u200e\u200f") for word in found.split()]
    assert sorted(words) == sorted(sentence.split())


ALPHABETS = (
    "abcAVTo fi.,-",
    "ąęłóżŁŻ ",
    "БГДуёж «»",
    "顾客在首页 ",
    "おトプー ",
    "ลูกค้า ",
    "ग्राहक ",
    "😀👍🏽 ",
)


@settings(max_examples=25, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(ALPHABETS).flatmap(lambda a: st.text(a.replace(" ", ""), min_size=1, max_size=8)),
        min_size=1,
        max_size=12,
    ),
    width=st.floats(5, 30),
)
def test_generated_texts_break_alike(
    words: list[str], width: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Canvas and paper: the same characters on the same lines."""
    block = text_engine().wrap(" ".join(words), REGULAR, width)
    scene = single(" ".join(words), REGULAR, width)
    scene = replace(scene, width=200, height=10 + 10 * len(block.lines))
    found = told(made(scene), tmp_path_factory.mktemp("pdf"))
    expected = [line.text.replace(" ", "") for line in block.lines]
    assert [line.replace(" ", "") for line in found if line.strip()] == [line for line in expected if line]


def test_the_file_is_sound_and_whole(tmp_path: FilePath) -> None:
    data = made(page((REGULAR, BOLD, ITALIC)), subject="Mapa", author="Zoë")
    assert b"Helvetica" not in data
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((297, 210), abs=0.01)
    facts = document.get_metadata_dict()
    assert (facts["Title"], facts["Subject"], facts["Author"]) == ("Dziewięć <pism> & źródło", "Mapa", "Zoë")
    assert [mark.get_title() for mark in document.get_toc()] == ["Świadomość (1)", "Zakup"]
    assert b"/Lang (pl)" in data
    assert "Dziewięć &lt;pism&gt; &amp; źródło" in data.decode("utf-8", "ignore")
    if shutil.which("qpdf"):
        file = tmp_path / "page.pdf"
        file.write_bytes(data)
        run = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    if shutil.which("pdffonts"):
        run = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True)
        rows = run.stdout.splitlines()[2:]
        assert rows
        assert all(re.search(r" yes (yes|no) +yes ", row) for row in rows), run.stdout


def test_it_looks_as_the_canvas_does() -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    from cjmdesk.paint.qt import ScenePainter, scene_image

    pictures = red_picture()
    scene = page((REGULAR, BOLD, ITALIC), next(iter(pictures)))
    out = io.BytesIO()
    write_pdf([scene], out, text_engine(), pictures)
    bitmap = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=200 / 72, grayscale=True)
    grey = QImage.Format.Format_Grayscale8
    paper = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, grey)
    canvas = scene_image(scene, 200, ScenePainter(text_engine(), pictures)).convertToFormat(grey)
    # Smoothing differs from painter to painter: what is compared is the ink in every square mm.
    small = [
        image.scaled(
            297, 210, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        for image in (paper, canvas)
    ]
    gaps = [
        abs(small[0].pixelColor(x, y).value() - small[1].pixelColor(x, y).value())
        for x in range(297)
        for y in range(210)
    ]
    assert sum(gaps) / len(gaps) < 2.5  # of which 1 is how the two turn colours to grey
    assert max(gaps) < 60


def test_equal_scenes_give_equal_bytes() -> None:
    first, second = (made(page((REGULAR, ITALIC)), reproducible=True) for _ in range(2))
    assert first == second


def test_pages_keep_their_own_sizes() -> None:
    part = Part("p", 0, 0, 10, 10, shapes())
    data = made(Scene(914, 2000, (part,), "a"), Scene(100, 50, (part,), "b"))
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(data)]
    assert [tuple(round(side / 72 * 25.4, 2) for side in size) for size in sizes] == [(914, 2000), (100, 50)]


@pytest.mark.parametrize("size", [(5081.0, 100.0), (100.0, 0.0)])
def test_impossible_pages_are_refused(size: tuple[float, float]) -> None:
    with pytest.raises(PaintError):
        made(Scene(*size, ()))


def test_no_page_is_refused() -> None:
    with pytest.raises(PaintError):
        made()


@pytest.mark.parametrize(
    "stops",
    [
        ((0.0, "#FF0000"),),
        ((0.3, "#FF0000"), (0.7, "#0000FF")),
        ((0.0, "#FF0000"), (0.5, "#FF0000"), (0.5, "#0000FF"), (1.0, "#0000FF")),
        ((0.0, "#FF0000"), (0.2, "#FFAAAA"), (0.5, "#FFFFFF"), (0.8, "#AAAAFF"), (1.0, "#0000FF")),
    ],
)
def test_gradients_run_from_top_to_bottom(stops: tuple[tuple[float, str], ...]) -> None:
    scene = Scene(20, 20, (Part("w", 0, 0, 20, 20, (Wash("", 0, 0, 20, 20, stops),)),))
    bitmap = pypdfium2.PdfDocument(made(scene))[0].render(scale=2, rev_byteorder=True)
    row = bitmap.stride
    pixel = bitmap.n_channels
    top = bytes(bitmap.buffer)[2 * row + 8 * pixel :][:3]
    bottom = bytes(bitmap.buffer)[(bitmap.height - 3) * row + 8 * pixel :][:3]
    wanted = [tuple(bytes.fromhex(colour[1:])) for _place, colour in (stops[0], stops[-1])]
    for found, colour in zip((top, bottom), wanted, strict=True):
        assert max(abs(a - b) for a, b in zip(found, colour, strict=True)) < 40


def test_more_drawn_glyphs_than_one_font_holds(tmp_path: FilePath) -> None:
    """Slanted Han letters are drawn one by one, 255 to a font."""
    letters = "".join(chr(0x4E00 + n) for n in range(300))
    scene = replace(single(letters, ITALIC, 20.0), height=200)
    assert "".join(told(made(scene), tmp_path)) == letters


def test_a_large_map_stays_small() -> None:
    text = "customer opens the app looks for delivery status cannot find a tracking number"
    parts = [card_part(text[n % 9 :], 5 + 90 * (n % 12), 5 + 12 * (n // 12), width=19.0) for n in range(2000)]
    assert len(made(Scene(1189, 2100, tuple(parts), "large"))) < 150_000


_EXPORTING = """
import io
from cjmdesk.paint.pdf import write_pdf
try:
    write_pdf([], io.BytesIO(), None, {})
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize("home", ["settings", "file"])
def test_reportlab_runs_no_files_that_lie_about(tmp_path: FilePath, home: str) -> None:
    """It would, when it is imported; and a home that is a file would stop it."""
    place = tmp_path / "home"
    if home == "file":
        place.write_text("no folder")
    else:
        place.mkdir()
    folders = [tmp_path] if home == "file" else [tmp_path, place]
    for folder in folders:
        for name in (".reportlab_mods", ".reportlab_settings", "reportlab_mods.py", "reportlab_settings.py"):
            (folder / name).write_text("print('it ran')")
    done = subprocess.run(
        [sys.executable, "-c", _EXPORTING],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(place)},
    )
    assert (done.stdout, done.stderr) == ("PaintError\n", "")
