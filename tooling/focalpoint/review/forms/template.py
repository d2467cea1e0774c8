"""Define the “Template for comments and secretariat observations” of ISO, IEC and CEN: its columns, types and words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time
from typing import NamedTuple

from focalpoint.content.rounds.comments import CommentType
from focalpoint.content.rounds.drafts import Draft

PROPERTY = "FocalPointDraft"
"""Name of the document property with the draft's id."""
TITLE = "Template for comments and secretariat observations"
GUIDE = (
    "One comment in each row: give the number of the paragraph or of the line in the margin, say what you mean, and "
    "write the exact words that you propose; leave the last column empty.",
    "Type of comment: ge = general, te = substantive, ed = editorial, tr = translation.",
)
LABELS = ("Date", "Document", "Project", "Draft", "Comments of", "Comments by", "Handling")
"""Labels of the facts in the head."""
LANGUAGE = "en-GB"
PAGE, MARGIN = (297, 210), 15
"""Width and height of a landscape A4 page, and the margin on each side, in millimetres."""
INK, HEAD, WASH, RULE = "1A1F24", "12405A", "EEF2F4", "B9C3C9"
"""The manual's own colours, of text, headings, a tinted cell and lines."""
CHOICES = tuple(f"{one.value} {one.label}" for one in CommentType)
"""The types as a list of choices offers them; the first two characters count."""
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Row:
    """One comment, as a row of the template."""

    member: str = ""
    line: str = ""
    section: str = ""
    paragraph: str = ""
    type: str = ""
    comment: str = ""
    change: str = ""
    observation: str = ""
    page: str = ""
    """The page; the template has no such column, tables of a member's own may."""


class Column(NamedTuple):
    """One column of the template."""

    field: str
    """The field of Row that it holds."""
    title: str
    width: int
    """In millimetres, of 267 on a landscape A4 page, while the form is to be filled in."""
    answered: int
    """Width with the secretariat's observations filled in."""
    words: tuple[str, ...]
    """Beginnings of a word of its heading, without accents, in English, French, Spanish and German."""


COLUMNS = (
    Column(
        "member", "Member (MB/NC)", 18, 18, ("mb", "nc", "member", "membre", "miembro", "mitglied", "countr", "pays")
    ),
    Column("line", "Line number", 16, 15, ("line", "ligne", "linea", "zeile")),
    Column(
        "section",
        "Clause/ Subclause",
        24,
        24,
        ("clause", "sub", "section", "seccion", "artic", "chap", "capit", "abschnitt"),
    ),
    Column(
        "paragraph",
        "Paragraph/ Figure/ Table",
        22,
        22,
        ("para", "parr", "absatz", "figure", "figura", "table ", "tables", "tabla", "§"),
    ),
    Column("type", "Type of comment", 24, 24, ("type", "tipo", "typ")),
    Column("comment", "Comments", 70, 56, ("comment", "coment", "kommentar", "remark", "observ", "bemerk")),
    Column(
        "change", "Proposed change", 62, 53, ("propos", "propuest", "vorschlag", "vorgeschlag", "cambio", "suggest")
    ),
    Column(
        "observation",
        "Observations of the secretariat",
        31,
        55,
        ("secret", "sekret", "dispos", "decision"),
    ),
)

