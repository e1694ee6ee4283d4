"""What is handed to an office holds all that the program reads, and says under which licences it is."""

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from data.version import VERSION
from tests.licences import LIST, lines, list_installed

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "scheduler", "data")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked where nothing of the sources is near."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=300)
    [wheel] = folder.glob("*.whl")
    assert wheel.name == f"nhacviec-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_has_every_file_of_the_rooms(installed: Path) -> None:
    listed = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, check=True, capture_output=True, text=True)
    lost = [name for name in listed.stdout.splitlines() if (ROOT / name).exists() and not (installed / name).exists()]
    assert lost == []


def test_the_program_of_the_wheel_works_alone(installed: Path, tmp_path: Path) -> None:
    environment = {
        "PATH": os.defpath,
        "HOME": str(tmp_path),
        # Libraries are those of this Python; the sources themselves are not on the way.
        "PYTHONPATH": os.pathsep.join([str(installed), sysconfig.get_paths()["purelib"]]),
        "NHACVIEC_DATABASE_URL": f"sqlite:///{tmp_path}/registry.db",
        "NHACVIEC_LANGUAGE": "en",
    }

    def nhacviec(*line: str) -> str:
        command = [sys.executable, "-S", "-P", "-m", "bot", *line]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert nhacviec("--version").startswith(f"nhacviec {VERSION}, ")
    assert "Đã ghi vào sổ" in nhacviec(
        "plan", "import", f"{installed}/data/seeds/ke-hoach-175-kh-ubnd.txt", "--apply"
    )
    assert "Understood as" in nhacviec("ask", "--as", "stp", "tuần này phải nộp gì")
    nhacviec("export", "docx", "--out", "a.docx")
    nhacviec("export", "png", "--out", "a.png")
    nhacviec("db", "backup", "a.zip")
    assert "toàn vẹn" in nhacviec("db", "check")


def test_the_changelog_has_a_place_for_this_version() -> None:
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased" or heads[0] == VERSION


def test_every_library_is_listed_with_its_licence() -> None:
    listed = re.findall(r"^\| ([\w.-]+) \| ", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(listed) == list_installed(), "make licences"
    assert {"python-telegram-bot", "psycopg", "sqlalchemy"} <= set(listed)
    assert "".join(lines()) in LIST.read_text(encoding="utf-8"), "make licences"
