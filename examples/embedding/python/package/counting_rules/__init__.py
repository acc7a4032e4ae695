"""Which crime a police force records, by the Home Office Counting Rules, and why.

    >>> import counting_rules
    >>> decision = counting_rules.classify({
    ...     "reference": "R1", "reported_on": "2026-05-01",
    ...     "incidents": [{"id": "i1", "on": "2026-04-20", "victims": ["v1"], "suspects": ["s1"],
    ...                    "acts": ["following"], "effects": ["alarm"], "occasions": 2}]})
    >>> decision["crimes"][0]["principal"]
    '195/94'

A report is a dict or its JSON as ``str`` or ``bytes``, in the format of the library. The rules are
read once, when they are first asked for. Other threads run while a report is decided.
"""

from ._decision import (
    Audit,
    Caution,
    Classes,
    CourseOfConduct,
    Crime,
    CrimeOffence,
    DecidedBy,
    Decision,
    Discretion,
    NotCounted,
    NotMadeOut,
    NotRecorded,
    NotUsed,
    Need,
    OpenQuestion,
    Reason,
    Source,
    Verdict,
)
from ._editions import Edition, edition, edition_on, editions
from ._errors import EditionError, Problem, ReportError
from ._native import version
from ._reports import (
    Report,
    audit,
    classify,
    classify_batch,
    classify_json,
    diff,
    explain,
    side_by_side,
    vocabulary,
)
from ._tables import classify_table

__all__ = [
    "Audit",
    "Caution",
    "Classes",
    "CourseOfConduct",
    "Crime",
    "CrimeOffence",
    "DecidedBy",
    "Decision",
    "Discretion",
    "Edition",
    "EditionError",
    "Need",
    "NotCounted",
    "NotMadeOut",
    "NotRecorded",
    "NotUsed",
    "OpenQuestion",
    "Problem",
    "Reason",
    "Report",
    "ReportError",
    "Source",
    "Verdict",
    "audit",
    "classify",
    "classify_batch",
    "classify_json",
    "classify_table",
    "diff",
    "edition",
    "edition_on",
    "editions",
    "explain",
    "side_by_side",
    "version",
    "vocabulary",
]
