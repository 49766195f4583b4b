"""A wall as a picture: as large as it is, it is never in memory as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from cjmdesk.formats.templates import sample

_MEASURED = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "cjmdesk", *sys.argv[1:]], check=True, stdout=sys.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's figures are in KB on Linux")
def test_a0_at_300_dpi_stays_below_200_mb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "wall.png"
    asked = [str(sample("bike-workshop", "en").path), "-o", str(target), "--paper", "A0", "--dpi", "300"]
    ended = subprocess.run(
        [sys.executable, "-c", _MEASURED, "export", *asked],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert int(ended.stdout) < 200 * 1024
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    with Image.open(target) as image:
        assert image.size == (14043, 9933)
