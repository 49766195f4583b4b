"""Tables in many languages, encodings and shapes, read by the one grid importer."""

# ruff: noqa: E501 - foreign files stand as they are written

import pytest
from foreign import cards_of, cells, imported, kinds, lane_of, levels, names, only, said, stages, steps

from cjmdesk.formats.lane_kinds import resolved_kind
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.i18n import translator
from cjmdesk.layout.titles import LANES
from cjmdesk.model.cards import MetricCard, TimeCard

LANGUAGES = {
    "pl": ("Etap;Działania;Emocje;Problemy;Punkty styku", "Zakup;płaci;złość;kolejka;kasa", "cp1250"),
    "ru": ("Этап;Действия;Эмоции;Боли;Каналы", "Покупка;платит;злость;очередь;касса", "cp1251"),
    "uk": ("Етап;Дії;Емоції;Проблеми;Канали", "Купівля;платить за ключі;злість;черга;каса", "cp1251"),
    "de": ("Phase;Aktivitäten;Gefühle;Schmerzpunkte;Kontaktpunkte", "Kauf;zahlt;wütend;Schlange;Kasse", "cp1252"),
    "fr": ("Étape;Actions;Émotions;Points de douleur;Canaux", "Achat;paie à la caisse;colère;la file;caisse", "cp1252"),
    "es": ("Etapa;Acciones;Emociones;Puntos de dolor;Canales", "Compra;paga con tarjeta;enojado;la cola;caja", "utf-8"),
    "it": ("Fase;Azioni;Emozioni;Problemi;Punti di contatto", "Acquisto;paga;rabbia;la coda;cassa", "utf-8"),
    "pt": ("Etapa;Ações;Emoções;Dores;Canais", "Compra;paga o produto;raiva;fila;caixa", "utf-8-sig"),
    "nl": ("Fase;Acties;Emoties;Pijnpunten;Kanalen", "Aankoop;betaalt;boos;de rij;kassa", "utf-8"),
    "cs": ("Fáze;Činnosti;Emoce;Bolesti;Kanály", "Nákup;platí;vztek;fronta u pokladny;pokladna", "cp1250"),
    "zh": ("阶段;行为;情绪;痛点;渠道", "购买;付款;愤怒;排队;门店", "gb18030"),
    "zh-Hant": ("階段;做什麼;情緒;痛點;渠道", "購買;付款;憤怒;排隊;門市", "big5"),
    "ja": ("ステージ;行動;感情;課題;タッチポイント", "購入;支払う;怒り;行列;レジ", "shift_jis"),
    "ko": ("단계;행동;감정;고충;채널", "구매;결제한다;분노;줄;매장", "cp949"),
    "ar": ("المرحلة;الأفعال;المشاعر;نقاط الألم;القنوات", "الشراء;يدفع;غضب;طابور;متجر", "cp1256"),
    "he": ("שלב;פעולות;רגשות;נקודות כאב;ערוצים", "רכישה;משלם;כעס;תור;חנות", "cp1255"),
    "tr": ("Aşama;Eylemler;Duygular;Sorunlar;Kanallar", "Satın alma;öder;öfke;kuyruk;mağaza", "cp1254"),
    "fi": ("Vaihe;Tekeminen;Tunteet;Ongelmat;Kanavat", "Osto;maksaa;vihainen;jono;kassa", "utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("turned", [False, True], ids=["down", "across"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_either_way_round(language: str, turned: bool) -> None:
    head, row, encoding = LANGUAGES[language]
    rows = [head.split(";"), row.split(";")]
    rows.append([rows[1][0] + " 2", *["x"] * 4])
    if turned:
        rows = [list(column) for column in zip(*rows, strict=True)]
    text = "\r\n".join(";".join(cells) for cells in rows)
    one = only("map.csv", text, written=encoding)
    assert stages(one) == [row.split(";")[0], row.split(";")[0] + " 2"]
    assert list(kinds(one).values()) == ["actions", "emotions", "pain_points", "touchpoints"]
    assert list(kinds(one)) == head.split(";")[1:]
    assert levels(one)[0] == -5
    assert one.language == language


def test_cells_split_into_cards_and_keep_their_titles() -> None:
    text = 'Stage,User Actions (web),Pain points\nBuy,"looks\npays<br>waits","- queue\n- price"\nUse,opens,\n'
    one = only("a.csv", text)
    assert cells(one, "User Actions (web)") == [["looks", "pays", "waits"], ["opens"]]
    assert cells(one, "Pain points") == [["queue", "price"], []]


@pytest.mark.parametrize("head", ["#", "№", "№ п/п", "Nr", "No.", "Lp.", "", "番号"])
def test_columns_that_only_count_are_left_out(head: str) -> None:
    one = only(
        "a.csv", f"{head},Stage,Actions,Emotion\n1,Look,sees,happy\n2,Buy,pays,angry\n3,Use,opens,ok\n"
    )
    assert stages(one) == ["Look", "Buy", "Use"]
    assert list(kinds(one)) == ["Actions", "Emotion"]


def test_figures_are_stages_where_nothing_else_is() -> None:
    assert stages(only("a.csv", "Step,Touchpoint,Emotion\n1,Web,happy\n2,Shop,angry\n")) == ["1", "2"]


def test_rows_and_columns_of_a_web_sheet_are_left_out() -> None:
    text = ",A,B,C\n1,Stage,Actions,Emotions\n2,Buy,pays,happy\n3,Use,opens,sad\n"
    one = only("a.csv", text)
    assert (stages(one), list(kinds(one))) == (["Buy", "Use"], ["Actions", "Emotions"])


def test_two_heads_make_steps() -> None:
    text = "Customer Journey Map – Bank,,,,\n,Awareness,,Purchase,\n,See ad,Search,Choose,Pay\nActions,look,type,weigh,pay\nEmotions,😀,😐,😕,😡\n"
    one = only("a.csv", text)
    assert one.title == "Customer Journey Map – Bank"
    assert (stages(one), steps(one)) == (["Awareness", "Purchase"], [["See ad", "Search"], ["Choose", "Pay"]])
    assert levels(one) == [4, 0, -2, -5]


def test_steps_below_merged_stages_in_rows() -> None:
    text = (
        "Stage,Step,Action,Feeling\nAwareness,Ad,sees,ok\n,Search,types,curious\nPurchase,Pay,pays,annoyed\n"
    )
    one = only("a.csv", text)
    assert steps(one) == [["Ad", "Search"], ["Pay"]]
    assert cells(one, "Action") == [["sees"], ["types"], ["pays"]]


def test_heads_of_groups_above_the_lanes_are_named() -> None:
    found = imported(
        "a.csv", ",Customer,,Company,\nStage,Actions,Emotions,Backstage,Support\nBuy,pays,happy,packs,ERP\n"
    )
    (one,) = found.project.maps
    assert list(kinds(one).values()) == ["actions", "emotions", "backstage", "support"]
    assert "Company" in said(found, "unplaced")


def test_lines_above_the_table_say_whose_it_is() -> None:
    found = imported(
        "a.csv",
        'Persona,"Anna, 34",\nGoal,Buy a bike,\nScenario,Saturday,\nStage,Look,Buy\nActions,looks,pays\nEmotions,ok,happy\n',
    )
    (one,) = found.project.maps
    assert (names(found.project, one), one.goal, one.scenario) == (["Anna"], "Buy a bike", "Saturday")
    assert found.project.personas[0].note == "34"


@pytest.mark.parametrize(
    "text",
    [
        "stage;task;score;actor;note\nLook;See ad;3;Anna;loud\nLook;Search;4;Anna, Bob;\nBuy;Pay;1;Bob;\n",
        'Etap,Zadanie,Ocena,Aktor,Uwagi\nLook,See ad,3,Anna,loud\n,Search,4,"Anna, Bob",\nBuy,Pay,1,Bob,\n',
        "Этап\tЗадача\tОценка\tРоль\tПримечание\nLook\tSee ad\t3\tAnna\tloud\nLook\tSearch\t4\tAnna; Bob\t\nBuy\tPay\t1\tBob\t\n",
    ],
)
def test_long_lists_are_read_like_mermaid(text: str) -> None:
    found = imported("a.csv", text)
    (one,) = found.project.maps
    assert (stages(one), cards_of(one, "actions"), levels(one)) == (
        ["Look", "Buy"],
        ["See ad", "Search", "Pay"],
        [0, 2.5, -5],
    )
    assert names(found.project, one) == ["Anna", "Bob"]
    card = lane_of(one, "actions").cells[0].cards[1]
    assert card.personas == one.personas
    assert lane_of(one, "actions").cells[0].cards[0].note == "loud"


def test_long_lists_of_lanes() -> None:
    one = only(
        "a.csv",
        "Phase,Category,Text\nLook,Actions,Sees ad\nLook,Pain points,Too loud\nBuy,Actions,Pays\nBuy,Emotions,happy\n",
    )
    assert (stages(one), list(kinds(one))) == (["Look", "Buy"], ["Actions", "Pain points", "Emotions"])
    assert cells(one, "Actions") == [["Sees ad"], ["Pays"]]


@pytest.mark.parametrize(
    ("title", "texts", "expected"),
    [
        ("Emotion", ["1", "3", "5"], [-5, 0, 5]),
        ("Emotion", ["1", "2,5", "5"], [-5, -1.25, 5]),
        ("Emotion (1-10)", ["1", "5,5", "10"], [-5, 0, 5]),
        ("Emotion", ["10", "1", "7"], [5, -5, 1.6667]),
        ("Mood", ["-2", "0", "+2"], [-5, 0, 5]),
        ("Mood (−5…+5)", ["-4", "0", "2"], [-4, 0, 2]),
        ("Satisfaction %", ["0", "50", "100"], [-5, 0, 5]),
        ("Satisfaction", ["80%", "50 %", "0%"], [3, 0, -5]),
        ("Rating", ["★★★☆☆", "★★★★★", "⭐"], [0, 5, -5]),
        ("Feeling", ["😀", "🙁 lost", "😡😡"], [4, -2, -5]),
        ("Feeling", ["Curious (3/5)", "7/10", "proud: 5/5"], [0, 1.6667, 5]),
        ("Feeling", ["not happy", "who knows", ":("], [None, None, -3]),
        ("Feeling", ["3 — neutral", "-", "waits 20 minutes"], [0, None, None]),
    ],
)
def test_levels_of_many_scales(title: str, texts: list[str], expected: list[float | None]) -> None:
    rows = "\n".join(f'Stage {number},does,"{text}"' for number, text in enumerate(texts))
    assert levels(only("a.csv", f"Stage,Actions,{title}\n{rows}\n")) == expected


def test_words_of_emotion_cells_are_kept() -> None:
    one = only(
        "a.csv",
        'Stage,Actions,Emotions\nA,x,"happy “At last!”"\nB,y,"Will this ever end? I doubt it."\nC,z,Ownership (4/5)\n',
    )
    points = [point for cell in lane_of(one, "emotions").cells for point in cell.points]
    assert [(point.feeling, point.quote) for point in points] == [
        ("happy", "At last!"),
        ("", "Will this ever end? I doubt it."),
        ("Ownership", ""),
    ]


def test_blueprints_have_their_lines() -> None:
    text = ",Order,Deliver\nPhysical evidence,Page,Box\nCustomer actions,Orders,Gets\nLine of interaction,,\nFrontstage,Confirms,Hands over\nLine of visibility,,\nBackstage,Packs,Drives\nLine of internal interaction,,\nSupport processes,Pay,GPS\n"
    one = only("a.csv", text)
    assert one.type == "service_blueprint"
    assert [lane.line for lane in one.lanes if lane.kind == "line"] == [
        "interaction",
        "visibility",
        "internal_interaction",
    ]


def test_key_tasks_belong_to_their_stages() -> None:
    one = only(
        "a.csv", 'Stage,Key task,Actions\nAwareness,Inform,sees\nDeal,"Find out\nwhy they leave",asks\n'
    )
    assert [stage.key_task for stage in one.stages] == ["Inform", "Find out\nwhy they leave"]
    assert "key_task" in kinds(one).values()


def test_numbers_with_units_and_durations() -> None:
    one = only("a.csv", "Stage;KPI;Time (min)\nA;12,5 %;10\nB;Visits: 1200;2 h\nC;many;soon\n")
    measures = [card for cell in lane_of(one, "metrics").cells for card in cell.cards]
    assert [(card.text, card.number, card.unit) for card in measures if isinstance(card, MetricCard)] == [
        ("", 12.5, "%"),
        ("Visits", 1200, ""),
        ("many", None, ""),
    ]
    times = [card for cell in lane_of(one, "time").cells for card in cell.cards]
    assert [card.minutes for card in times if isinstance(card, TimeCard)] == [10, 120, None]


def test_one_stage_and_forty() -> None:
    assert stages(only("a.csv", "Stage,Actions,Emotions\nBuy,pays,happy\n")) == ["Buy"]
    assert stages(only("a.csv", ",Buy\nActions,pays\nEmotions,happy\n")) == ["Buy"]
    many = "".join(f"Stage {number},does {number}\n" for number in range(40))
    assert len(stages(only("a.csv", f"Stage,Actions\n{many}"))) == 40


def test_clipboard_with_quoted_breaks_and_a_stray_quote() -> None:
    text = 'Stage\tActions\tPain points\r\nBuy\t"Opens shop\nPays"\t"""Too slow"""\r\nUse\tUnpacks\t5" screen\r\n'
    one = only("", text)
    assert cells(one, "Actions") == [["Opens shop", "Pays"], ["Unpacks"]]
    assert cells(one, "Pain points") == [['"Too slow"'], ['5" screen']]


@pytest.mark.parametrize(
    "text", ["sep=;\nStage;Actions\nBuy;pays, waits\n", "Stage|Actions\nBuy|pays, waits\n"]
)
def test_delimiters(text: str) -> None:
    assert cells(only("a.csv", text), "Actions") == [["pays, waits"]]


def test_guards_against_formulas_are_taken_off() -> None:
    assert cells(only("a.csv", "Stage,Actions,Needs\nBuy,'=1+1,'tis\n"), "Actions") == [["=1+1"]]
    assert cells(only("a.csv", "Stage,Actions,Needs\nBuy,'=1+1,'tis\n"), "Needs") == [["'tis"]]


def test_wishes_are_obeyed() -> None:
    text = "x,a,b\np,1 q,2 q\nr,3 q,4 q\n"
    assert stages(only("a.csv", text, stages="rows")) == ["p", "r"]
    assert stages(only("a.csv", text, stages="columns")) == ["a", "b"]
    assert only("a.csv", "Stage,Actions\nBuy,x\n", language="pl").language == "pl"
    assert stages(
        only("a.txt", "Этап;Действия\nЗаказ;x\n".encode("koi8_r"), encoding="koi8_r", format="csv")
    ) == ["Заказ"]
    with pytest.raises(ImportRefused, match="no encoding"):
        imported("a.csv", text, encoding="klingon")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "case_id,activity,timestamp,resource\n1,register,2024-01-01T10:00:00,A\n1,pay,2024-01-01T10:05:00,B\n",
            "log",
        ),
        ("Event,User ID,When\nclick,7,2024-01-01 10:00\nbuy,7,2024-01-01 10:01\n", "log"),
        ("Id,Name,Shape Library,Line Source\n1,Text,Standard,\n2,Line,,3\n", "shapes"),
        ("Product,Price,Stock\nApple,1.20,5\nPear,2.00,6\n", "recognised"),
        ("Name,Email,Phone,Notes\nAnna,a@b.c,123,x\nBob,b@b.c,124,y\n", "recognised"),
        ("hello\nworld\n", "columns"),
        ("Stage,Actions\n", "two rows"),
        ("", "empty"),
        (" \n\n", "empty"),
    ],
)
def test_what_is_no_map_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason) as refused:
        imported("things.csv", text)
    assert str(refused.value).startswith("things.csv: ")
    assert "\n" not in str(refused.value)


