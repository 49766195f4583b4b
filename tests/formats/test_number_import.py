"""Figures from tables: numbers as people write them, columns and names found, faults told."""

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.edits.numbers import set_numbers
from cjmdesk.formats.amounts import (
    AmountError,
    count_of,
    decimal_of,
    minutes_of,
    money_of,
    share_of,
    unit_of,
)
from cjmdesk.formats.exporters import export_map
from cjmdesk.formats.number_match import NEW, Row, Target, changes_of, columns_of, match_rows, targets_of
from cjmdesk.formats.number_table import NumberTable, heading_kind, read_numbers, without_column
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import Source
from cjmdesk.formats.templates import sample
from cjmdesk.i18n import translator
from cjmdesk.layout import numbers
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import load

NBSP, NARROW = "\u00a0", "\u202f"


def journey(*stages: tuple[str, tuple[str, ...]]) -> JourneyMap:
    """A map of stages, each with its touchpoints; ids s0, s1… and c0.0, c0.1…"""
    columns = tuple(
        Stage(id=f"s{n}", title=title, steps=(Step(id=f"t{n}"),)) for n, (title, _) in enumerate(stages)
    )
    cells = tuple(
        Cell(
            step=f"t{n}",
            cards=tuple(make_card("touchpoints", f"c{n}.{k}", text=text) for k, text in enumerate(texts)),
        )
        for n, (_title, texts) in enumerate(stages)
    )
    return JourneyMap(id="m", stages=columns, lanes=(make_lane("touchpoints", "l", cells=cells),))


SHOP = journey(
    ("Awareness", ("Website", "Facebook ad")),
    ("Purchase", ("Order page", "Counter")),
    ("Retention", ("Website", "Newsletter")),
)


def rows_of(
    text: str, one: JourneyMap = SHOP, encoding: str = "utf-8", name: str = "a.csv"
) -> tuple[Row, ...]:
    table = read_numbers(Source(name, text.encode(encoding)))[0]
    return match_rows(table, columns_of(table, targets(one)), targets(one))


def targets(one: JourneyMap) -> tuple[Target, ...]:
    return targets_of(Project(maps=(one,)), one)


def book(rows: list[list[object]], formats: dict[int, str] | None = None, sheet: str = "Data") -> bytes:
    from xlsxwriter import Workbook

    target = io.BytesIO()
    made = Workbook(target, {"in_memory": True})
    page = made.add_worksheet(sheet)
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            style = made.add_format({"num_format": (formats or {}).get(x, "General")})
            page.write(y, x, value, style)
    made.close()
    return target.getvalue()


# Numbers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1234", ".", 1234),
        ("1 234", ",", 1234),
        (f"1{NBSP}234{NBSP}567", ",", 1234567),
        (f"1{NARROW}234", ",", 1234),
        ("1,234", ".", 1234),
        ("1.234", ",", 1234),
        ("1.234", ".", 1234),
        ("1'234", ".", 1234),
        ("12.0", ".", 12),
        ("ok. 120", ",", 120),
        ("~120", ".", 120),
        ("120 osób", ",", 120),
        ("1,2 тыс.", ",", 1200),
        ("3k", ".", 3000),
        ("1,5 mln", ",", 1500000),
        ("１２３", ".", 123),
        ("–", ".", None),
        ("н/д", ".", None),
        ("brak", ",", None),
        ("", ".", None),
    ],
)
def test_counts(text: str, decimal: str, value: int | None) -> None:
    assert count_of(text, decimal) == value


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1 234,50 zł", ",", 1234.5),
        ("1.234,50 €", ",", 1234.5),
        ("€1,234.50", ".", 1234.5),
        ("$ 12.5", ".", 12.5),
        ("PLN 300", ",", 300),
        ("1200 руб.", ",", 1200),
        ("12 500 ₽", ",", 12500),
        ("0,99", ",", 0.99),
        ("1,234", ",", 1.234),
        ("1234,567", ".", 1234.567),
    ],
)
def test_money(text: str, decimal: str, value: float) -> None:
    assert money_of(text, decimal) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "percent", "value"),
    [("2,4 %", False, 0.024), ("2,4%", True, 0.024), ("0,024", False, 0.024), ("2,4", True, 0.024),
     (f"93,1{NBSP}%", False, 0.931), ("100%", False, 1.0)],
)  # fmt: skip
def test_shares(text: str, percent: bool, value: float) -> None:
    assert share_of(text, ",", percent=percent) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("12 min", 12),
        ("12 мин.", 12),
        ("1:30", 90),
        ("1:30:30", 90.5),
        ("1 h 30 min", 90),
        ("1 godz. 30 min", 90),
        ("1 ч 30 мин", 90),
        ("1,5 h", 90),
        ("90 s", 1.5),
        ("2 dni", 2880),
        ("1 day, 2:00:00", 1560),
        ("3 tyg.", 30240),
    ],
)
def test_durations(text: str, value: float) -> None:
    assert minutes_of(text, ",") == pytest.approx(value)


