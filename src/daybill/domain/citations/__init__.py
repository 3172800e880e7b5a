"""Citations: the source under one claim, read from a footnote, numbered, and handed on."""

from daybill.domain.citations.csl import csl_id, csl_names, csl_type, to_csl
from daybill.domain.citations.dates import DatePrecision, WrittenDate, find_date, read_date
from daybill.domain.citations.numbering import NumberedSource, Numbering, number_citations, resolve_ibid
from daybill.domain.citations.reading import parse_citation
from daybill.domain.citations.values import Citation

__all__ = [
    "Citation",
    "DatePrecision",
    "NumberedSource",
    "Numbering",
    "WrittenDate",
    "csl_id",
    "csl_names",
    "csl_type",
    "find_date",
    "number_citations",
    "parse_citation",
    "read_date",
    "resolve_ibid",
    "to_csl",
]
