"""What sources are usually called, in the forms in which people count them."""

import re

_NOUNS = """
interview interviews
survey surveys
poll polls
diary diaries
conversation conversations
talk talks
call calls
visit visits
observation observations
questionnaire questionnaires
session sessions
test tests testy testów тест тесты тестов
workshop workshops
recording recordings
transcript transcripts
report reports
note notes
letter letters
review reviews
complaint complaints
ticket tickets
respondent respondents respondenci respondentów респондент респонденты респондентов
participant participants
study studies
rozmowa rozmowy rozmów
wywiad wywiady wywiadów
ankieta ankiety ankiet
sondaż sondaże sondaży
dziennik dzienniki dzienników
dzienniczek dzienniczki dzienniczków
wizyta wizyty wizyt
obserwacja obserwacje obserwacji
badanie badania badań
sesja sesje sesji
warsztat warsztaty warsztatów
nagranie nagrania nagrań
raport raporty raportów
notatka notatki notatek
list listy listów
opinia opinie opinii
reklamacja reklamacje reklamacji
skarga skargi skarg
zgłoszenie zgłoszenia zgłoszeń
uczestnik uczestnicy uczestników
интервью
опрос опросы опросов
анкета анкеты анкет
беседа беседы бесед
разговор разговоры разговоров
звонок звонки звонков
дневник дневники дневников
визит визиты визитов
встреча встречи встреч
наблюдение наблюдения наблюдений
исследование исследования исследований
сессия сессии сессий
запись записи записей
расшифровка расшифровки расшифровок
отчёт отчёты отчётов
отчет отчеты отчетов
заметка заметки заметок
письмо письма писем
отзыв отзывы отзывов
жалоба жалобы жалоб
обращение обращения обращений
участник участники участников
"""
"""A noun a line: one, a few and many of them. No form stands on two lines: words that are not here are
taken as they are written, since endings alone do not tell what is one word."""

_ONE = {form: line.split()[0] for line in _NOUNS.split("\n") for form in line.split()}

_NUMBERED = re.compile(r"([^\W\d_]+)(?= (?:\d+|[^\W\d_])$)")
"""The word before the number or letter at a source's end."""


def same_source(name: str) -> str:
    """What is equal for two ways to write one source: without capitals, and a known noun before a number
    or a letter as of one, so that "Rozmowy 9" is "rozmowa 9". name: with single blanks."""
    return _NUMBERED.sub(lambda found: _ONE.get(found[1], found[1]), name.casefold(), count=1)
