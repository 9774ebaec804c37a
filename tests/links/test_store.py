"""The file of the standings: read as it was written, replaced as a whole."""

from __future__ import annotations

import datetime
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.links import standing, store
from meshbook.links.finding import VERDICTS, Finding
from meshbook.links.standing import Standing
from meshbook.problems import MeshbookError

letters = st.text(string.ascii_letters + string.digits + "/:=%?&.-_~日本", max_size=30)
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1))
findings = st.builds(Finding, st.sampled_from(VERDICTS), letters)
standings = st.builds(
    Standing, st.sampled_from(VERDICTS), days, letters,
    st.lists(st.builds(standing.Testimony, days, findings), max_size=4).map(tuple),
)  # fmt: skip


@given(st.dictionaries(letters.map("https://example.com/{}".format), standings, max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory,
                                 held: dict[str, Standing]) -> None:  # fmt: skip
    root = tmp_path_factory.mktemp("root")
    store.write(root, held)
    assert store.read(root) == held
    assert not store.write(root, held)
    assert [path.name for path in (root / store.FILE).parent.iterdir()] == ["standing.tsv"]


def test_one_address_is_one_line_in_the_order_of_the_addresses(tmp_path: Path) -> None:
    day = datetime.date(2026, 11, 24)
    evidence = (standing.Testimony(day, Finding("dead", "status-404")),)
    held = {
        "https://b.example.com/": Standing("alive", day),
        "https://a.example.com/": Standing("unsure", day, "new", evidence),
    }
    store.write(tmp_path, held)
    assert (tmp_path / store.FILE).read_text().splitlines() == [
        "url\tverdict\tsince\tdetail\tevidence",
        "https://a.example.com/\tunsure\t2026-11-24\tnew\t2026-11-24=dead=status-404",
        "https://b.example.com/\talive\t2026-11-24\t\t",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"url\n", b"\xff\xfe", b"url\tverdict\tsince\tdetail\tevidence\na\tb\n",
        b"url\tverdict\tsince\tdetail\tevidence\na\talive\tyesterday\t\t\n",
        b"url\tverdict\tsince\tdetail\tevidence\na\tundead\t2026-11-24\t\t\n",
        b"url\tverdict\tsince\tdetail\tevidence\na\talive\t2026-11-24\t\tdead\n",
    ],
)  # fmt: skip
def test_nothing_is_built_upon_a_file_that_was_spoilt(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / store.FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(MeshbookError, match="bring back an earlier copy"):
        store.read(tmp_path)
    assert path.read_bytes() == content
