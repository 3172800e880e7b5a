"""Bills: deterministic typographic posters, composed from a title's own facts."""

from daybill.domain.bills.compose import HIGH, WIDE, compose
from daybill.domain.bills.facts import BillFacts
from daybill.domain.bills.shapes import Bill

__all__ = ["HIGH", "WIDE", "Bill", "BillFacts", "compose"]
