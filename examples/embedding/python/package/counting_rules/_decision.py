"""The types of answers. Their meaning is that of the library's report format."""

from __future__ import annotations

from typing import Literal, TypedDict

Standing = Literal["firm", "secondary", "derived", "unverified"]


class _Source(TypedDict):
    id: str


class Source(_Source, total=False):
    """A source by its id in the rule files, and the page or section.

    ``later`` is there where the source is later than the edition, and how the edition says so.
    """

    place: str
    later: str


class _Reason(TypedDict):
    rule: str
    says: str
    cites: str
    standing: Standing
    codes: list[str]
    incidents: list[str]
    sources: list[Source]


class Reason(_Reason, total=False):
    """One rule that decided: what follows from it here, for which offences and incidents.

    ``facts`` are the declared names of what it rests on; it is left out where there are none.
    """

    facts: list[str]


# In this form, for `class` is a word of the language.
CrimeOffence = TypedDict(
    "CrimeOffence",
    {
        "code": str,
        "class": str,
        "role": Literal["principal", "also-record", "related", "between", "reclassify-to"],
        "incidents": list[str],
        "victims": list[str],
        "suspects": list[str],
    },
)

_CrimeClass = TypedDict("_CrimeClass", {"class": str | None})


class _Crime(_CrimeClass):
    victim: str | None
    victims: list[str]
    suspects: list[str]
    action: Literal["record", "refer-to-registrar", "add-to-existing"]
    principal: str | None
    reclassify_to: str | None
    also_record: list[str]
    related: list[str]
    offences: list[CrimeOffence]
    incidents: list[str]
    because: list[Reason]


class Crime(_Crime, total=False):
    """One crime, of a victim and an offender or group of offenders.

    ``between`` is there where it is referred, ``existing`` where it is added to a recorded crime.
    """

    between: list[str]
    existing: str


# In this form, for `from` is a word of the language.
CourseOfConduct = TypedDict(
    "CourseOfConduct",
    {
        "victim": str,
        "suspects": list[str],
        "incidents": list[str],
        "occasions": int,
        "from": str,
        "to": str,
    },
)


class _NotRecorded(TypedDict):
    victim: str | None
    suspects: list[str]
    codes: list[str]
    incidents: list[str]
    outcome: Literal["crime-related-incident", "no-crime"]
    record: str | None
    because: list[Reason]


class NotRecorded(_NotRecorded, total=False):
    """A crime that the recording test stopped; ``existing`` as in a crime."""

    existing: str


class Need(TypedDict):
    """A fact that is wanted."""

    what: str
    rule: str
    cites: str
    sources: list[Source]


class NotMadeOut(TypedDict):
    """Occasions that make out no offence, and the ways in which they would."""

    victim: str
    suspects: list[str]
    code: str
    ways: list[list[Need]]


class NotCounted(TypedDict):
    """An offence given that does not count, and why."""

    victim: str | None
    incident: str
    code: str
    why: str


class NotUsed(TypedDict):
    """Something that the report says of people that no incident joins."""

    field: str
    says: str
    nearest: str | None


class Caution(TypedDict):
    """Something to review."""

    victim: str | None
    suspects: list[str]
    rule: str
    says: str
    cites: str
    standing: Standing
    sources: list[Source]


class Discretion(TypedDict):
    """A person's judgement that a rule turned on, and whether it was used."""

    victim: str | None
    suspects: list[str]
    rule: str
    fact: str
    used: bool


class _OpenQuestion(TypedDict):
    victim: str
    suspect: str
    fact: str
    question: str
    cites: str
    sources: list[Source]
    answers: dict[str, list[str]]


class OpenQuestion(_OpenQuestion, total=False):
    """A fact that is not known and could change the decision, with what each answer leaves.

    Whom or what it is asked of, where it is not the two: ``person``, ``incident`` or
    ``recorded_crime``, each an id.
    """

    person: str
    incident: str
    recorded_crime: str


class DecidedBy(TypedDict):
    """The version of the library, and the digest of the rule files that decided."""

    engine: str
    digest: str


class Decision(TypedDict):
    """What is to be recorded of a report under one edition, and why."""

    reference: str
    edition: str
    format: int
    rules: DecidedBy
    outcome: Literal["record", "crime-related-incident", "no-crime"]
    crimes: list[Crime]
    courses_of_conduct: list[CourseOfConduct]
    not_recorded: list[NotRecorded]
    not_made_out: list[NotMadeOut]
    not_counted: list[NotCounted]
    not_used: list[NotUsed]
    cautions: list[Caution]
    discretion: list[Discretion]
    open_questions: list[OpenQuestion]
    open_questions_complete: bool


class Classes(TypedDict):
    """So many crimes recorded in one class that should be in another, or are rightly in it."""

    recorded: str
    should_be: str
    count: int


class Verdict(TypedDict):
    """What an audit says of one victim, or (``None``) of the offences without a victim."""

    victim: str | None
    judgement: Literal["agrees", "disagrees", "unsettled", "for-the-registrar"]
    recorded: list[str]
    should_be: list[str]
    instead: Literal["no-crime", "crime-related-incident", "addition"] | None
    between: list[str]
    because: Reason | None
    open_questions: list[OpenQuestion]
    classes: list[Classes]


class Audit(TypedDict):
    """What was recorded of a report against what the rules say."""

    reference: str
    edition: str
    verdicts: list[Verdict]