def test_importing_again_gives_the_same_ids() -> None:
    text = "Stage,Actions,Emotions\nBuy,pays,happy\nUse,opens,sad\n"
    first, second = imported("a.csv", text).project, imported("a.csv", text).project
    assert first == second
    longer = imported("a.csv", text.replace("pays", "pays<br>waits") + "End,throws away,sad\n").project
    assert [stage.id for stage in longer.maps[0].stages][:2] == [stage.id for stage in first.maps[0].stages]


def test_each_persona_goes_through_the_same_stages() -> None:
    text = (
        "Persona;Stage;Action;Score\nAnna;Look;sees;2\nAnna;Buy;pays;5\nJan;Look;hears;3\nJan;Buy;waits;1\n"
    )
    found = imported("a.csv", text)
    (one,) = found.project.maps
    assert (stages(one), names(found.project, one)) == (["Look", "Buy"], ["Anna", "Jan"])
    points = lane_of(one, "emotions").cells[0].points
    assert [(point.level, point.personas) for point in points] == [
        (-2.5, one.personas[:1]),
        (0, one.personas[1:]),
    ]


def test_lanes_that_only_say_who_acts() -> None:
    one = only(
        "a.csv", "Stages →,Aware,Buy\nCustomer,reads,pays\nStaff,writes,takes money\nSystem,shows,books\n"
    )
    assert list(kinds(one).values()) == ["actions", "frontstage", "support"]


