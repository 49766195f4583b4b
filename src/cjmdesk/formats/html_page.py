"""The shell of a web page that stands by itself: no scripts, nothing fetched from anywhere."""

import re
from html import escape

_NOT_HTML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and halves of characters, which no page may hold."""

MORE = 'data-cjm="more"'
"""Marks what a page says beside the words of a card; the importer makes it the card's note."""

FIGURE = 'data-cjm="figure"'
"""Marks a number with its unit, written for people; the importer reads the plain one in its value."""

_STYLE = """
:root{color-scheme:light dark;--ink:#1f2430;--soft:#4b5563;--line:#c9ced6;--page:#fff;
--head:#f1f3f6;--key:#2f6f8f}
@media (prefers-color-scheme:dark){
:root{--ink:#e8eaee;--soft:#aab2be;--line:#454c58;--page:#16191f;--head:#222730;--key:#8cc4de}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem clamp(1rem,3vw,3rem);color:var(--ink);background:var(--page);
font:1rem/1.5 "Noto Sans",system-ui,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.3rem;margin:2.5rem 0 .6rem}
h3{font-size:1.05rem;margin:0 0 .3rem}
p{margin:.25rem 0;max-width:70ch}
.kicker{color:var(--soft);font-size:.85rem;letter-spacing:.04em}
.picture{margin:1.5rem 0}
.picture svg{display:block;width:100%;height:auto;max-height:92vh;
background:#fff;border:1px solid var(--line)}
figcaption{color:var(--soft);font-size:.85rem;margin-top:.3rem;max-width:70ch}
.wide{overflow-x:auto;border:1px solid var(--line)}
.wide:focus-visible{outline:3px solid var(--key);outline-offset:2px}
table{border-collapse:collapse;min-width:100%}
caption{text-align:start;font-weight:600;padding:.5rem .7rem;color:var(--soft)}
th,td{border:1px solid var(--line);padding:.5rem .7rem;text-align:start;vertical-align:top;min-width:11rem}
th{background:var(--head)}
thead tr:last-child>*{border-bottom:3px solid var(--key)}
tbody th{min-width:8rem;position:sticky;inset-inline-start:0}
td ul{list-style:none;margin:0;padding:0}
td li+li{margin-top:.6rem}
.more{display:block;color:var(--soft);font-size:.85em;font-weight:400}
.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1rem}
.people article{border:1px solid var(--line);border-radius:.4rem;padding:.9rem 1rem}
.people img{width:4.5rem;height:4.5rem;border-radius:50%;object-fit:cover;float:inline-end}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;margin:.3rem 0}
dt{color:var(--soft)}
dd{margin:0}
footer{margin-top:3rem;color:var(--soft);font-size:.85rem}
@media print{
@page{size:landscape;margin:10mm}
body{padding:0;font-size:9pt;color:#000;background:#fff}
.picture,.people article,li{break-inside:avoid}
table{table-layout:fixed;width:100%;font-size:8pt;hyphens:auto}
.picture svg{max-height:180mm}
.wide{overflow:visible;border:0}
th,td,tbody th{min-width:0;padding:1.2mm;position:static}
thead{display:table-header-group}}
"""


def text(words: str) -> str:
    """Words as they stand between tags; line breaks are kept."""
    return escape(_NOT_HTML.sub("\ufffd", words), quote=False).replace("\n", "<br>")


def attribute(value: str) -> str:
    """A value between quotation marks."""
    return f'"{escape(_NOT_HTML.sub(chr(0xFFFD), " ".join(value.split())))}"'


def page(title: str, language: str, direction: str, body: list[str]) -> bytes:
    """A whole page in UTF-8. direction: `ltr` or `rtl`. body: pieces of finished HTML."""
    head = [
        "<!DOCTYPE html>",
        f"<html lang={attribute(language or 'en')} dir={attribute(direction)}>",
        "<head>",
        '<meta charset="utf-8">',
        # Says to browsers what is so anyway: nothing here runs, and nothing is fetched.
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="cjmdesk">',
        f"<title>{escape(_NOT_HTML.sub(chr(0xFFFD), ' '.join(title.split())), quote=False)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
    ]
    return "\n".join([*head, *body, "</body>", "</html>", ""]).encode("utf-8", "replace")
