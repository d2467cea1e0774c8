"""Sixty questions that officials put to the shipped manual, each with the place that is the right first answer."""

from __future__ import annotations

CRIMES, JUSTICE, TEXTS = "ground/the-four-crimes.html", "across-government/justice.html", "annexes/core-texts.html"
WORDS, SHORT = "annexes/vocabulary.html#table-vocabulary", "annexes/abbreviations.html#table-abbreviations"
TERM = "glossary.html#term-"

QUERIES: dict[str, tuple[str, ...]] = {
    # Numbers, symbols and names of parts
    "3.12": (f"{CRIMES}#p12",),
    "13.1": (f"{JUSTICE}#p1",),
    "para 3.12": (f"{CRIMES}#p12",),
    "paragraph 13.12": (f"{JUSTICE}#p12",),
    "S/RES/2286": (f"{CRIMES}#p13", "across-government/defence.html#p12"),
    "2286": (f"{CRIMES}#p13", "across-government/defence.html#p12"),
    "A/RES/60/1": ("ground/the-commitment.html#p1", TEXTS),
    "60/1": ("ground/the-commitment.html#p1", TEXTS),
    "A/HRC/22/17/Add.4": (f"{JUSTICE}#p12",),
    "Table 4.1": ("ground/risk-and-warning.html#table-risk-factors",),
    "table 13.1": (f"{JUSTICE}#table-justice-risk",),
    "Figure E.1": ("annexes/the-network-in-figures.html#figure-network-size",),
    "Annex C": ("annexes/templates.html",),
    "annex d": ("annexes/vocabulary.html",),
    "chapter 13": (JUSTICE,),
    "13": (JUSTICE,),
    "J-1": (f"{JUSTICE}#action-j-1",),
    "action J-2": (f"{JUSTICE}#action-j-2",),
    "P-1": ("ground/the-post.html#action-p-1",),
    # Abbreviations
    "ICC": (f"{TERM}Rome-Statute", "in-practice/accountability.html#table-accountability-bodies"),
    "IIIM": (SHORT, f"{TERM}International-Impartial-and-Independent-Mechanism"),
    "UNHCR": (SHORT,),
    "R2P": (SHORT, f"{TERM}responsibility-to-protect"),
    "GAAMAC": (SHORT,),
    "UPR": (SHORT,),
    # Terms, as they are written, with slips and in other spellings
    "genocide": (f"{TERM}genocide",),
    "genocde": (f"{TERM}genocide",),
    "ethnic cleansing": (f"{TERM}ethnic-cleansing",),
    "ethnic clensing": (f"{TERM}ethnic-cleansing",),
    "crimes against humanity": (f"{TERM}crimes-against-humanity",),
    "atrocity crime": (f"{TERM}atrocity-crimes",),
    "focal points": (f"{TERM}Focal-Point",),
    "pillars": (f"{TERM}pillar",),
    "non refoulement": (f"{TERM}non-refoulement",),
    "mutual legal assistance": (f"{TERM}mutual-legal-assistance",),
    "code of conduct": (f"{TERM}Code-of-Conduct",),
    "risk factors": (f"{TERM}risk-factor",),
    "defense": ("across-government/defence.html",),
    "defence": ("across-government/defence.html",),
    "regional organisations": ("in-practice/multilateral-work.html#regional-organizations",),
    # Subjects
    "parliament": ("across-government/parliament.html",),
    "finance": ("across-government/finance-and-trade.html",),
    "accountability": ("in-practice/accountability.html",),
    "hate speech": ("in-practice/hate-speech.html",),
    "hate speach": ("in-practice/hate-speech.html",),
    "refugee": ("in-practice/refugees.html",),
    "warning signs": ("in-practice/warning-signs.html",),
    "measuring progress": ("in-practice/measuring-progress.html",),
    "worksheet": ("annexes/worksheet.html",),
    "abbreviations": ("annexes/abbreviations.html",),
    "terms of reference": ("annexes/templates.html#terms-of-reference-of-a-working-group",),
    "universal jurisdiction": (f"{JUSTICE}#p8",),
    '"Rabat Plan of Action"': ("in-practice/hate-speech.html#p4", f"{CRIMES}#p19"),
    "kigali principles": ("across-government/defence.html#the-kigali-principles-as-a-table",
                          "across-government/defence.html#p6"),
    "Srebrenica": (f"{CRIMES}#p20",),
    "Cote d'Ivoire": ("annexes/roster-evidence.html#table-evidence",),
    # Other languages of the United Nations, with accents and without
    "responsabilité de protéger": (f"{WORDS}-latin",),
    "responsabilite de proteger": (f"{WORDS}-latin",),
    "保护责任": (f"{WORDS}-scripts",),
    "المسؤولية عن الحماية": (f"{WORDS}-scripts",),
}  # fmt: skip
