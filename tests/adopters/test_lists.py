"""What is read of each list, and what its history tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Event

import pytest

import adopter_upstreams
import upstreams
from adopter_upstreams import BULLETS, SPEAKERS, TALKS, event, repository
from meshbook.adopters.sources import SOURCES, cloudnative_days, istio_case_studies, linkerd2
from meshbook.benchmarks.visit import Collected, Snapshot, SourceError, Visit
from meshbook.model.adopters import Listing
from meshbook.model.benchmark import Tables
from upstream import Shape, Upstream


def visited(
    source: str,
    upstream: Upstream,
    known: Snapshot | None = None,
    *,
    fresh: bool = False,
    notes: list[str] | None = None,
) -> Snapshot:
    """The snapshot that a visit leaves for the next one."""
    with upstream.client() as client:
        visit = Visit(client, known or Snapshot(), upstreams.TODAY, fresh=fresh)
        collected: Collected = SOURCES[source].collect(visit)
    if notes is not None:
        notes += visit.notes
    return Snapshot(collected.tables, visit.manifest)


def rows(source: str) -> list[Listing]:
    with Upstream(adopter_upstreams.SHAPES[source]) as upstream:
        return list(visited(source, upstream).tables.listings)


def history(states: Sequence[str], known: Snapshot | None = None, **options: bool) -> Snapshot:
    with Upstream(repository(linkerd2.FILE, states)) as upstream:
        return visited("linkerd2", upstream, known, **options)


def told(snapshot: Snapshot) -> dict[str, tuple[str | None, str | None]]:
    """The first day of each name and the day on which it was removed."""
    return {row.name: (row.first, row.removed) for row in snapshot.tables.listings}


def bullets(*names: str) -> str:
    return "".join(f"- [{name}](https://{name}.example.com)\n" for name in names)


def test_a_bullet_is_a_name_and_its_address_with_or_without_angle_brackets() -> None:
    found = {row.name: row.url for row in rows("linkerd1")}
    assert found == {
        "Ada & Sons": "https://ada.example.com",
        "Old Name": "https://old.example.com/",
        "AT Acme": "https://acme.example.com/",
    }


def test_only_the_users_are_read_of_the_companies_of_istio() -> None:
    found = [(row.name, row.claim, row.mesh) for row in rows("istio-companies")]
    assert found == [("Acme Fabrics", "mesh", "istio"), ("Beispiel", "mesh", "istio")]


def test_envoy_is_a_proxy_and_users_of_another_project_are_not_its_users() -> None:
    assert [(row.name, row.claim, row.mesh) for row in rows("envoy-adopters")] == [
        ("Acme Fabrics", "proxy", None)
    ]


def test_a_user_of_cilium_claims_a_mesh_only_where_the_features_say_so() -> None:
    found = {row.key: (row.claim, row.mesh) for row in rows("cilium-users")}
    assert found == {
        ("Acme Fabrics", ""): ("mesh", "cilium"),
        ("Between", ""): ("mesh", "cilium"),
        ("Clustered", ""): ("cluster-mesh", None),
        ("Clustered", "2"): ("cni", None),
    }


def test_contacts_and_descriptions_of_users_of_cilium_are_not_taken() -> None:
    kept = " ".join(str(row) for row in rows("cilium-users"))
    assert "somebody" not in kept and "@handle" not in kept and "Acme runs" not in kept
    assert "https://fabrics.example.com/cilium" in kept


def test_a_case_study_of_istio_gives_its_organisation_and_no_person() -> None:
    (row,) = rows("istio-case-studies")
    assert (row.name, row.item, row.claim) == ("Acme Fabrics", "acme", "mesh")
    assert row.url == "https://istio.io/latest/about/case-studies/acme/"
    assert "Person" not in str(row)


def test_a_study_of_the_foundation_claims_what_its_project_is() -> None:
    found = {row.name: (row.claim, row.mesh, row.first) for row in rows("cncf-case-studies")}
    assert found == {
        "Acme & Sons": ("mesh", "istio", "2023-05-06"),
        "Plugged": ("cni", None, "2023-05-06"),
    }


def test_a_talk_is_a_pointer_by_organisation_without_its_speaker() -> None:
    found = rows("cloudnative-days")
    assert [(row.name, row.item, row.claim, row.mesh) for row in found] == [
        ("Acme Fabrics", "cnx2022/7", "talk", "istio"),
        ("例示株式会社", "cnx2022/8", "talk", None),
    ]
    assert found[0].url == "https://slides.example.com/7" and found[1].url is None
    assert not any("Person" in str(row) for row in found)


def test_a_talk_that_has_not_been_given_is_not_told() -> None:
    ahead = [{**TALKS[0], "conferenceDayDate": "2026-12-24"}, TALKS[1]]
    with Upstream(event("cnx2026", ahead, SPEAKERS)) as upstream:
        found = visited("cloudnative-days", upstream).tables.listings
    assert [row.item for row in found] == ["cnx2026/8"]


def test_an_event_that_has_not_changed_is_not_asked_for_again() -> None:
    with Upstream(event("cnx2022", TALKS, SPEAKERS)) as upstream:
        known = visited("cloudnative-days", upstream)
        again = visited("cloudnative-days", upstream, known)
        assert again.tables == known.tables
        assert upstream.asked(f"{cloudnative_days.FILES}/talks/cnx2022.json") == 1


def test_who_came_and_went_is_told_with_the_day_and_the_commit() -> None:
    found = {row.name: row for row in rows("linkerd2")}
    gone = found["Gone"]
    first, second = (
        f"https://github.com/linkerd/linkerd2/commit/{adopter_upstreams.commit_id(number)}"
        for number in (0, 1)
    )
    assert (gone.first, gone.added_by) == ("2020-01-04", first)
    assert (gone.seen, gone.removed, gone.removed_by) == ("2020-02-04", "2020-02-04", second)
    assert found["AT Acme"].first == "2020-01-04" and found["AT Acme"].removed is None


def test_a_name_that_comes_back_has_its_first_day_and_is_not_removed() -> None:
    found = history([bullets("a", "b"), bullets("a"), bullets("a", "b")])
    assert told(found)["b"] == ("2020-01-04", None)


def test_the_next_visit_reads_what_is_new_alone() -> None:
    states = [bullets("a", "b"), bullets("a", "b", "c")]
    known = history(states)
    states += [bullets("a", "c")]
    with Upstream(repository(linkerd2.FILE, states)) as upstream:
        found = visited("linkerd2", upstream, known)
        asked = {seen.url for seen in upstream.seen}
    assert told(found) == {
        "a": ("2020-01-04", None), "b": ("2020-01-04", "2020-03-04"), "c": ("2020-02-04", None),
    }  # fmt: skip
    assert linkerd2.FILE.raw(adopter_upstreams.commit_id(1)) not in asked


def test_an_unchanged_list_is_asked_for_once_and_stays_as_it_is() -> None:
    with Upstream(repository(linkerd2.FILE, [BULLETS])) as upstream:
        known = visited("linkerd2", upstream)
        before = len(upstream.seen)
        assert visited("linkerd2", upstream, known) == known
        assert len(upstream.seen) == before + 1


def test_what_a_person_knew_of_a_first_day_stays_when_the_history_is_read() -> None:
    row = Listing("a", "mesh", mesh="linkerd", first="2019-12-31", added_by="https://example.com/1")
    undated = Listing("b", "mesh", mesh="linkerd")
    missing = Listing("c", "mesh", mesh="linkerd")
    found = history([bullets("a", "b")], Snapshot(Tables(listings=(row, undated, missing))))
    assert told(found) == {
        "a": ("2019-12-31", None), "b": ("2020-01-04", None), "c": (None, "2026-11-24"),
    }  # fmt: skip


def test_asking_everything_again_gives_the_same_rows() -> None:
    states = [bullets("a", "b"), bullets("a")]
    known = history(states)
    assert history(states, known, fresh=True).tables == known.tables


def test_a_list_that_loses_a_good_part_of_its_names_at_once_is_refused() -> None:
    names = [f"n{number}" for number in range(40)]
    known = history([bullets(*names)])
    few = history([bullets(*names), bullets(*names[4:])], known)
    assert sum(row.removed is not None for row in few.tables.listings) == 4
    with pytest.raises(SourceError, match="5 of 40 names are gone at once"):
        history([bullets(*names), bullets(*names[5:])], known)
    with pytest.raises(SourceError, match="no name is listed"):
        history([bullets(*names), "# Moved elsewhere\n"], known)


def test_an_old_state_that_cannot_be_read_is_noted_and_the_newest_has_to_be_readable() -> None:
    companies, file = adopter_upstreams.COMPANIES, adopter_upstreams.STATES["istio-companies"][0]
    notes: list[str] = []
    with Upstream(repository(file, ["users: [", companies])) as upstream:
        found = visited("istio-companies", upstream, notes=notes)
    assert {row.first for row in found.tables.listings} == {"2020-02-04"}
    assert len(notes) == 1 and "expected plain YAML" in notes[0]
    broken = repository(file, [companies, "users: ["])
    with Upstream(broken) as upstream, pytest.raises(SourceError):
        visited("istio-companies", upstream)


def test_an_interruption_never_leaves_half_a_history() -> None:
    stopped = Event()
    file = linkerd2.FILE

    def read(url: str, text: str) -> tuple[Listing, ...]:
        stopped.set()  # right after the newest state was read
        return linkerd2.read(url, text)

    shapes = repository(file, [bullets("a"), bullets("a", "b"), bullets("a", "b", "c")])
    with Upstream(shapes) as upstream, upstream.client() as client:
        visit = Visit(client, Snapshot(), upstreams.TODAY, stopped=stopped)
        with pytest.raises(SourceError, match="interrupted"):
            replace(file, read=read).collect(visit)


def test_an_address_that_is_of_no_public_page_is_not_kept() -> None:
    found = history(["- [Inner](https://localhost/x)\n- [a](https://a.example.com)\n"])
    assert {row.name: row.url for row in found.tables.listings} == {
        "Inner": None, "a": "https://a.example.com",
    }  # fmt: skip


def test_a_page_that_is_gone_stays_as_one_that_was_removed_when_that_was_noticed() -> None:
    shapes = dict(adopter_upstreams.SHAPES["istio-case-studies"])
    page = f"{istio_case_studies.PAGES}/beta/index.md"
    both = [{"name": name, "type": "dir"} for name in ("acme", "beta")]
    study = adopter_upstreams.STUDY.replace("Acme Fabrics", "Beta")
    with Upstream({**shapes, istio_case_studies.FOLDER: upstreams.as_json(both),
                   page: Shape(study.encode(), "text/plain")}) as upstream:  # fmt: skip
        known = visited("istio-case-studies", upstream)
    with Upstream(shapes) as upstream:
        found = visited("istio-case-studies", upstream, known)
    assert told(found) == {"Acme Fabrics": (None, None), "Beta": (None, "2026-11-24")}
