"""The page of an edition's actions: on the screen a list to choose from, in print an index by ministry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from focalpoint.content.manual import Manual
from focalpoint.content.text.actions import Action, read_actions
from focalpoint.content.vocabulary import EFFORTS, MINISTRIES, counted, factors_named, series

_PAGE = """---
title: Actions
question: What can we do, with whom, and how long does it take?
---

{introduction}
"""
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

_MINISTRY = """```{{rubric}} {}
:heading-level: 2
```"""
_EFFORT = """```{{rubric}} {}
:heading-level: 3
```

```{{rst-class}} action-index
```"""


def actions_page(manual: Manual) -> str:
    """The page as Markdown, of a manual that holds only what the edition carries."""
    actions = read_actions(manual)
    if not actions:
        return _PAGE.format(introduction="This edition proposes no action.")
    both = _BOTH.format(catalogue="\n".join(map(_catalogued, actions)), index="\n\n".join(_index(actions)))
    return _PAGE.format(introduction=_introduction(actions)) + both


def _introduction(actions: Sequence[Action]) -> str:
    many = Counter(action.effort for action in actions)
    efforts = [f"{many[word]} take{'' if many[word] > 1 else 's'} {EFFORTS[word]}" for word in EFFORTS if many[word]]
    return (
        f"The manual proposes {len(actions)} action{'s' if len(actions) > 1 else ''}: {series(efforts)}.\n"
        f"Each has an id, such as {actions[0].id}; the number with it is that of the paragraph after which it stands."
    )


def _catalogued(action: Action) -> str:
    """One item of the list: what to do, where it stands, and with whom."""
    where = [f"{{action-place}}`{action.id}`, {{doc}}`/{action.chapter}`", counted("challenge", action.challenges)]
    where += [counted("pillar", action.pillars), EFFORTS[action.effort]]
    whom = ["With: " + "; ".join(MINISTRIES[word] for word in action.ministries)]
    whom.append(factors_named(action.risk_factors))
    return _CATALOGUED.format(
        action=action,
        ministry=", ".join(action.ministries),
        challenge=", ".join(action.challenges),
        pillar=", ".join(action.pillars),
        effort=action.effort,
        where=" · ".join(where),
        whom=" · ".join(filter(None, whom)),
    )


def _index(actions: Sequence[Action]) -> list[str]:
    """For each ministry its actions, by effort; an action of several stands below each of them."""
    lines = []
    for ministry, name in MINISTRIES.items():
        if asked := [action for action in actions if ministry in action.ministries]:
            lines.append(_MINISTRY.format(name[0].upper() + name[1:]))
            for effort, shown in EFFORTS.items():
                if those := [action for action in asked if action.effort == effort]:
                    lines += [_EFFORT.format(shown[0].upper() + shown[1:]), "\n".join(map(_indexed, those))]
    return lines


def _indexed(action: Action) -> str:
    return f"- {{action}}`{action.id} <{action.id}>` {action.title}\N{NO-BREAK SPACE}{{action-place}}`{action.id}`"
