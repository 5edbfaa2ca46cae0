"""A small review by hand: reports in three languages, a conflict, a place in question, an assumption, context."""

from datetime import date

from aidbridge.intake.reconcile import Verdict
from aidbridge.intake.review import Evidence, ReadingSummary, Review, ReviewRow, Suggestion

WIRE = "Four Il-76 aircraft are being loaded at Chkalovsky, near Moscow. They will fly to Chengdu with five teams and six trucks."
MINISTRY = "Четыре самолёта Ил-76 вылетят с аэродрома Чкаловский в Чэнду."
GULF = "أرسلت روسيا أربع طائرات من طراز إيل-76 محملة بالمساعدات إلى الصين."


def evidence(report: str, language: str, sentence: str, quote: str, *doubts: str) -> Evidence:
    """A sentence with its quote."""
    start = sentence.index(quote)
    end = start + len(quote)
    return Evidence(report, language, sentence[:start], quote, sentence[end:], start, end, doubts)


def row(id: str, concept: str = "asset.aircraft", **given: object) -> ReviewRow:
    """A row that must be decided and takes a whole number, but for what is given."""
    standard: dict[str, object] = {
        "kind": {"F": "finding", "P": "place", "D": "default"}[id[0]], "concept": concept, "says": "4", "value": "4",
        "takes": "whole", "enters": "fleet.count", "must": True, "verdict": Verdict.SAME, "confidence": None, "question": "",
        "suggestions": (),
        "evidence": (evidence("wire.txt", "en", WIRE, "Four Il-76 aircraft"),), "others": (), "place": "", "reason": "",
    }  # fmt: skip
    return ReviewRow(id=id, **{**standard, **given})  # type: ignore[arg-type]


def review() -> Review:
    """Seven rows of all kinds."""
    rows = (
        row("F-001", "actor.request", says="China asks for help", value="CN", takes="country", enters="request.by",
            evidence=(evidence("wire.txt", "en", "China asked for help on Thursday.", "asked for help"),)),
        row("F-002", says="4 Il-76", place="China",
            evidence=(evidence("wire.txt", "en", WIRE, "Four Il-76 aircraft"),
                      evidence("ministry.txt", "ru", MINISTRY, "Четыре самолёта Ил-76"),
                      evidence("gulf.html", "ar", GULF, "أربع طائرات", "The number has no noun of its own."))),
        row("F-003", "asset.beds", says="60", value="60", verdict=Verdict.CONFLICT, question="50 or 60 beds?",
            reason="others say 50 (wire.txt)", others=("50 beds (wire.txt)",),
            suggestions=(Suggestion("50", "wire.txt", 0.5), Suggestion("60", "ministry.txt", 0.5)),
            evidence=(evidence("ministry.txt", "ru", "Госпиталь на 60 коек.", "60 коек"),)),
        row("F-004", "situation.injured", says="1,380", value="1380", enters="needs", verdict=Verdict.CONSISTENT),
        row("P-001", "place.origin", says="Chkalovsky, near Moscow", value="UUMU", takes="airfield", enters="embarkation",
            verdict=None, confidence=0.9, question="Chkalovsky near Moscow: is it UUMU Chkalovskiy Air Base?",
            suggestions=(Suggestion("UUMU", "Chkalovskiy Air Base", 0.9),)),
        row("D-001", "", says="14 days", value="2029-09-28", takes="date", enters="horizon", verdict=None, evidence=(),
            question="No report says until when needs count: 28 September 2029?"),
        row("F-005", "constraint.closure", says="closed until 18 September", value=None, takes="", enters="", must=False,
            verdict=Verdict.ONLY_ONE),
    )  # fmt: skip
    readings = (
        ReadingSummary("wire.txt", "en", date(2029, 9, 14), 18, ()),
        ReadingSummary("ministry.txt", "ru", date(2029, 9, 14), 11, ()),
        ReadingSummary("gulf.html", "ar", date(2029, 9, 14), 2, ("The text is not UTF-8; it is read as cp1256.",)),
    )
    return Review(rows, readings, ("The reports disagree on the beds.",))