def test_what_a_heading_says_of_plain_numbers() -> None:
    assert [unit_of(text) for text in ("Time (h)", "czas [s]", "Время, мин", "Duration", "Часы")] == [
        60, 1 / 60, 1, 1, 60,
    ]  # fmt: skip
    assert minutes_of("2", ".", unit_of("Time (h)")) == 120
    assert minutes_of("2:30", seconds=True) == 2.5


def test_what_is_no_number_is_said() -> None:
    for text, said in (
        ("abc", "“abc” is no number"),
        ("1 2", "“1 2” is no number"),
        ("12.5", "“12.5” is no whole number"),
        ("-5", "“-5” is less than nothing"),
        ("(5)", "“(5)” is less than nothing"),
        ("1e400000", "“1e400000” is no number"),
        ("9" * 30, "is too large"),
        ("44 %", "“44 %” is a share, not a count"),
    ):
        with pytest.raises(AmountError, match=said.replace("(", r"\(").replace(")", r"\)")):
            count_of(text)
    with pytest.raises(AmountError, match="more than 100%"):
        share_of("130 %")


def test_the_decimal_sign_is_what_most_numbers_say() -> None:
    assert decimal_of(["1,5", "2,25", "3.000"]) == ","
    assert decimal_of(["1.5", "1,234"]) == "."
    assert decimal_of(["1.234,5"]) == ","
    assert decimal_of(["1,234,567"]) == "."
    assert decimal_of(["1,234"], ",") == ","


LANGUAGES = st.sampled_from(["en", "pl", "ru"])


@given(st.floats(0, 1e9).map(lambda value: round(value, 2)), LANGUAGES)
def test_what_posters_write_is_read_again(value: float, language: str) -> None:
    written = numbers.number(value, language)
    assert money_of(written, "." if language == "en" else ",") == pytest.approx(value)


@given(st.integers(0, 10**9), LANGUAGES)
def test_counts_are_read_again_whatever_the_decimal_sign(value: int, language: str) -> None:
    assert {count_of(numbers.number(value, language), sign) for sign in ".,"} == {value}


@given(st.integers(1, 100_000), LANGUAGES)
def test_durations_are_read_again(value: int, language: str) -> None:
    assert minutes_of(numbers.minutes(value, translator(language))) == value


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_reason(text: str) -> None:
    for read in (count_of, money_of, share_of, minutes_of):
        try:
            value = read(text)
        except AmountError as error:
            assert str(error)
        else:
            assert value is None or value >= 0


CELLS = st.one_of(
    st.text(max_size=12),
    st.integers(-5, 5000).map(str),
    st.sampled_from(["Counter", "Visits", "Total", "12 %"]),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8), st.sampled_from(";,\t"))
def test_any_table_is_read_or_refused(rows: list[list[str]], sign: str) -> None:
    text = "\n".join(sign.join(row) for row in rows)
    try:
        found = rows_of(text)
    except ImportRefused as refused:
        assert refused.reason
        return
    items = {target.item for target in targets(SHOP)}
    assert all(row.target in items or not row.target for row in found)
    assert len({row.target for row in found if row.target}) == sum(bool(row.target) for row in found)


# Columns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Touchpoint", "touchpoint"),
        ("Page title", "touchpoint"),
        ("Punkt styku", "touchpoint"),
        ("Точка контакта", "touchpoint"),
        ("Etap", "stage"),
        ("Этап", "stage"),
        ("Sessions", "visits"),
        ("Liczba wizyt", "visits"),
        ("Посетители", "visits"),
        ("Orders", "transactions"),
        ("Liczba zamówień", "transactions"),
        ("Продажи, шт.", "transactions"),
        ("Conversion rate", "conversion"),
        ("Współczynnik konwersji (%)", "conversion"),
        ("Коэффициент конверсии", "conversion"),
        ("Koszt [zł]", "cost"),
        ("Расходы, руб.", "cost"),
        ("Avg. session duration", "minutes"),
        ("Średni czas (min)", "minutes"),
        ("Время, мин", "minutes"),
        ("Customers entered", "entered"),
        ("Ушло", "left"),
        ("Odeszło", "left"),
        ("Główny powód", "reason_left"),
        ("Bounce", "left"),
        ("Colour", ""),
    ],
)
def test_headings(heading: str, kind: str) -> None:
    assert heading_kind(heading)[0] == kind


