"""What the addresses of lists of adopters answer, in the shape that each has.

The organisations are invented. ``STATES`` are two states of each list that is a file in a
repository, the older one first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from meshbook.adopters.history import ListFile
from meshbook.adopters.sources import (
    cilium_users,
    cloudnative_days,
    cncf_case_studies,
    envoy_adopters,
    istio_case_studies,
    istio_companies,
    linkerd1,
    linkerd2,
)
from upstream import Shape
from upstreams import as_json, as_text, blob

BULLETS = """\
# Linkerd 2.x adopters

- [Ada & Sons](https://ada.example.com)
- [Old Name](https://old.example.com/)
- [AT Acme](<https://acme.example.com/>)

If you're using Linkerd, [submit a pull request](https://github.com/linkerd/linkerd2/pulls)!
"""
COMPANIES = """\
providers:
  - name: "A Vendor"
    url: "https://vendor.example.com"
users:
  - name: "Acme Fabrics"
    logo: "/logos/acme.svg"
    url: "https://fabrics.example.com"
  - name: "Beispiel"
    logo: "/logos/beispiel.svg"
    url: "https://beispiel.example.com"
"""
ENVOY = """\
- name: Acme Fabrics
  logo: /images/logos/acme.svg
  projects:
  - envoy
- name: Only Gateway
  logo: /images/logos/only.svg
  projects:
  - gateway
"""
USERS = """\
Who is using Cilium?
====================

Example entry:

    * N: Cilium Example User Inc.
      U: ENI networking, ClusterMesh
      Q: @slacknick1

Users (Alphabetically)
----------------------

    * N: Acme Fabrics
      D: Acme runs Cilium.
      U: CNI, Service Mesh via
         Cilium Envoy
      L: https://fabrics.example.com/cilium, https://other.example.com
      Q：@somebody

    * N: Clustered
      U. CNI, Cluster Mesh
     L: @handle

    * N: Clustered
      U: CNI

    * N: Between
      U: Cilium as Mesh between Services
"""
STUDY = """\
---
title: "Acme"
quote: "It works."
author:
    name: "A Person"
companyName: "Acme Fabrics"
companyURL: "https://fabrics.example.com"
weight: 10
---

Some words.
"""
TALKS = [
    {
        "id": 7, "title": "Istio in our cloud", "abstract": "A talk.", "speakers": [{"id": 1}],
        "conferenceDayDate": "2022-08-05", "documentUrl": "https://slides.example.com/7",
    },
    {
        "id": 8, "title": "別の話", "abstract": "サービスメッシュの話です。",
        "speakers": [{"id": 2}, {"id": 3}], "conferenceDayDate": "2022-08-05", "documentUrl": "",
    },
    {
        "id": 9, "title": "No word of it", "abstract": "Something else.", "speakers": [{"id": 1}],
        "conferenceDayDate": "2022-08-05", "documentUrl": None,
    },
]  # fmt: skip
SPEAKERS = [
    {"id": 1, "name": "A Person", "company": "Acme Fabrics"},
    {"id": 2, "name": "B Person", "company": "例示株式会社"},
    {"id": 3, "name": "C Person", "company": ""},
]


def commit_id(number: int) -> str:
    return hashlib.sha1(str(number).encode()).hexdigest()


def repository(file: ListFile, states: Sequence[str], days: Sequence[str] = ()) -> dict[str, Shape]:
    """A repository in which ``states`` followed one another, the oldest first, one a month."""
    told = list(days) or [f"2020-{month:02}-04" for month in range(1, len(states) + 1)]
    commits = [
        {"sha": commit_id(number), "commit": {"committer": {"date": f"{day}T10:00:00Z"}}}
        for number, day in enumerate(told)
    ]
    last = commit_id(len(states) - 1)
    return {
        file.commits: as_json(commits[::-1]),
        file.contents(last): as_json({"sha": blob(states[-1].encode()), "type": "file"}),
        **{file.raw(commit_id(number)): as_text(text) for number, text in enumerate(states)},
    }


def event(name: str, talks: object, speakers: object) -> dict[str, Shape]:
    """The programme of CloudNative Days with one event."""
    shapes = {}
    for folder, content in (("talks", talks), ("speakers", speakers)):
        file = as_json(content)
        shapes[f"{cloudnative_days.FILES}/{folder}/{name}.json"] = Shape(file.content, "text/plain")
        listed = [{"name": f"{name}.json", "sha": blob(file.content)}, {"name": "README.md"}]
        shapes[f"{cloudnative_days.API}/{folder}?ref=main"] = as_json(listed)
    return shapes


def study(name: str, slug: str, *projects: str) -> dict[str, object]:
    """One case study as WordPress lists it."""
    terms = [{"name": project, "taxonomy": "lf-project"} for project in projects]
    return {
        "slug": slug, "date": "2023-05-06T10:00:00", "link": f"https://www.cncf.io/case-studies/{slug}/",
        "title": {"rendered": name},
        "_embedded": {"wp:term": [terms, [{"name": "Japan", "taxonomy": "lf-country"}]]},
    }  # fmt: skip


STUDIES_PAGE_2 = f"{cncf_case_studies.API}&page=2"
STATES: Mapping[str, tuple[ListFile, tuple[str, ...]]] = {
    "linkerd2": (linkerd2.FILE, (BULLETS.replace("- [AT", "- [Gone](https://g.example.com)\n- [AT"),
                                 BULLETS)),
    "linkerd1": (linkerd1.FILE, (BULLETS,)),
    "istio-companies": (istio_companies.FILE, (COMPANIES,)),
    "envoy-adopters": (envoy_adopters.FILE, (ENVOY,)),
    "cilium-users": (cilium_users.FILE, (USERS,)),
}  # fmt: skip
SHAPES: Mapping[str, Mapping[str, Shape]] = {
    **{name: repository(*state) for name, state in STATES.items()},
    "istio-case-studies": {
        istio_case_studies.FOLDER: as_json(
            [{"name": "acme", "type": "dir"}, {"name": "_index.md", "type": "file"}]
        ),
        f"{istio_case_studies.PAGES}/acme/index.md": as_text(STUDY),
    },
    "cncf-case-studies": {
        cncf_case_studies.API: as_json(
            [
                study("Acme &amp; Sons", "acme", "Kubernetes", "Istio"),
                study("Other", "other", "Helm"),
            ],
            **{"Link": f'<{STUDIES_PAGE_2}>; rel="next"', "X-WP-Total": "3"},
        ),
        STUDIES_PAGE_2: as_json([study("Plugged", "plugged", "Cilium")]),
    },
    "cloudnative-days": event("cnx2022", TALKS, SPEAKERS),
}
"""By source, as ``upstreams.SHAPES``."""

FILES = tuple(
    f"https://raw.githubusercontent.com/{owner}/"
    for owner in ("linkerd", "istio/istio.io", "envoyproxy/envoy-website", "cilium/cilium",
                  "cloudnativedaysjp")
)  # fmt: skip
"""The files that listings lead to."""