def test_lanes_asked_as_questions() -> None:
    text = "Krok,Co robi klient,Co myśli,Co czuje,Kanał\n1. Szuka,wpisuje,czy drogo?,niepewność,sieć\n2. Kupuje,płaci,uff,ulga,sklep\n"
    one = only("a.csv", text)
    assert list(kinds(one).values()) == ["actions", "thoughts", "emotions", "touchpoints"]
    assert (stages(one), levels(one), one.language) == (["1. Szuka", "2. Kupuje"], [-2, 3], "pl")


def test_a_day_by_the_clock() -> None:
    one = only("a.csv", "Time,Activity,Feeling,Place\n8:00,wakes up,tired,home\n9:00,takes a bus,bored,bus\n")
    assert (stages(one), levels(one)) == (["8:00", "9:00"], [-3, -2])


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_our_own_titles_tell_their_kinds(language: str) -> None:
    words = {kind: translator(language).gettext(lane.title) for kind, lane in LANES.items() if kind != "line"}
    assert {kind: resolved_kind(title, []) for kind, title in words.items()} == {kind: kind for kind in words}


def test_totals_are_no_stage() -> None:
    found = imported("a.csv", "Step,Channel,Emotion,Visits\nAd,Web,4,120\nShop,Store,2,30\nTotal,,,150\n")
    assert stages(found.project.maps[0]) == ["Ad", "Shop"]
    assert "150" in said(found, "unplaced")
    across = only("a.csv", "Aspect,Ad,Shop,Total\nActions,looks,pays,\nMetrics,12,30,42\n")
    assert stages(across) == ["Ad", "Shop"]
    named = only("a.csv", "Stage,Actions,Emotion\nBuy,pays,ok\nTotal,counts all,sad\n")
    assert stages(named) == ["Buy", "Total"]