OWN_COLUMNS = {
    "member": (
        *("state ", "staat", "land ", "delegation", "delegacion", "estado", "etat ", "organiz", "organis"),
        *("стран", "государ", "делега", "член", "الدولة", "البلد", "الوفد", "العضو", "国家", "国别", "成员", "代表团"),
    ),
    "page": ("page", "seite", "pagina", "pag ", "pp ", "стр", "الصفحة", "صفحة", "页"),
    "line": ("строк", "السطر", "سطر", "行"),
    "section": ("раздел", "глав", "القسم", "الفصل", "章", "节"),
    "paragraph": (
        *("пункт", "абзац", "параграф", "ссылк", "мест", "таблиц", "الفقرة", "فقرة", "البند", "المرجع", "الموضع"),
        *("段", "条", "條", "位置", "项"),
        *("draft ", "current", "original ", "existing", "actuel", "entwurf", "borrador", "projet "),
        *("reference", "referenz", "referencia", "ref ", "location", "place ", "where ", "fundstelle", "textstelle"),
        *("stelle ", "bezug", "lieu ", "emplacement", "endroit", "lugar", "ubicacion", "ziffer", "randnummer"),
        *("tabelle", "tableau", "cuadro", "abbildung", "grafi", "action", "annex", "anexo", "anhang", "punkt", "punto"),
    ),
    "type": ("art ", "categor", "kategorie", "nature ", "тип", "вид", "نوع", "النوع", "类型", "類型", "类别"),
    "comment": (
        *("замеч", "коммент", "примеч", "обоснов", "возраж", "التعليق", "تعليق", "الملاحظ", "ملاحظ", "المبرر", "السبب"),
        *("意见", "意見", "评论", "評論", "说明", "理由", "备注"),
        *("anmerk", "remarq", "reason", "begrund", "justif", "motiv", "grund ", "issue", "problem", "osserv"),
        *("beobacht", "hinweis", "einwand", "razon", "raison", "rationale"),
    ),
    "change": (
        *("предл", "редакц", "измен", "формулир", "التغيير", "التعديل", "الاقتراح", "المقترح", "الصياغة"),
        *("修改", "建议", "建議", "拟议", "修订", "措辞"),
        *("anderung", "modific", "changement", "new ", "neu", "redact", "texte ", "texto ", "wortlaut", "wording"),
        *("amend", "enmienda", "alternativ", "recommend", "empfehl", "formulier"),
    ),
    "number": (
        *("no ", "nr ", "num", "nummer", "lfd", "id ", "item ", "row ", "serial"),
        *("номер", "الرقم", "رقم", "序号", "编号"),
    ),
    "observation": ("секретар", "الأمانة", "秘书处"),
}
"""More beginnings of words in the headings of members' own tables, by field; a blank ends a word.

`number` is the number of the row, which says nothing of a place.
"""


@dataclass(frozen=True)
class Form:
    """A comment form, blank or filled, before it is written as a Word or an Excel file."""

    draft: Draft
    title: str
    facts: tuple[tuple[str, str], ...]
    """Label and value of each fact in the head; the labels are of LABELS."""
    guide: tuple[str, ...]
    """Lines that say how to fill it."""
    rows: tuple[Row, ...]
    open: bool
    """Whether it is to be filled in."""

    @property
    def widths(self) -> tuple[int, ...]:
        """The width of each column in millimetres."""
        return tuple(column.width if self.open else column.answered for column in COLUMNS)

    @property
    def foot(self) -> str:
        """The line at the foot of each page, which names the draft."""
        fields = self.draft.fields
        return f"{fields.title} · draft {fields.number} · {fields.id}"

    @property
    def moment(self) -> datetime:
        """The file's date: that of the draft, so that the same form is the same file."""
        return datetime.combine(self.draft.fields.issued_on, time())


def plain(words: str) -> str:
    """Reduce words to lower case without accents, with single spaces."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return SPACE.sub(" ", "".join(character for character in apart if not unicodedata.combining(character))).strip()


_TYPES = {
    CommentType.GENERAL: ("ge", "allg"),
    CommentType.SUBSTANTIVE: ("te", "sub", "fond", "su", "inhalt"),
    CommentType.EDITORIAL: ("ed", "red", "form", "gram"),
    CommentType.TRANSLATION: ("tr", "uber"),
}
_LETTERS = {"g": CommentType.GENERAL, "t": CommentType.SUBSTANTIVE, "s": CommentType.SUBSTANTIVE}
_LETTERS |= {"e": CommentType.EDITORIAL, "r": CommentType.EDITORIAL}


def type_of(written: str) -> CommentType | None:
    """Recognise a type as written: “ed”, “Editorial”, “E”, “rédactionnel”; None where it is none of them."""
    word = plain(written).strip(" .:;()[]*-")
    if len(word) == 1:
        return _LETTERS.get(word)
    return next((one for one, begins in _TYPES.items() if word.startswith(begins)), None)


_FOOT = re.compile(r"(?:.{1,300} · draft \d{1,4} · )?draft-\d{1,4}-[0-9a-f]{6,40}[\s\d/·]*")


def is_ours(text: str) -> bool:
    """Tell whether a text outside the rows came with the blank form."""
    said = SPACE.sub(" ", text).strip()
    known = not said or said in (TITLE, *GUIDE) or _FOOT.fullmatch(said) is not None
    return known or said.startswith(tuple(f"{label}:" for label in LABELS))


def head_of(draft: Draft) -> tuple[tuple[str, str], ...]:
    """List the facts of the draft for the head of each form."""
    fields = draft.fields
    day = fields.issued_on
    return (
        ("Document", f"{fields.title}, {fields.edition} edition"),
        ("Draft", f"{fields.number} ({fields.id})"),
        ("Date", f"{day.day} {day:%B %Y}"),
    )
