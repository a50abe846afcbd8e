"""Why a tie is what it is on a day, in the language of the page: the same sentence that the record gives in English."""

from __future__ import annotations

from comity.record.asof import Answer
from comity.record.spells import STOPS, Finding, Mark, State, Turn, on_day
from comity.record.ties import lasts
from comity.web.view import View

CEASED = " ceased to exist"


def reason(view: View, answer: Answer, day: int) -> str:
    """The reason of an answer."""
    if view.language == "en" or not answer.tie.marks:
        return answer.reason if view.language == "en" else view.t("reason.nothing")
    years = lasts(answer.tie.kind)
    return phrased(view, on_day(answer.tie.marks, day, years), years, _begin(answer, on_day(answer.tie.marks, day, years).before))


def phrased(view: View, found: Finding, years: float | None, begin: Mark | None) -> str:
    """What the turns around the day say of it."""

    def say(key: str, **values: str) -> str:
        return view.t(f"reason.{key}", **values)

    before, after = found.before, found.after
    if found.state is State.POSSIBLY and found.between:
        unsure = min(found.between, key=lambda m: (m.turn is Turn.HOLDS, m.last - m.first, m))
        return say("unsure" if unsure.time else "unsure_timeless", said=_said(view, unsure) if unsure.time else _verb(view, unsure))
    first = _said(view, before)
    so_far = say("and", one=_said(view, begin), other=first) if begin else first
    then = _said(view, after)
    match found.state:
        case State.HOLDS if after and after.turn is Turn.HOLDS:
            return say("still_held", said=so_far, when=_when(view, after))
        case State.HOLDS:
            return say("both", one=so_far, other=f"{_verb(view, after)} {_when(view, after)}")
        case State.PRESUMED:
            return say("presumed", said=so_far)
        case State.ENDED if before and before.turn is Turn.SUSPEND and not after:
            return say("not_resumed", said=first)
        case State.ENDED if before and before.turn is Turn.SUSPEND:
            return say("then", one=first, other=then)
        case State.ENDED if before:
            return say("before", one=first, other=then) if after else say("plain", said=first)
        case State.NOT_YET if after and after.turn is Turn.START:
            return say("after_day", said=then)
        case State.NOT_YET:
            return say("plain", said=first)
        case State.POSSIBLY if before and not after:
            return say("after_end", said=first)
        case State.POSSIBLY if before and after:
            return say("gap", one=so_far, other=then)
        case State.UNKNOWN if before and before.turn not in STOPS and before.turn not in (Turn.LACKS, Turn.LOOSE):
            return say("too_long", said=so_far, years=f"{years or 0:g}")
        case State.UNKNOWN if before:
            return say("open_end", said=first)
        case State.UNKNOWN if after:
            return say("open_begin", said=then)
    return say("silent")


def _begin(answer: Answer, before: Mark | None) -> Mark | None:
    """What began the spell of a witness."""
    if before is None or before.turn is not Turn.HOLDS or len(answer.tie.marks) < 2:
        return None
    begun = (s.begin for s in answer.spells() if before in s.witnesses)
    return next((b for b in begun if b and b.time and b.last <= before.last), None)


def _said(view: View, mark: Mark | None) -> str:
    if mark is None:
        return view.t("reason.spoken_of")
    name = mark.reason.removesuffix(CEASED)
    return f"{_verb(view, mark)} {_when(view, mark)}" + (view.t("reason.ceased", name=name) if mark.reason else "")


def _verb(view: View, mark: Mark | None) -> str:
    if mark is None:
        return view.t("reason.spoken_of")
    return view.t(f"reason.{mark.turn.value}", kind=view.kind(mark.kind))


def _when(view: View, mark: Mark | None) -> str:
    return (view.time(mark.time) or view.t("reason.nobody_tells")) if mark else ""