def test_many_stages_whose_cells_repeat_the_lanes() -> None:
    heads = ",".join(f"Stage {n}" for n in range(40))
    rows = [
        f"{lane}," + ",".join(f"{lane} {n}" for n in range(40))
        for lane in ("Actions", "Thoughts", "Pain points")
    ]
    assert len(stages(only("a.csv", "\n".join([f"Lane,{heads}", *rows])))) == 40


def test_a_budget_is_no_map() -> None:
    with pytest.raises(ImportRefused, match="no stages or lanes"):
        imported("a.csv", "Item,Q1,Q2,Q3\nRent,100,100,100\nFood,50,60,70\n")


def test_cells_stand_in_the_order_of_the_columns() -> None:
    one = only("a.csv", "Aspect,Find,Buy,Use\nActions,,pays,\n,looks,,rides\nThoughts,a,b,c\n")
    order = [step.id for stage in one.stages for step in stage.steps]
    assert [[order.index(cell.step) for cell in lane.cells] for lane in one.lanes] == [[0, 1, 2]] * 2


@pytest.mark.parametrize("turned", [False, True], ids=["across", "down"])
def test_a_table_that_names_only_its_stages_holds_actions(turned: bool) -> None:
    rows = [
        ["Świadomość", "Rozważanie", "Zakup", "Lojalność"],
        ["Widzi reklamę", "Porównuje ceny", "Płaci kartą", "Wraca"],
        ["Pyta znajomego", "Czyta opinie", "Czeka", "Poleca"],
        ["🙂", "😐", "😡", "😍"],
    ]
    if turned:
        rows = [list(column) for column in zip(*rows, strict=True)]
    found = imported("a.csv", "\n".join(",".join(row) for row in rows))
    (one,) = found.project.maps
    assert stages(one) == ["Świadomość", "Rozważanie", "Zakup", "Lojalność"]
    assert [lane.kind for lane in one.lanes] == ["actions", "emotions"]
    assert cells(one, "")[0] == ["Widzi reklamę", "Pyta znajomego"]
    assert levels(one)[2:] == [-5, 5]
    assert "names no lanes" in said(found, "guessed")