POLISH = (
    "Raport kanałów;;;;;;\n\nPunkt styku;Etap;Wizyty;Zamówienia;Konwersja;Koszt [zł];Czas\n"
    f"strona zamówień;Zakup;1{NBSP}020;95;9,3 %;1 200,50 zł;0:05\n"
    "Lada;;102;95;;–;12 min\nRazem;;1 122;190;;1200,50;\n"
)
BAKERY = journey(("Rozważanie", ("Strona zamówień",)), ("Zakup", ("Strona zamówień", "Lada")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16", "iso8859_2"])
def test_a_polish_report(encoding: str) -> None:
    order, counter, total = rows_of(POLISH.replace("–", "-"), BAKERY, encoding)
    assert (order.state, order.target) == ("letters", "c1.0")  # the stage tells which of the two
    assert order.values == {
        "visits": 1020,
        "transactions": 95,
        "conversion": 0.093,
        "cost": 1200.5,
        "minutes": 5,
    }
    assert (counter.state, counter.values) == (
        "same",
        {"visits": 102, "transactions": 95, "minutes": 12},
    )
    assert (total.state, total.target) == ("total", "")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_russian_report_of_stages(encoding: str) -> None:
    one = journey(("Знакомство", ()), ("Выбор", ()), ("Покупка", ()))
    text = "Этап;Пришло;Ушло;Причина ухода\nзнакомство;1 200;300;Дорого\nВыбор;900;н/д;\n"
    text += "Покупкка;500;600;Ждали\n"
    first, second, third = rows_of(text, one, encoding)
    assert (first.state, first.target) == ("letters", "s0")
    assert first.values == {"entered": 1200, "left": 300, "reason_left": "Дорого"}
    assert second.values == {"entered": 900}
    assert (third.state, third.target) == ("similar", "s2")
    assert third.remarks == ("More customers left than came in.",)


def test_an_english_export_with_points() -> None:
    text = (
        "Page,Sessions,Conversions,Conversion rate,Avg. time\n"
        '"order page","12,400","1,116",9%,2:30\nWeb site,800,4,0.5%,1:00\nBlog,90,0,0%,\n'
    )
    order, site, blog = rows_of(text)
    assert (order.target, order.values["visits"], order.values["transactions"]) == ("c1.0", 12400, 1116)
    assert order.values["conversion"] == 0.09
    assert site.state in ("several", "none", "similar")
    assert set(site.offers) == {"c0.0", "c2.0"}
    assert (blog.state, blog.offers, blog.target) == ("none", (), "")


def test_stages_side_by_side() -> None:
    first, second, third = rows_of(
        "Metric;Awareness;Purchase;Retention\nEntered;900;400;350\nLeft;500;50;9\n"
    )
    assert [row.target for row in (first, second, third)] == ["s0", "s1", "s2"]
    assert first.values == {"entered": 900, "left": 500}
    assert third.values == {"entered": 350, "left": 9}


def test_visits_of_stages_are_who_came_in() -> None:
    [first, *_rest] = rows_of(
        "Stage\tVisitors\tExits\nAwareness\t900\t500\nPurchase\t400\t20\n", name="a.tsv"
    )
    assert first.values == {"entered": 900, "left": 500}


def test_a_workbook_with_real_numbers_shares_and_times() -> None:
    data = book(
        [
            ["Kanal report", None, None, None, None],
            ["Touchpoint", "Visits", "Sales", "Conversion %", "Time", "Cost"],
            ["Order page", 1200, 30, 0.025, datetime.time(1, 30), 12.5],
            ["Counter", 100, 90, 0.9, datetime.time(0, 5), 1234.5],
        ],
        {3: "0.0%", 4: "h:mm"},
    )
    table = read_numbers(Source("a.xlsx", data))[0]
    order, counter = match_rows(table, columns_of(table, targets(SHOP)), targets(SHOP))
    assert order.values == {
        "visits": 1200,
        "transactions": 30,
        "conversion": 0.025,
        "minutes": 90,
        "cost": 12.5,
    }
    assert counter.values["conversion"] == 0.9
    assert table.workbook
    assert table.place == "Data"


def test_columns_without_headings_are_the_users_choice() -> None:
    table = read_numbers(Source("a.csv", b"Order page;120;30\nCounter;100;90\n"))[0]
    assert table.head == ("Column A", "Column B", "Column C")
    columns = columns_of(table, targets(SHOP))
    assert columns == {"touchpoint": 0}
    columns = without_column(without_column(columns, "visits", 1), "transactions", 2)
    assert [row.values for row in match_rows(table, columns, targets(SHOP))] == [
        {"visits": 120, "transactions": 30},
        {"visits": 100, "transactions": 90},
    ]
    assert without_column(columns, "cost", 2) == {"touchpoint": 0, "visits": 1, "cost": 2}
    assert without_column(columns, "visits", None) == {"touchpoint": 0, "transactions": 2}


def test_an_export_of_web_statistics_with_remarks_above_it() -> None:
    text = (
        "# ------------------\n# Traffic acquisition\n# Start date: 20261001\n# ------------------\n"
        "Session default channel group,Sessions,Average engagement time per session,Conversions\n"
        'Newsletter,"1,204",42,38\nOrganic Search,420,12.1,3\n,1624,31,41\n'
    )
    letter, search, total = rows_of(text)
    assert letter.target == "c2.1"
    assert letter.values == {"visits": 1204, "minutes": 0.7, "transactions": 38}
    assert (search.state, total.state) == ("none", "empty")


def test_a_russian_counter_with_rates_and_totals() -> None:
    one = journey(
        ("Выбор", ("Каталог на сайте",)),
    )
    text = (
        "Источник трафика;Визиты;Отказы;Время на сайте;Достижения цели «Заказ»\n"
        "Каталог на сайте;1 300;23,5 %;0:02:45;240\nИтого и средние;5 400;44 %;0:01:30;336\n"
    )
    catalogue, total = rows_of(text, one, "cp1251")
    assert catalogue.values == {"visits": 1300, "minutes": 2.75, "transactions": 240}
    assert catalogue.remarks == ()
    assert total.state == "total"


def test_a_polish_till_whose_heading_speaks_of_sales_and_channels() -> None:
    text = "Kanał sprzedaży\tLiczba paragonów\tŚredni czas obsługi\tUwagi\n"
    text += "LADA\t95\t0:09\tsobota\nOGÓŁEM\t95\t\t\n"
    counter, total = rows_of(text, BAKERY, "utf-16", "kasa.txt")
    assert (counter.target, counter.values, counter.remarks) == (
        "c1.1",
        {"transactions": 95, "minutes": 9},
        (),
    )
    assert total.state == "total"


def test_years_in_headings_are_no_numbers() -> None:
    [row] = rows_of("Touchpoint;Sales 2026;Visits 2026\nCounter;78;87\n")
    assert row.values == {"transactions": 78, "visits": 87}


# Names ------------------------------------------------------------------------------------------


def test_names_are_found_however_they_are_written() -> None:
    text = "Touchpoint,Visits\nOrder page,1\nORDER  PAGE,2\nCuonter,3\nNews letter,4\nWebsite,5\nTelegram,6\n"
    found = {(row.name, row.state): row.target for row in rows_of(text)}
    assert found == {
        ("Order page", "same"): "c1.0",
        ("ORDER PAGE", "twice"): "",
        ("Cuonter", "similar"): "c1.1",
        ("News letter", "similar"): "c2.1",
        ("Website", "several"): "",
        ("Telegram", "none"): "",
    }


def test_a_channel_stands_for_its_only_touchpoint() -> None:
    stage = Stage(id="s", title="Purchase", steps=(Step(id="t"),))
    cards = (
        make_card("touchpoints", "c1", text="Wiadomość do baristy", channel="messenger"),
        make_card("touchpoints", "c2", text="Order page", channel="website"),
        make_card("touchpoints", "c3", text="Price list", channel="website"),
        make_card("touchpoints", "c4", text="Van with our name", channel="van"),
    )
    lane = make_lane("touchpoints", "l", cells=(Cell(step="t", cards=cards),))
    one = JourneyMap(id="m", language="pl", stages=(stage,), lanes=(lane,))
    where = targets_of(Project(maps=(one,), channels=(Channel(id="van", name="Van"),)), one)
    text = "Kanał;Wizyty\nKomunikator;5\nMessenger;6\nStrona internetowa;7\nvan;8\n"
    table = read_numbers(Source("a.csv", text.encode()))[0]
    rows = match_rows(table, columns_of(table, where), where)
    assert [(row.state, row.target) for row in rows] == [
        ("similar", "c1"),
        ("twice", ""),
        ("none", ""),
        ("similar", "c4"),
    ]
    assert rows[2].offers == ("c2", "c3")


def test_several_places_are_told_apart_by_the_stage() -> None:
    text = "Stage,Touchpoint,Visits\nretention,website,5\nAwarenes,Website,7\n"
    assert [row.target for row in rows_of(text)] == ["c2.0", "c0.0"]


def test_numbers_that_cannot_be_read_are_said_and_the_others_kept() -> None:
    [row] = rows_of("Touchpoint,Visits,Orders,Cost\nCounter,many,5,12.50\n")
    assert row.values == {"transactions": 5, "cost": 12.5}
    assert row.remarks == ("Visits: “many” is no number",)
    [row] = rows_of("Touchpoint,Visits,Orders\nCounter,5,12\n")
    assert row.remarks == ("More sales than visits.",)


def test_what_belongs_elsewhere_is_left_out_with_a_word() -> None:
    [row] = rows_of("Name,Visits,Entered\nCounter,5,12\n")
    assert row.values == {"visits": 5}
    assert "belongs to stages" in row.remarks[0]


def test_choices_become_changes_and_new_touchpoints() -> None:
    rows = list(rows_of("Touchpoint,Visits\nCounter,3\nTelegram,6\nWebsite,5\n"))
    chosen = [rows[0], with_target(rows[1], f"{NEW}s1"), with_target(rows[2], "c0.0")]
    changes, fresh = changes_of(chosen, targets(SHOP), lambda prefix: f"{prefix}-1")
    assert {one.target: dict(one.values) for one in changes} == {"c1.1": {"visits": 3}, "c0.0": {"visits": 5}}
    assert [(one.id, one.stage, one.text, dict(one.values)) for one in fresh] == [
        ("c-1", "s1", "Telegram", {"visits": 6})
    ]


def with_target(row: Row, target: str) -> Row:
    from msgspec.structs import replace

    return replace(row, target=target)


def test_our_own_workbook_comes_back_with_changed_numbers() -> None:
    project = load(sample("bike-workshop", "en").path).project
    one = project.maps[0]
    data = export_map(project, one, "xlsx").data
    tables = read_numbers(Source("map.xlsx", data))
    notes = next(table for table in tables if table.place == "Cards")
    where = targets_of(project, one)
    columns = columns_of(notes, where)
    assert {kind: notes.head[place] for kind, place in columns.items()} == {
        "touchpoint": "Text",
        "stage": "Stage",
        "visits": "Visits",
        "transactions": "Sales",
        "cost": "Cost",
        "minutes": "Minutes",
    }
    changes, fresh = changes_of(match_rows(notes, columns, where), where, lambda prefix: prefix)
    assert set_numbers(project, one.id, changes, fresh) == project
    stages = next(table for table in tables if table.place == "Stages")
    changes, _fresh = changes_of(
        match_rows(stages, columns_of(stages, where), where), where, lambda prefix: prefix
    )
    assert len(changes) == 6
    assert set_numbers(project, one.id, changes) == project


def test_of_several_sheets_the_one_with_numbers_comes_first() -> None:
    from xlsxwriter import Workbook

    target = io.BytesIO()
    made = Workbook(target, {"in_memory": True})
    for name, rows in (
        ("About", [["Made by", "Ola"], ["Year", 2026]]),
        ("Till", [["Touchpoint", "Visits"], ["Counter", 3]]),
    ):
        page = made.add_worksheet(name)
        for y, row in enumerate(rows):
            page.write_row(y, 0, row)
    made.close()
    assert read_numbers(Source("a.xlsx", target.getvalue()))[0].place == "Till"


# Damaged files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"just words\nand more words\n", "no comma, semicolon, tab or bar"),
        ("a.csv", b"Touchpoint,Place\nCounter,Shop\n", "no table with a column of names"),
        ("a.xlsx", b"PK\x03\x04 not really a workbook at all", "is no readable workbook"),
        ("a.xlsx", b"Touchpoint;Visits\nCounter;3\n", "whatever its name says"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(400), "is not a text file"),
        ("a.csv", b"Touchpoint,Visits\n" + b"Counter,3\n" * 2_500, "far more than a map"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, data: bytes, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_numbers(Source(name, data))


def test_a_workbook_under_another_name_is_read_all_the_same() -> None:
    data = book([["Touchpoint", "Visits"], ["Counter", 3]])
    [table] = read_numbers(Source("a.csv", data))
    assert isinstance(table, NumberTable)
    assert table.rows == (("Counter", "3"),)


def test_a_file_cut_in_the_middle_keeps_what_is_there() -> None:
    rows = rows_of(POLISH[: POLISH.index("12 min")], BAKERY)
    assert [row.name for row in rows] == ["strona zamówień", "Lada"]
