"""`nhacviec ask`: the bot's answer to one sentence."""

from typing import Annotated

import typer

from bot.cli.office import open_office
from bot.cli.options import AsAgency, AsJson, AsRole, PlanOrAll
from bot.cli.output import say, say_json
from data.enums import Role

Sentence = Annotated[str, typer.Argument(metavar="CÂU", help="Câu hỏi, có dấu hay không dấu đều được.")]


def ask(
    sentence: Sentence,
    as_agency: AsAgency,
    role: AsRole = Role.OFFICER,
    plan: PlanOrAll = None,
    as_json: AsJson = False,
) -> None:
    """Câu trả lời của bot cho một câu hỏi. Chỉ đọc, không thay đổi gì."""
    from data.registry.office import agencies
    from data.registry.people.identities import Identity
    from data.registry.plans import plans
    from handlers.base.input_checks import check_input
    from handlers.questions.answering.answerer import answer

    with open_office() as office, office.store.read() as session:
        asked = check_input(sentence)
        if not asked:
            typer.echo("Câu hỏi đang trống. Gõ câu cần hỏi giữa hai dấu nháy.", err=True)
            raise typer.Exit(1)
        meant = plans.find(session, plan) if plan else None
        agency = agencies.find(session, as_agency, office.clock.today())
        nobody = Identity(
            officer_id=0,
            name="",
            role=role,
            agency_id=agency.id,
            agency_code=agency.code,
            agency_name=agency.name,
            agency_short_name=agency.short_name,
            unreachable_since=None,
        )
        answered = answer(session, nobody, asked, office.clock.today(), office.calendar(session), plan=meant)
    if as_json:
        say_json(answered.as_json())
    else:
        say(answered.reply.text)
