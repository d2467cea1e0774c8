"""Names of countries as a note may write them, for the rule that forbids a speaker's affiliation.

The list takes no position on any country: what it holds is what would tell a reader whom somebody spoke for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_NAMES = """
Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, Austria,
Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia,
Bosnia and Herzegovina, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cabo Verde, Cape Verde, Cambodia,
Cameroon, Canada, Central African Republic, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Côte d'Ivoire,
Ivory Coast, Croatia, Cuba, Cyprus, Czech Republic, Czechia, Denmark, Djibouti, Dominica, Dominican Republic, Ecuador,
Egypt, El Salvador, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia,
Georgia, Germany, Ghana, Great Britain, Greece, Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti, Holy See,
Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Jamaica, Japan, Jordan, Kazakhstan,
Kenya, Kiribati, Korea, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein,
Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall Islands, Mauritania, Mauritius,
Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal,
Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Macedonia, Norway, Oman, Pakistan, Palau, Palestine, Panama,
Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Qatar, Romania, Russia, Russian Federation, Rwanda,
Saint Kitts and Nevis, Saint Lucia, Saint Vincent and the Grenadines, Samoa, San Marino, Sao Tome and Principe,
Saudi Arabia, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia,
South Africa, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Syrian Arab Republic, Taiwan,
Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tonga, Trinidad and Tobago, Tunisia, Turkey, Türkiye, Turkmenistan,
Tuvalu, Uganda, Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, Uzbekistan, Vanuatu, Venezuela,
Viet Nam, Vietnam, Yemen, Zambia, Zimbabwe
"""
COUNTRIES = tuple(" ".join(name.split()) for name in _NAMES.split(","))
"""The States of the United Nations and others, by the names in common use."""
_PEOPLE = "(?:n|an|ian|i|ese)?s?"
"""Endings that make a people of many a name: Ghanaian, Chilean, Qatari."""


def lines_naming(text: str, members: Iterable[str], ids: Iterable[str]) -> Iterator[int]:
    """The lines, counted from 1, that name a country or a member, or hold an id as a word in capitals.

    In names, capitals, accents and the ends of lines make no difference.
    """
    names = sorted({folded(name) for name in (*COUNTRIES, *members)}, key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace("\\ ", r"\s+") for name in names)
    for match in re.finditer(rf"\b(?:{spelled}){_PEOPLE}\b", plain := folded(text)):
        yield plain.count("\n", 0, match.start()) + 1
    if coded := "|".join(sorted(ids)):
        for match in re.finditer(rf"\b(?:{coded})\b", text):
            yield text.count("\n", 0, match.start()) + 1


def folded(text: str) -> str:
    """The text in small letters without accents, its lines as they were."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
