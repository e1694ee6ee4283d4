"""Turn the confirmed duties of a plan's body into tasks, each tied to the words it comes from."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.body import Paragraph
from data.plans.draft import Candidate, CorrectionNote, Source, TaskDraft
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.sidecar import CorrectionEntry, DutyNote, Sidecar
from data.plans.times.sending import read_judged_by, sentence_with
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
    time, stands_in = read_timeframe(note.words, year), _paragraph(note, paragraphs)
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
        source=Source(stands_in.place, stands_in.line),
        judged_by=read_judged_by(sentence_with(_words(note), stands_in.text)),
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
        judged_by=entry.judged_by,
    )


def with_codes(candidates: tuple[Candidate, ...], duties: tuple[TaskDraft[Remark], ...]) -> tuple[Candidate, ...]:
    """Return `candidates`, each with the code of the duty that was confirmed from it."""
    codes = {duty.source: duty.code for duty in duties}
    return tuple(replace(candidate, code=codes.get(candidate.source)) for candidate in candidates)


def _words(note: DutyNote) -> str:
    return " ".join(note.words.split())


def _paragraph(note: DutyNote, paragraphs: tuple[Paragraph, ...]) -> Paragraph:
    for paragraph in paragraphs:
        if paragraph.place == note.place and _words(note) in paragraph.text:
            return paragraph
    raise PlanUnreadable("sidecar", f"{note.code}.words")


def _inference_warnings(note: DutyNote) -> Iterator[Remark]:
    for name in note.inferred:
        yield remark(RemarkCode.FIELD_INFERRED, field=name)


def with_judgements(tasks: tuple[TaskDraft[Remark], ...], sidecar: Sidecar) -> tuple[TaskDraft[Remark], ...]:
    """Return `tasks`, each judged as the sidecar says of it, else of the whole plan, else as its words ask.

    Raises PlanUnreadable("sidecar") for a code that the plan does not have.
    """
    for code in sidecar.judged.keys() - {task.code for task in tasks}:
        raise PlanUnreadable("sidecar", f"judged.{code}")
    plan_wide = sidecar.judged_by
    return tuple(
        replace(task, judged_by=sidecar.judged.get(task.code) or plan_wide or task.judged_by) for task in tasks
    )
