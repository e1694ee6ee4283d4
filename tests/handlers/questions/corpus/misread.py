"""`python -m tests.handlers.questions.corpus.misread`: writes down anew which sentences of the corpus are misread."""

from pathlib import Path
from tempfile import TemporaryDirectory

from data.store import Store
from tests.databases.registries import SqliteFiles
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Case, cases, write_misread
from tests.handlers.questions.corpus.judge import Variant, score
from tests.handlers.questions.corpus.variants import decomposed, mistyped, without_accents
from tests.handlers.questions.year import year_so_far

VARIANTS: dict[str, Variant] = {
    "as it stands": str,
    "without accents": without_accents,
    "decomposed": decomposed,
    "mistyped": mistyped,
}


def misread_of(asking: Asking, part: str) -> list[tuple[str, Case]]:
    """Ask every sentence of a part in every variant, and return those that are misread."""
    asked = cases(part)
    return [(name, case) for name, variant in VARIANTS.items() for case in score(asking, asked, variant).misread]


def main() -> None:
    with TemporaryDirectory() as folder:
        store = Store(SqliteFiles(Path(folder), Path(folder)).copy_of(year_so_far))
        with store.read() as session:
            for part in ("writing", "judging"):
                found = misread_of(Asking(session), part)
                write_misread(part, found)
                print(f"{part}: {len(found)} misread")
        store.close()


if __name__ == "__main__":
    main()
