"""What is around the program: languages, folders, memory, no network."""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from cjmdesk.formats.templates import list_templates, sample
from cjmdesk.storage.project_file import save
from faults.campaign import Found, Ground, campaign, need
from faults.tools import run, surroundings, system
from samples import repair_visit

LOCALES = ("C", "POSIX", "pl_PL.UTF-8", "ru_RU.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8")


def _locales(ground: Ground) -> dict[str, str]:
    """The variables that make these locales known, made here where the system has not got them."""
    if shutil.which("localedef") is None:
        return {}
    place = ground.fresh("locales")
    for name in LOCALES[2:]:
        language = name.partition(".")[0]
        done = subprocess.run(
            ["localedef", "-i", language, "-f", "UTF-8", str(place / name)], capture_output=True, check=False
        )
        if done.returncode > 1:
            return {}
    return {"LOCPATH": str(place)}


def _suite(ground: Ground, environment: dict[str, str], home: Path) -> tuple[dict[str, bytes], list[str]]:
    """Every verb once: the files that came out, and what went wrong."""
    folder = ground.fresh("suite")
    source = folder / "źródło карта.cjm"
    save(repair_visit(), source)
    (folder / "in.csv").write_text("Stage;Actions;Emotion\nBuy;pays 1,5 zł;2,5\nUse;rides;-1\n", "utf-8")
    template = list_templates("en")[0].id
    lines: list[tuple[list[str | Path], int]] = [
        (["--version"], 0),
        (["--help"], 0),
        (["templates"], 0),
        (["new", "--template", template, "--language", "en", "-o", folder / "new.cjm"], 0),
        (["import", folder / "in.csv", "-o", folder / "in.cjm"], 0),
        (["info", source], 0),
        (["check", source], 1),
        (["validate", source], 0),
        (["convert", source, "-o", folder / "converted.cjm"], 0),
        (["diff", source, folder / "converted.cjm"], 0),
        (["merge", source, source, folder / "converted.cjm", "-o", folder / "merged.cjm"], 0),
        (["recover", "--list"], 0),
        (["schema"], 0),
        (["export", source, "-o", folder / "out.csv"], 0),
        (["export", source, "-o", folder / "out.json"], 0),
        (["export", source, "-o", folder / "out.svg", "--reproducible"], 0),
        (["export", source, "-o", folder / "out.pdf", "--reproducible"], 0),
        (["validate", folder / "none.cjm"], 1),
    ]
    wrong = []
    for words, code in lines:
        done = run(words, home, environment=environment, folder=folder)
        if done.code != code or not done.clean or "fault of the program" in done.err:
            wrong.append(f"{words[0]}: {done.code} {done.err.strip()[:80]}")
    made = {}
    for name in ("converted.cjm", "merged.cjm", "in.cjm", "new.cjm", "out.json", "out.svg", "out.pdf"):
        made[name] = (folder / name).read_bytes() if (folder / name).exists() else b""
    return made, wrong


@campaign(
    "L1",
    "every verb in six locales and odd surroundings",
    "exit codes right, no traceback, the same bytes of projects and posters",
    10,
)
def locales(ground: Ground) -> Found:
    known = _locales(ground)
    usual = {**surroundings(ground.folder / "home"), **known}
    cases: dict[str, Callable[[dict[str, str]], object]] = {
        name: (lambda e, name=name: e.update(LC_ALL=name)) for name in LOCALES
    }
    odd = ground.fresh("dom z odstępami и кириллицей")
    closed = ground.fresh("closed")
    no_home = {"CJMDESK_HOME", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"}
    cases["a home with blanks and Cyrillic"] = lambda e: (e.pop("CJMDESK_HOME"), e.update(HOME=str(odd)))
    cases["no HOME"] = lambda e: [e.pop(name, None) for name in no_home]
    cases["a HOME that is a file"] = lambda e: (e.pop("CJMDESK_HOME"), e.update(HOME=str(closed / "file")))
    cases["TZ=Pacific/Apia, empty XDG"] = lambda e: e.update(TZ="Pacific/Apia", XDG_STATE_HOME="")
    (closed / "file").write_text("x")
    if ground.count < 10:
        cases = {name: cases[name] for name in ("C", "tr_TR.UTF-8", "no HOME")}
    wrong, results = [], []
    for name, change in cases.items():
        environment = dict(usual)
        change(environment)
        made, faults = _suite(ground, environment, ground.folder / "home")
        results.append(made)
        wrong += [f"{name}: {fault}" for fault in faults]
    first = results[0]
    differ = {file for made in results for file, data in made.items() if data != first[file]}
    text = f"{len(cases)} surroundings x 18 command lines: {len(wrong)} wrong {'; '.join(wrong[:4])}"
    if not known:
        text += " (the system has not got all locales: their languages only)"
    return Found(
        f"{text.strip()}, {len(differ)} files differ {', '.join(differ)}".strip(), not wrong and not differ
    )


@campaign("N1", "without any network (`unshare -n`)", "the window, an export and a recovery work")
def no_network(ground: Ground) -> Found:
    need("unshare")
    before = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    system(*before, "true")
    home, path = ground.folder / "home", ground.folder / "map.cjm"
    save(repair_visit(), path)
    picture = ground.folder / "window.png"
    shown = run([path], home, before=before, environment=surroundings(home, CJMDESK_PICTURE=str(picture)))
    out = run(["export", path, "-o", ground.folder / "out.pdf"], home, before=before)
    tested = run(["selftest"], home, before=before)
    right = not (shown.code or out.code or tested.code) and picture.stat().st_size > 5000
    return Found(f"window {shown.code}, export {out.code}, selftest {tested.code}", right)


@campaign("M1", "memory of A0 at 300 dpi", "below 1 GB")
def wall(ground: Ground) -> Found:
    words = ["export", sample("bike-workshop", "en").path, "-o", ground.folder / "wall.png"]
    done = run([*words, "--paper", "A0", "--dpi", "300"], ground.folder / "home", measure=True, patience=400)
    return Found(f"{done.peak:.0f} MB, exit {done.code}", done.code == 0 and done.peak < 1000)


@campaign(
    "M1",
    "too little memory: 60 to 600 MB of addresses for an export",
    "a sentence or a whole file, never half of one",
)
def too_little(ground: Ground) -> Found:
    said, bad, ended = 0, [], 0
    source = sample("bike-workshop", "en").path
    for mega in range(60, 601, 60):
        target = ground.fresh("out") / "map.png"

        def setup(most: int = mega << 20) -> None:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))

        done = run(["export", source, "-o", target, "--dpi", "100"], ground.folder / "home", setup=setup)
        left = [path.name for path in target.parent.iterdir()]
        said += done.code == 3 and done.err.startswith("cjmdesk: ")
        ended += done.code == 0
        if left not in ([], ["map.png"]) or (left and done.code):
            bad.append(f"{mega} MB: {done.code} {left}")
    return Found(
        f"10 limits: {ended} went through, {said} said so; {len(bad)} half files {bad or ''}".strip(),
        not bad,
    )