def test_a_stage_in_the_corner_does_not_unname_the_lanes() -> None:
    text = "Service,Awareness,Purchase\nActions,looks,pays\nPain points,dark,queue\n"
    assert list(kinds(only("a.csv", text)).values()) == ["actions", "pain_points"]


def test_shares_of_a_workbook_are_per_cent() -> None:
    text = "Stage,Look,Buy,Use\nActions,a,b,c\nSatisfaction %,0.8,0.5,1\n"
    assert levels(only("a.csv", text)) == [3, 0, 5]


def test_bars_part_columns_in_plain_text_too() -> None:
    one = only("a.txt", "Fase | Zoeken | Kopen\nActies | zoekt | betaalt\nEmoties | 🙂 | 😡\n")
    assert stages(one) == ["Zoeken", "Kopen"]
    assert list(kinds(one).values()) == ["actions", "emotions"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("bike-repair-journey.csv", "Bike repair journey"),
        ("2026-03-01-bike-repair.csv", "2026-03-01 bike repair"),
        ("e-commerce_map.csv", "e-commerce map"),
        ("e-commerce.csv", "e-commerce"),
        ("Bike - the map - v2.csv", "Bike - the map - v2"),
    ],
)
def test_a_table_without_a_title_is_called_as_its_file(name: str, title: str) -> None:
    assert only(name, "Stage,Look,Buy\nActions,a,b\n").title == title
