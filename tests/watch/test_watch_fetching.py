"""A register is asked over https, in bounds of size and time, and no more often than needed; without a network."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest
from recorded import ANSWERS, FEEDS

from chip_export_controls.watch.cache import Cache
from chip_export_controls.watch.fetching import Fetcher, NoAnswer
from chip_export_controls.watch.replies import Skipped, asked

FEED = FEEDS["us-bis"]
BODY = (ANSWERS / "us-bis.json").read_bytes()
Handler = Callable[[httpx2.Request], httpx2.Response]


def answer(body: bytes = BODY, **headers: str) -> httpx2.Response:
    """An answer whose body is still to come, as over a connection."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(200, stream=httpx2.ByteStream(body), headers=named)


class Register:
    """A register that answers as it is told, and what it was asked."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers, self.asked = list(answers), list[httpx2.Request]()

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@contextmanager
def fetching(register: Handler, folder: Path, rests: list[float] | None = None) -> Iterator[Fetcher]:
    with httpx2.Client(transport=httpx2.MockTransport(register)) as client:
        yield Fetcher(client, Cache(folder), sleep=(rests if rests is not None else []).append)


def test_an_answer_is_taken_as_it_is_with_the_query_filled_in(tmp_path: Path) -> None:
    register = Register(answer())
    with fetching(register, tmp_path) as fetcher:
        assert fetcher.fetch(FEED, "2026-09-01") == BODY
    params = register.asked[0].url.params
    assert params["conditions[publication_date][gte]"] == "2026-09-01"
    assert params.get_list("fields[]") == FEED.query["fields[]"]


def test_an_unchanged_answer_comes_from_the_cache(tmp_path: Path) -> None:
    register = Register(answer(ETag='"1"'), httpx2.Response(304))
    with fetching(register, tmp_path) as fetcher:
        assert fetcher.fetch(FEED, "2026-09-01") == fetcher.fetch(FEED, "2026-09-01") == BODY
    assert [request.headers.get("If-None-Match") for request in register.asked] == [None, '"1"']


def test_another_question_or_a_spoilt_cache_is_asked_anew(tmp_path: Path) -> None:
    answers = [answer(ETag='"1"') for _ in range(3)]
    register = Register(*answers)
    with fetching(register, tmp_path) as fetcher:
        fetcher.fetch(FEED, "2026-09-01")
        fetcher.fetch(FEED, "2026-09-02")
        (tmp_path / "us-bis.body").write_bytes(b"spoilt")
        fetcher.fetch(FEED, "2026-09-02")
    assert [request.headers.get("If-None-Match") for request in register.asked] == [None] * 3


def test_a_busy_register_is_asked_again_after_the_rest_that_it_names(tmp_path: Path) -> None:
    rests: list[float] = []
    busy = httpx2.Response(429, headers={"Retry-After": "7"})
    register = Register(busy, httpx2.Response(503), answer())
    with fetching(register, tmp_path, rests) as fetcher:
        assert fetcher.fetch(FEED, "2026-09-01") == BODY
    assert rests == [7.0, 2.0]


def test_no_register_makes_us_rest_for_longer_than_a_minute(tmp_path: Path) -> None:
    rests: list[float] = []
    register = Register(*[httpx2.Response(429, headers={"Retry-After": "86400"}) for _ in range(3)])
    with fetching(register, tmp_path, rests) as fetcher, pytest.raises(NoAnswer, match="HTTP 429, 3 times"):
        fetcher.fetch(FEED, "2026-09-01")
    assert rests == [60.0, 60.0]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([httpx2.Response(503) for _ in range(3)], "HTTP 503, 3 times"),
        ([httpx2.Response(403)], "HTTP 403"),
        ([httpx2.Response(304)], "HTTP 304"),
        ([httpx2.ReadTimeout("") for _ in range(3)], "no answer in time, 3 times"),
        ([httpx2.ConnectError("") for _ in range(3)], r"the connection failed \(ConnectError\), 3 times"),
        (
            [httpx2.Response(302, headers={"Location": "http://www.federalregister.gov/"})],
            "http://, which is not https",
        ),
        ([httpx2.Response(302, headers={"Location": "https://evil.example/"})], r"another host \(evil.example\)"),
        ([httpx2.Response(302, headers={"Location": "file:///etc/passwd"})], "file://, which is not https"),
        ([httpx2.Response(302, headers={"Location": "https://["})], "what is no address"),
        ([httpx2.Response(302, headers={"Location": "/again"}) for _ in range(4)], "more than 3 redirects"),
        ([answer(b"x" * (10 * 2**20))], "more than 8 MiB"),
        (
            [answer(b"x", Content_Encoding="br")],
            "packed as br, which was not asked for",
        ),
    ],
)
def test_a_broken_answer_is_told_in_a_sentence_without_the_query(
    answers: list[httpx2.Response | Exception], message: str, tmp_path: Path
) -> None:
    with fetching(Register(*answers), tmp_path) as fetcher, pytest.raises(NoAnswer, match=message) as error:
        fetcher.fetch(replace(FEED, query={"OC": "{key}"}), "2026-09-01", "secret")
    assert "secret" not in str(error.value)


def test_a_redirect_on_the_same_host_is_followed(tmp_path: Path) -> None:
    moved = httpx2.Response(301, headers={"Location": "/api/v2/documents.json"})
    register = Register(moved, answer())
    with fetching(register, tmp_path) as fetcher:
        assert fetcher.fetch(FEED, "2026-09-01") == BODY


def test_a_feed_that_needs_a_key_is_passed_over_without_one(tmp_path: Path) -> None:
    register = Register(answer(b"{}"))
    with fetching(register, tmp_path) as fetcher:
        with pytest.raises(Skipped, match="set LAW_GO_KR_OC"):
            asked(fetcher, "2026-09-01", {})(FEEDS["kr-law"])
        asked(fetcher, "2026-09-01", {"LAW_GO_KR_OC": "secret"})(FEEDS["kr-law"])
    assert register.asked[0].url.params["OC"] == "secret"
    assert not any(b"secret" in file.read_bytes() for file in tmp_path.iterdir())


class Loopback(BaseHTTPRequestHandler):
    """Answers that only a connection can break."""

    release = threading.Event()

    def do_GET(self) -> None:
        packed = gzip.compress(BODY)
        what = self.path.split("?")[0]
        if what == "/silent":
            self.release.wait(20)
            return
        body = {
            "/whole": packed,
            "/truncated": packed[:-40],
            "/garbage": b"no gzip",
            "/bomb": gzip.compress(b"0" * 2**25),
        }
        short = {"/short": BODY[: len(BODY) // 2]}
        self.send_response(200)
        if what in body:
            self.send_header("Content-Encoding", "gzip")
        data = body.get(what) or short[what]
        self.send_header("Content-Length", str(len(BODY) if what in short else len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def loopback() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Loopback)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Loopback.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


def over_loopback(address: str, folder: Path) -> bytes:
    with httpx2.Client(timeout=2.0, trust_env=False) as client:
        return Fetcher(client, Cache(folder), sleep=lambda _: None).fetch(replace(FEED, address=address), "2026-09-01")


def test_a_packed_answer_is_unpacked(loopback: str, tmp_path: Path) -> None:
    assert over_loopback(f"{loopback}/whole", tmp_path) == BODY


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/truncated", "a gzip that breaks off"),
        ("/garbage", "a gzip that cannot be unpacked"),
        ("/bomb", "more than 8 MiB"),
        ("/short", "the connection failed"),
        ("/silent", "no answer in time"),
    ],
)
def test_what_breaks_off_or_never_comes_is_no_answer(path: str, message: str, loopback: str, tmp_path: Path) -> None:
    with pytest.raises(NoAnswer, match=message):
        over_loopback(loopback + path, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_trickles_is_given_up(tmp_path: Path) -> None:
    ticks = iter(range(0, 10_000, 100))
    with httpx2.Client(transport=httpx2.MockTransport(lambda _: answer())) as client:
        slow = Fetcher(client, Cache(tmp_path), sleep=lambda _: None, clock=lambda: float(next(ticks)), longest=50)
        with pytest.raises(NoAnswer, match="not done after 50 s"):
            slow.fetch(FEED, "2026-09-01")


def test_feeds_are_of_https_alone(tmp_path: Path) -> None:
    from chip_export_controls.watch.registry import BadFeeds, read_feeds

    (tmp_path / "intake").mkdir()
    for line, message in (
        ('address = "http://a.example/"', "begins with https://"),
        ('address = "https://a.example/"\nparsr = "meti"', "did you mean `parser`"),
        ('address = "https://a.example/"\nparser = "mety"', "did you mean `meti`"),
        ("address = 1", "`address` is a text"),
    ):
        more = "" if "pars" in line else '\nparser = "meti"'
        text = f'[a]\n{line}{more}\njurisdiction = "JP"\nfloor = 0\n'
        (tmp_path / "intake" / "feeds.toml").write_text(text, "utf-8")
        with pytest.raises(BadFeeds, match=message):
            read_feeds(tmp_path)
