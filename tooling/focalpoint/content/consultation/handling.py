"""Who may read what: the labels of the Traffic Light Protocol 2.0 and the editions that may carry them."""

from __future__ import annotations

from enum import StrEnum


class Handling(StrEnum):
    """A label of the Traffic Light Protocol, widest circle first."""

    CLEAR = "TLP:CLEAR"
    """No limit."""
    GREEN = "TLP:GREEN"
    """The community, not public channels."""
    AMBER = "TLP:AMBER"
    """The organization and those it must consult."""
    AMBER_STRICT = "TLP:AMBER+STRICT"
    """The recipient's organization only."""
    RED = "TLP:RED"
    """Only the people present: never in this repository."""

    @property
    def strictness(self) -> int:
        """0 for the widest circle; more for a narrower one."""
        return list(Handling).index(self)


HELD = tuple(label for label in Handling if label is not Handling.RED)
"""The labels of what the repository may hold."""
CLOSED = Handling.AMBER_STRICT
"""What a text is that does not say: closed."""


class Edition(StrEnum):
    """An edition of the manual, by who may read it."""

    PUBLIC = "public"
    NETWORK = "network"
    SECRETARIAT = "secretariat"

    @property
    def clearance(self) -> Handling:
        """The strictest label that the edition may carry."""
        return {
            Edition.PUBLIC: Handling.CLEAR,
            Edition.NETWORK: Handling.GREEN,
            Edition.SECRETARIAT: Handling.AMBER_STRICT,
        }[self]

    def may_carry(self, handling: Handling) -> bool:
        """Whether text under this label may stand in the edition."""
        return handling.strictness <= self.clearance.strictness

    def may_show(self, label: str) -> bool:
        """Whether a passage under this label may stand in the edition; one that is not of the protocol never may."""
        return label in set(Handling) and self.may_carry(Handling(label))
