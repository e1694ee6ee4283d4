"""Turn the confirmed duties of a plan's body into tasks, each tied to the words it comes from."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.body import Paragraph
from data.plans.draft import Candidate, CorrectionNote, Source, TaskDraft
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.sidecar import CorrectionEntry, DutyNote, Sidecar
from data.plans.times.timeframe import read_timeframe
from data.plans.times.warnings import time_warnings


def confirmed_task(
    note: DutyNote, paragraphs: tuple[Paragraph, ...], directory: Directory, year: int
) -> TaskDraft[Remark]:
    """Return the task of `note` in a plan of `year`.

    Raises PlanUnreadable("sidecar") with the key whose words are not at that place of the document, or whose
    agencies the directory does not know.
    """
    lead = directory.resolve("; ".join(note.lead))
    if lead.unknown or not lead.codes:
        raise PlanUnreadable("sidecar", f"{note.code}.lead")
    time = read_timeframe(note.words, year)
    return TaskDraft(
        code=note.code,
        section=None,
        printed_number="",
        title=note.title,
        deliverables=note.deliverables,
        lead=note.lead,
        coordinating=(),
        lead_agencies=lead.codes,
        coordinating_agencies=(),
        timeframe=time.text,
        kind=time.kind,
        certain=time.certain,
        deadlines=time.deadlines,
        source=_source(note, paragraphs),
        inferred=note.inferred,
        warnings=(*_inference_warnings(note), *time_warnings(time)),
    )


def standing_body(sidecar: Sidecar, directory: Directory) -> str | None:
    """Return the code of the agency that follows the plan, where the sidecar names one.

    Raises PlanUnreadable("sidecar") where the name is not that of one agency of the directory.
    """
    if sidecar.standing_body is None:
        return None
    found = directory.resolve(sidecar.standing_body)
    if found.unknown or len(found.codes) != 1:
        raise PlanUnreadable("sidecar", "standing_body")
    return found.codes[0]


def correction_note(entry: CorrectionEntry, directory: Directory, codes: Collection[str]) -> CorrectionNote:
    """Return a correction with the codes of the agencies that it names.

    Raises PlanUnreadable("sidecar") for a task that is not among `codes`, and for an agency that is not known.
    """
    if entry.code not in codes or (entry.covered_by and entry.covered_by not in {*codes} - {entry.code}):
        raise PlanUnreadable("sidecar", f"correction {entry.code}")
    lead = directory.resolve("; ".join(entry.lead)) if entry.lead else None
    if lead and (lead.unknown or not lead.codes):
        raise PlanUnreadable("sidecar", f"correction {entry.code}.lead")
    return CorrectionNote(
        code=entry.code,
        document=entry.document,
        reason=entry.reason,
        due_on=entry.due_on,
        lead=lead.codes if lead else (),
        kind=entry.kind,
        title=entry.title,
        covered_by=entry.covered_by,
    )


def with_codes(candidates: tuple[Candidate, ...], duties: tuple[TaskDraft[Remark], ...]) -> tuple[Candidate, ...]:
    """Return `candidates`, each with the code of the duty that was confirmed from it."""
    codes = {duty.source: duty.code for duty in duties}
    return tuple(replace(candidate, code=codes.get(candidate.source)) for candidate in candidates)


def _source(note: DutyNote, paragraphs: tuple[Paragraph, ...]) -> Source:
    words = " ".join(note.words.split())
    for paragraph in paragraphs:
        if paragraph.place == note.place and words in paragraph.text:
            return Source(paragraph.place, paragraph.line)
    raise PlanUnreadable("sidecar", f"{note.code}.words")


def _inference_warnings(note: DutyNote) -> Iterator[Remark]:
    for name in note.inferred:
        yield remark(RemarkCode.FIELD_INFERRED, field=name)
