"""Lists that come in pages."""

from __future__ import annotations

import json

import pytest

from faults import FAULTS
from meshbook.net import paging
from meshbook.net.answer import NetError, Response
from upstream import Shape, Upstream

FIRST = "https://api.example.com/items?page=1"


def page(number: int) -> str:
    return f"https://api.example.com/items?page={number}"


def linked(count: int) -> dict[str, Shape]:
    """``count`` pages, each but the last with a link to the next."""
    shapes = {}
    for number in range(1, count + 1):
        link = {"Link": f'<{page(number + 1)}>; rel="next", <{page(count)}>; rel="last"'}
        shapes[page(number)] = Shape(
            json.dumps([number]).encode(), headers=link if number < count else {}
        )
    return shapes


def following(answer: Response) -> str | None:
    return answer.links.get("next")


def test_all_pages_come_in_their_order() -> None:
    with Upstream(linked(3)) as upstream, upstream.client() as client:
        pages = list(client.pages(FIRST, following))
    assert [json.loads(each.content) for each in pages] == [[1], [2], [3]]
    assert pages[0].links["last"] == page(3)


def test_a_first_page_that_was_asked_for_already_is_not_asked_for_again() -> None:
    with Upstream(linked(2)) as upstream, upstream.client() as client:
        first = client.get(FIRST)
        assert isinstance(first, Response)
        assert len(list(client.pages(first, following))) == 2
        assert upstream.asked(FIRST) == 1


@pytest.mark.parametrize("fault", ["next-page-is-this-page", "next-page-is-always-another"])
def test_pages_that_go_in_circles_end_with_an_error(fault: str) -> None:
    with Upstream(linked(1)) as upstream, upstream.client() as client:
        upstream.fault = FAULTS[fault]
        with pytest.raises(NetError) as caught:
            list(client.pages(FIRST, following))
    assert caught.value.kind == "paging"
    assert len(upstream.seen) <= 2


def test_pages_that_lead_back_to_one_before_end_with_an_error() -> None:
    shapes = linked(3)
    shapes[page(3)] = Shape(b"[3]", headers={"Link": f'<{page(2)}>; rel="next"'})
    with Upstream(shapes) as upstream, upstream.client() as client:
        with pytest.raises(NetError) as caught:
            list(client.pages(FIRST, following))
        assert caught.value.kind == "paging"
        assert len(upstream.seen) == 3


def test_pages_that_never_end_end_with_an_error() -> None:
    with Upstream(linked(paging.MOST + 1)) as upstream, upstream.client() as client:
        with pytest.raises(NetError) as caught:
            list(client.pages(FIRST, following))
        assert caught.value.kind == "paging"
        assert len(upstream.seen) == paging.MOST + 1


@pytest.mark.parametrize(
    "target",
    [
        "https://www.example.org/items?page=2",
        "https://api.example.com:8443/items?page=2",
        "file:///x",
        "//[",
        "",
    ],
)
def test_a_next_page_on_another_host_is_not_asked_for(target: str) -> None:
    with Upstream(linked(1)) as upstream, upstream.client() as client:
        with pytest.raises(NetError) as caught:
            list(client.pages(FIRST, lambda _: target))
        assert caught.value.kind == "paging"
        assert len(upstream.seen) == 1
