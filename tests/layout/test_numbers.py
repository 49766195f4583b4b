"""Numbers as people of a language write them."""

import pytest

from cjmdesk.layout.numbers import number


@pytest.mark.parametrize(
    ("value", "english", "polish"),
    [
        (1234.5, "1,234.5", "1234,5"),
        (9999, "9,999", "9999"),
        (10020, "10,020", "10\u202f020"),
        (-1020, "−1,020", "−1020"),
        (1234567, "1,234,567", "1\u202f234\u202f567"),
    ],
)
def test_four_digits_stand_together_but_in_english(value: float, english: str, polish: str) -> None:
    assert number(value, "en") == english
    assert number(value, "pl") == number(value, "ru") == polish
