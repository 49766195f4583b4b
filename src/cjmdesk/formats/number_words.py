"""Words that head the columns of tables with numbers, in our languages and some neighbours.

Written as in `axis_words`: phrases separated by commas, `*` for an ending.
"""

# ruff: noqa: E501 - phrases stand together by language

COLUMN_WORDS: dict[str, tuple[str, ...]] = {
    "touchpoint": (
        "touchpoint*, touch point*, touch-point*, point* of contact, contact point*, page, pages, page title, page path, landing page, "
        "source, source / medium, traffic source, channel, channels, medium, campaign, campaigns, name, place, location",
        "punkt styku, punkty styku, punkt kontaktu, punkty kontaktu, strona, strony, źródło, źródło ruchu, kanał, kanały, nazwa, kampania, miejsce",
        "точк* контакта, точк* касания, точк* взаимодействия, касание, касания, страница, страницы, источник, источник трафика, канал, каналы, "
        "название, наименование, кампания, место",
        "kontaktpunkt*, berührungspunkt*, seite, quelle, kanal, name, точк* контакту, сторінка, джерело, назва",
    ),
    "visits": (
        "visit, visits, visitor*, session*, view*, page view*, pageview*, user*, traffic, footfall, impression*, contact*, calls, call, click*, "
        "enquiries, inquiries, reach",
        "wizyt*, odwiedz*, sesj*, wyświetle*, użytkowni*, ruch, kontakt*, zapyta*, kliknięci*, wejści*, połącze*, telefony, zasięg",
        "визит*, посещени*, посетител*, сесси*, сеанс*, просмотр*, пользовател*, трафик, обращени*, звонк*, клик*, переход*, охват, показ*",
        "besuch*, aufruf*, sitzung*, nutzer*, відвіду*, візит*, перегляд*",
    ),
    "transactions": (
        "transaction*, sale*, order*, purchase*, conversions, booking*, deal*, sold, reservations, checkouts, receipts",
        "transakcj*, sprzedaż*, zamówie*, zakup*, rezerwacj*, sprzedane, konwersje, paragon*",
        "транзакц*, продаж*, заказ*, покупк*, сделк*, брон*, чек, чеки, конверсии, продано",
        "verkäufe, bestellung*, käufe, buchung*, umsätze, продажі, замовлення, покупки",
    ),
    "conversion": (
        "conversion, conversion rate, conversion %, conv. rate, conv rate, cr, cvr, rate, success rate, close rate",
        "konwersja, współczynnik konwersji, wskaźnik konwersji, stopa konwersji, cr",
        "конверсия, коэффициент конверсии, показатель конверсии, конверсия в покупку, доля покупок, cr",
        "konversion, konversionsrate, conversion-rate, коефіцієнт конверсії, конверсія",
    ),
    "cost": (
        "cost*, total cost, spend, spending, spent, expense*, budget, amount spent, money",
        "koszt*, wydatk*, wydatek, budżet, nakład*",
        "стоимост*, затрат*, расход*, бюджет, издержк*, потрачено",
        "kosten, ausgaben, aufwand, budget, вартість, витрати",
    ),
    "minutes": (
        "time, times, engagement time, average engagement time per session, minute*, duration*, length, average time, avg time, avg. time, time on page, time spent, average session duration, "
        "session duration, avg. session duration, waiting time, handling time, customer's time, hours",
        "czas*, minut*, czas trwania, czas na stronie, średni czas, długość, czas oczekiwania, czas obsługi, godzin*",
        "врем*, минут*, длительност*, продолжительност*, среднее время, время на странице, время ожидания, часы, часов",
        "zeit, dauer, minuten, verweildauer, час, тривалість, хвилин*",
    ),
    "entered": (
        "entered, customers entered, entries, entry, started, customers at start, came in, customers in, customers",
        "weszło, weszli, klienci na wejściu, rozpoczęło, rozpoczęli, zaczęło, przyszło, klienci, liczba klientów",
        "вошло, вошли, пришло, пришли, начали, начало, клиентов на входе, на входе, клиенты, клиентов",
        "eingetreten, begonnen, kunden, увійшло, прийшло, почали",
    ),
    "left": (
        "left, customers left, exit*, drop-off*, drop off*, dropoff*, dropped, dropped out, abandon*, churn*, lost, bounce*, leavers",
        "odeszło, odeszli, odpadło, odpadli, wyszło, wyszli, wyjści*, porzuc*, utrac*, rezygnacj*, zrezygnował*, klienci którzy odeszli",
        "ушло, ушли, отпало, отпали, отвал*, покинул*, потерян*, выход*, отказ*, отток",
        "verlassen, abgesprungen, absprünge, verloren, пішло, пішли, відмов*",
    ),
    "reason": (
        "reason*, main reason, why, reason for leaving, reason to leave, cause, comment, comments",
        "powód*, powod*, przyczyn*, główny powód, powód odejścia, dlaczego, uwagi, komentarz*",
        "причин*, главная причина, причина ухода, почему, комментари*, примечани*",
        "grund, gründe, причина",
    ),
}
"""What a column holds → the words that say so. `stage` is told by `axis_words.STAGE_AXIS`."""

TOTALS = (
    "total*, totals and averages, sum, grand total, subtotal, overall, all, average, avg, mean",
    "razem, razem i średnio, suma, łącznie, ogółem, średnia, średnio, podsumowanie",
    "итого, итого и средние, всего, сумма, в сумме, среднее, в среднем",
    "summe, gesamt, insgesamt, durchschnitt, разом, усього",
)
"""What heads a row that sums up the others."""
