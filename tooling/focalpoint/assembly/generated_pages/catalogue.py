"""Write the page of an edition's actions: on screen a list to filter, in print an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from focalpoint.content.manual import Manual
from focalpoint.content.text.actions import Action, read_actions
from focalpoint.lists import series
from focalpoint.vocabulary import Vocabulary

_PAGE = """---
title: Actions
question: What can we do, with whom, and how long does it take?
---

{introduction}
"""
SUBJECTS_PAGE = """---
title: Index of subjects
question: Which paragraphs speak of a subject?
---

The numbers are those of paragraphs; a table or list belongs to the paragraph before it.

```{subject-index}
```
"""
"""The page on which the extension lists the subjects that an edition's chapters mark, and their terms."""
# Neither form may hold a heading: Sphinx lists the headings of both in the contents of either.
_BOTH = """
::::::{{only}} not builder_print
:::::{{catalogue}}
{catalogue}
:::::
::::::

::::::{{only}} builder_print
{index}
::::::
"""
_CATALOGUED = """::::{{catalogued}}
:ministry: {ministry}
:challenge: {challenge}
:pillar: {pillar}
:effort: {effort}

{{action}}`{action.id}. {action.title} <{action.id}>`

{where}

{whom}
::::"""

_LIST = """```{{rubric}} {}
:heading-level: 2
```

```{{rst-class}} {}
```"""
BY_MINISTRY = "By ministry or body"


def actions_page(manual: Manual) -> str:
    """Return the page as Markdown, from a manual that contains only what the edition carries."""
    actions = read_actions(manual)
    if not actions:
        return _PAGE.format(introduction="This edition proposes no action.")
    known = manual.vocabulary
    catalogue = "\n".join(_catalogued(known, action) for action in actions)
    both = _BOTH.format(catalogue=catalogue, index="\n\n".join(_index(known, actions)))
    return _PAGE.format(introduction=_introduction(known, actions)) + both


def _introduction(known: Vocabulary, actions: Sequence[Action]) -> str:
    many = Counter(action.effort for action in actions)
    used = {shown: many[word] for word, shown in known.efforts.items() if many[word]}
    efforts = [f"{count} take{'' if count > 1 else 's'} {shown}" for shown, count in used.items()]
    return (
        f"The manual proposes {len(actions)} action{'s' if len(actions) > 1 else ''}: {series(efforts)}.\n"
        f"Each has an id, such as {actions[0].id}; the number with it is that of the paragraph after which it stands."
    )


def _catalogued(known: Vocabulary, action: Action) -> str:
    """Return one item of the list: what to do, where it is in the manual, and with whom to do it."""
    where = [f"{{action-place}}`{action.id}`, {{doc}}`/{action.chapter}`"]
    where += [known.nouns.challenge.counted(action.challenges), known.nouns.pillar.counted(action.pillars)]
    where += [known.efforts.get(action.effort, "")]
    whom = [f"With: {known.ministries_named(action.ministries)}" if action.ministries else ""]
    whom.append(known.factors_named(action.risk_factors))
    return _CATALOGUED.format(
        action=action,
        ministry=", ".join(action.ministries),
        challenge=", ".join(action.challenges),
        pillar=", ".join(action.pillars),
        effort=action.effort,
        where=" · ".join(filter(None, where)),
        whom=" · ".join(filter(None, whom)),
    )


def _index(known: Vocabulary, actions: Sequence[Action]) -> list[str]:
    """List the ids of each ministry's actions, by effort; then each action once, by effort, with its ministries."""
    lines = [_LIST.format(BY_MINISTRY, "ministry-index")]
    asked = {word: [action for action in actions if word in action.ministries] for word in known.ministries}
    lines.append("\n".join(_ministry(known, word, those) for word, those in asked.items() if those))
    for effort, shown in known.efforts.items():
        if those := [action for action in actions if action.effort == effort]:
            lines.append(_LIST.format(_sentence(shown), "action-index"))
            lines.append("\n".join(_indexed(known, action) for action in those))
    return lines


def _ministry(known: Vocabulary, word: str, actions: Sequence[Action]) -> str:
    """Return the line of a ministry: the ids of its actions, after the time that they take."""
    timed = {shown: [one.id for one in actions if one.effort == effort] for effort, shown in known.efforts.items()}
    told = [f"{shown}: {', '.join(f'{{action}}`{one} <{one}>`' for one in ids)}" for shown, ids in timed.items() if ids]
    return f"- **{_sentence(known.ministries[word].label)}.** {_sentence('; '.join(told))}."


def _indexed(known: Vocabulary, action: Action) -> str:
    """Return the line of an action: its id, what to do, the number of its paragraph, and with whom to do it."""
    whom = f" · {known.ministries_named(action.ministries)}" if action.ministries else ""
    place = f"{action.title}\N{NO-BREAK SPACE}{{action-place}}`{action.id}`"
    return f"- {{action}}`{action.id} <{action.id}>` {place}{whom}"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
