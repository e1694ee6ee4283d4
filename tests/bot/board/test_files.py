"""A file of a duty is handed out to who may see the duty, to be saved, and that is recorded."""

from data.enums import Role
from data.files import StoredFile
from data.registry.duties import duty_lines, progress, proofs
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from tests.bot.page.conftest import House

HTML = b"<script>alert(1)</script>"


def send_file(house: House, officer_id: int) -> tuple[int, int]:
    """An officer of Sở Tư pháp sends a file; returns the duty and the file."""
    digest = house.files.save(HTML)
    with house.store.write() as session:
        duty = duty_lines.list_duties(session, agency_id=agencies.find(session, "stp").id)[0].id
        file = StoredFile(digest, "Kế hoạch 12.html", "text/html", len(HTML))
        progress.attach(session, duty, [file], Actor(officer_id, "web"), house.clock.now())
        return duty, proofs.list_all(session, duty)[0].id


async def test_a_file_is_saved_by_who_may_see_its_duty_and_shown_to_nobody(house: House) -> None:
    officer = house.officer("stp")
    duty, proof = send_file(house, officer)
    supervisor = await house.signed(house.officer("snv", Role.SUPERVISOR))
    page = await supervisor.client.get(f"/trang/bang/viec/{duty}")
    assert f'href="../tep/{proof}"' in page.text
    answer = await supervisor.client.get(f"/trang/bang/tep/{proof}")
    assert answer.content == HTML
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''K%E1%BA%BF")
    assert answer.headers["x-content-type-options"] == "nosniff"
    with house.store.read() as session:
        recorded = session.connection().exec_driver_sql(
            "SELECT subject, channel FROM audit_entry WHERE action = 'proof.send'"
        )
        assert [tuple(row) for row in recorded] == [(f"proof:{proof} II.1 Kế hoạch 12.html", "board")]
    stranger = await house.signed(house.officer("stc", Role.HEAD))
    assert (await stranger.client.get(f"/trang/bang/tep/{proof}")).status_code == 403
