"""What is chosen for printing survives the way through the command line to a child process."""

import argparse

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cjmdesk.cli.printing import add_printing, print_choices
from cjmdesk.model.choices import INK_MODES
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import KINDS
from cjmdesk.posters.papers import PAPERS

lengths = st.integers(0, 500).map(lambda tenths: tenths / 10)
chosen = st.builds(
    PrintChoices,
    what=st.sampled_from(sorted(KINDS)),
    paper=st.sampled_from(["", "900x1200mm", "roll914", *PAPERS]),
    orientation=st.sampled_from(["", "auto", "landscape", "portrait"]),
    margins=st.none() | st.tuples(lengths, lengths, lengths, lengths),
    tile=st.sampled_from(["", "none", "A4", "300x400mm"]),
    overlap=st.none() | lengths,
    bleed=st.none() | lengths,
    marks=st.sampled_from([None, False]),
    assembly=st.sampled_from([None, False]),
    plain=st.booleans(),
    note=st.none() | st.tuples(*2 * [st.integers(250, 3000).map(lambda tenths: tenths / 10)]),
    for_tiles=st.booleans(),
    ink=st.sampled_from(["", *INK_MODES]),
    lanes=st.lists(st.sampled_from(["emotions", "pain_points", "Ból klienta"]), unique=True).map(tuple),
    view=st.sampled_from(["", "Weak points"]),
    items=st.lists(st.sampled_from(["c1", "card-7x", "s.1"]), unique=True).map(tuple),
    language=st.sampled_from(["", "pl", "zh-TW"]),
    own_layout=st.booleans(),
)


@given(chosen)
def test_choices_survive_as_arguments(choices: PrintChoices) -> None:
    parser = argparse.ArgumentParser()
    add_printing(parser)
    parser.add_argument("--reproducible", action="store_true")
    read = print_choices(parser.parse_args([*choices.arguments(), "--reproducible"]))
    usual = {"default_paper": read.default_paper, "printer_margins": read.printer_margins}
    assert read == replace(choices, **usual)
