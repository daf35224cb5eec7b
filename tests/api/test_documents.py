"""Documents sent to a real server: read, built, published, found; refused, interrupted, removed."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import announced
from tests.pipeline import plans

from cetu.errors import KeyRequired
from cetu.keys import Keys

Run = Callable[..., "subprocess.CompletedProcess[str]"]

PROBLEM = "https://w3id.org/cetu/problem/"
LONG_S = 240
"""Seconds after which a job that is not over has failed, on a machine with much else to do."""

ELEVATOR = "加装电梯"
"""Words of the third task of `plans.ROWS`, which the first document has nowhere."""


class Service:
    """A running `cetu serve` on a root of its own, and a key for its documents."""

    def __init__(self, place: Path, token: str) -> None:
        self.place = place
        self.token = token
        self.process: subprocess.Popen[str] | None = None
        self.client = httpx.Client(timeout=LONG_S)

    def start(self) -> None:
        environment = {"CETU_ROOT": str(self.place), "CETU_LANG": "en", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cetu", "serve", "--port", "0"],
            env=os.environ | environment | {"CETU_MAX_BODY_BYTES": "200000", "CETU_WORKERS": "1"},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr
        address = announced.address(self.process.stderr)
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.client.base_url = httpx.URL(address)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        assert self.process
        self.process.send_signal(how)
        self.process.wait(60)
        assert self.process.stderr
        self.process.stderr.close()

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, name: str, content: bytes, **fields: str) -> httpx.Response:
        files = {"file": (name, content)}
        return self.client.post("/documents", files=files, data=fields, headers=self.key)

    def follow(self, accepted: httpx.Response) -> dict[str, Any]:
        """The job when it is over."""
        assert accepted.status_code == 202, accepted.text
        end = time.monotonic() + LONG_S
        while time.monotonic() < end:
            answer = self.client.get(accepted.headers["Location"])
            job: dict[str, Any] = answer.json()
            if job["over"]:
                assert "Retry-After" not in answer.headers
                return job
            time.sleep(0.05)
        raise AssertionError(job)

    def found(self, words: str) -> list[str]:
        """The tasks with these words, by the search inside SPARQL."""
        query = f"""PREFIX search: <https://w3id.org/cetu/search#>
          SELECT ?task {{ SERVICE <https://w3id.org/cetu/search> {{
            ?task search:words "{words}" ; search:kind "task" }} }}"""
        accept = {"Accept": "application/sparql-results+json"}
        answer = self.client.get("/sparql", params={"query": query}, headers=accept)
        rows = answer.raise_for_status().json()["results"]["bindings"]
        return [row["task"]["value"].split("/")[-2] for row in rows]

    def asked(self) -> set[str]:
        """The documents that the stored question lists."""
        accept = {"Accept": "application/json"}
        answer = self.client.get("/questions/documents-overview", headers=accept)
        rows = answer.raise_for_status().json()["results"]["bindings"]
        return {row["document"]["value"].rpartition("/")[2] for row in rows}


@contextmanager
def _serving(first: Path, place: Path) -> Iterator[Service]:
    shutil.copytree(first, place)
    token = Keys(place / "data" / "state").add("tests", ["documents"], timedelta(hours=1))
    service = Service(place, token)
    service.start()
    try:
        yield service
    finally:
        service.client.close()
        service.stop()


@pytest.fixture(scope="module")
def service(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """On the first document alone; each test uses documents of its own."""
    with _serving(first, tmp_path_factory.mktemp("served") / "root") as running:
        yield running


def _docx(rows: list[tuple[str, ...]], title: str) -> bytes:
    document = docx.Document()
    document.add_heading(title, 0)
    table = document.add_table(0, 4)
    for row in [("序号", "工作任务", "责任单位", "完成时限"), *rows]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_page_is_added_published_found_and_removed(service: Service) -> None:
    content = plans.page().encode()
    accepted = service.send(
        "云溪/../plan of yunxi.html", content, id="yunxi", title_en="Yunxi plan"
    )
    assert accepted.headers["Location"] == accepted.json()["url"]
    assert accepted.json()["state"] == "queued"
    job = service.follow(accepted)
    assert (job["state"], job["problem"]) == ("published", None)
    assert job["document"] == {
        "id": "yunxi",
        "iri": "https://w3id.org/cetu/id/document/yunxi",
        "url": "/id/document/yunxi",
    }
    assert job["name"] == "plan of yunxi.html"
    found = job["found"]
    assert (found["outcome"], found["title"], found["tasks"]) == ("added", plans.TITLE, 3)
    # Four units: 市科技局, 市人社局, 市住建局, 市民政局 of a city whose bodies are on no list.
    assert found["resolved"] + len(found["unresolved"]) == 4
    assert any("issuer" in finding["rule"] for finding in found["findings"])
    # It is kept as it was sent, and nothing else is.
    assert (service.place / "data" / "source" / "yunxi.html").read_bytes() == content
    assert list((service.place / "data" / "state" / "uploads").iterdir()) == []
    # And it is there: in the list, by its words, by a stored question, as a page.
    listed = service.client.get("/documents", headers={"Accept": "application/json"}).json()
    [mine] = [one for one in listed["documents"] if one["id"] == "yunxi"]
    assert (mine["tasks"], mine["label"]["en"]) == (3, "Yunxi plan")
    assert service.found(ELEVATOR) == ["yunxi"]
    assert "yunxi" in service.asked()
    page = service.client.get(job["document"]["url"], headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert plans.TITLE in page.text
    # The same bytes again change nothing.
    again = service.follow(service.send("other name.html", content))
    assert (again["state"], again["found"]["outcome"]) == ("published", "unchanged")
    assert again["document"]["id"] == "yunxi"
    # And it goes.
    gone = service.follow(
        service.client.delete("/documents/yunxi?source=true", headers=service.key)
    )
    assert (gone["state"], gone["found"]["outcome"]) == ("published", "removed")
    assert service.found(ELEVATOR) == []
    assert "yunxi" not in service.asked()
    assert not (service.place / "data" / "source" / "yunxi.html").exists()
    missing = service.client.delete("/documents/yunxi", headers=service.key)
    assert (missing.status_code, missing.json()["type"]) == (404, PROBLEM + "thing-unknown")


TEXT = """石桥湾重点工作任务分工表

\t政策措施
\t序号
\t具体工作任务
\t责任单位

\t一、传承技艺
\t1
\t推广石桥湾竹编技艺数字化传承。
\t市文化局
"""


def test_two_at_once_come_one_after_the_other(service: Service) -> None:
    word = _docx([("1", "修建青岚古道驿站体验园。", "市交通局", "")], "青岚古道行动方案")
    both = [
        service.send("shiqiao.txt", TEXT.encode()),
        service.send("qinglan.docx", word),
    ]
    jobs = [service.follow(one) for one in both]
    assert [job["state"] for job in jobs] == ["published", "published"], jobs
    assert jobs[0]["ended"] <= jobs[1]["began"]
    assert service.found("竹编技艺") == ["shiqiao"]
    assert service.found("古道驿站") == ["qinglan"]
    assert {"shiqiao", "qinglan"} <= service.asked()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "slug", "status"),
    [
        ("broken.docx", b"PK\x03\x04 and no more", "source-damaged", 422),
        ("locked.docx", LOCKED, "source-locked", 422),
        ("empty.txt", b"", "source-empty", 422),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    service: Service, name: str, content: bytes, slug: str, status: int
) -> None:
    before = (service.place / "data" / "sources.csv").read_bytes()
    job = service.follow(service.send(name, content))
    assert (job["state"], job["document"]) == ("refused", None)
    assert (job["problem"]["type"], job["problem"]["status"]) == (PROBLEM + slug, status)
    assert str(service.place) not in json.dumps(job)
    chinese = service.client.get(job["url"], headers={"Accept-Language": "zh"}).json()
    assert re.search("[\u4e00-\u9fff]", chinese["problem"]["detail"])
    assert (service.place / "data" / "sources.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"id": "../../etc/passwd"}, 400),
        ({"id": "Yunxi"}, 400),
        ({"id": "inferred"}, 400),
        ({"received": "yesterday"}, 400),
        ({"title": "two\nlines"}, 400),
        ({"facts": "perhaps"}, 400),
        ({"colour": "red"}, 400),
    ],
)
def test_what_is_said_of_it_must_be_possible(
    service: Service, fields: dict[str, str], status: int
) -> None:
    answer = service.send("a.txt", b"a", **fields)
    assert (answer.status_code, answer.json()["type"]) == (status, PROBLEM + "parameter-invalid")


PIECES = [
    *[b"--x\r\n", b"--x--\r\n", b"\r\n", b"\r\n\r\n", b"--x--", b"--", b"value", b"\xff\xfe"],
    b'Content-Disposition: form-data; name="id"\r\n\r\n',
    b'Content-Disposition: form-data; name="other"; filename="a.txt"\r\n\r\n',
    b"Content-Disposition: form-data; name*=utf-8''file; filename*=x\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: text/plain; charset=nothing\r\n\r\n",
]
"""Pieces of forms, none of which makes a file in the field `file`."""


def test_a_form_is_needed(service: Service) -> None:
    post, key = service.client.post, service.key
    assert post("/documents", content=b"x", headers=key).status_code == 415
    form = key | {"Content-Type": "multipart/form-data; boundary=x"}
    assert post("/documents", content=b"no part", headers=form).status_code == 400
    assert post("/documents", files={"other": b"x"}, headers=key).status_code == 400
    assert (
        post("/documents", files=[("file", b"x"), ("file", b"y")], headers=key).status_code == 400
    )
    assert post("/documents", data={"id": "x"}, files={}, headers=key).status_code == 415


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.differing_executors])
@given(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=8),
    st.sampled_from(["x", '"x"', "", "x; charset=utf-7", "=?utf-8?q?x?="]),
)
def test_any_body_is_answered(
    service: Service, noise: bytes, pieces: list[bytes], boundary: str
) -> None:
    body = b"".join(pieces) + noise
    head = service.key | {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    answer = service.client.post("/documents", content=body, headers=head)
    assert answer.status_code in {400, 413, 415}, answer.text
    assert answer.json()["type"].startswith(PROBLEM)


def test_a_file_over_the_limit_is_refused(service: Service) -> None:
    answer = service.send("large.txt", b"x" * 300_000)
    assert (answer.status_code, answer.json()["type"]) == (413, PROBLEM + "content-too-large")
    within_the_room = service.send("large.txt", b"x" * 200_001)
    assert within_the_room.status_code == 413


def test_keys_are_needed(service: Service) -> None:
    for method, path in (("POST", "/documents"), ("DELETE", "/documents/x")):
        answer = service.client.request(method, path)
        assert answer.status_code == KeyRequired.status
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    keys = Keys(service.place / "data" / "state")
    other = {"Authorization": f"Bearer {keys.add('other', ['update'], timedelta(hours=1))}"}
    files = {"file": ("a.txt", b"a")}
    assert service.client.post("/documents", files=files, headers=other).status_code == 403


def test_other_doors_of_documents(service: Service) -> None:
    unknown = service.client.get("/jobs/0123456789abcdef")
    assert (unknown.status_code, unknown.json()["type"]) == (404, PROBLEM + "job-unknown")
    allowed = service.client.options("/documents")
    assert allowed.status_code == 204
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
    page = service.client.get("/documents", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["Location"]) == (303, "/")


def test_the_openapi_document_leads_from_a_document_to_its_job(service: Service) -> None:
    paths = service.client.get("/openapi.json").json()["paths"]
    link = paths["/documents"]["post"]["responses"]["202"]["links"]["job"]
    assert link["operationId"] == paths["/jobs/{number}"]["get"]["operationId"]
    assert paths["/jobs/{number}"]["get"]["parameters"][0]["name"] in link["parameters"]


def test_the_command_adds_while_it_is_served(service: Service, cetu: Run, tmp_path: Path) -> None:
    rows = [("1", "兴办白鹭滩观鸟节。", "市文旅局", "")]
    path = plans.write(tmp_path / "bailu-plan.html", rows, "温州市白鹭滩三年行动方案")
    done = cetu("add", str(path), "--jobs", "1", CETU_ROOT=str(service.place))
    assert done.returncode == 0, done.stderr
    # The next that is added over HTTP brings both to the readers.
    rows = [("1", "开辟红枫岭徒步线路。", "市体育局", "")]
    page = plans.page(rows, "温州市红枫岭三年行动方案").encode()
    assert service.follow(service.send("hongfeng-plan.html", page))["state"] == "published"
    assert service.found("观鸟节") == ["bailu-plan"]
    assert service.found("徒步线路") == ["hongfeng-plan"]


HARD = pytest.mark.skipif("CETU_HARD" not in os.environ, reason="takes long: CETU_HARD=1")


@pytest.mark.parametrize("how", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=HARD)])
def test_a_job_broken_off_by_a_restart_is_told(
    first: Path, tmp_path: Path, how: signal.Signals
) -> None:
    with _serving(first, tmp_path / "root") as service:
        page = plans.page().encode()
        accepted = [service.send(f"plan-{n}.html", page + b" " * n) for n in range(2)]
        waiting = [one.headers["Location"] for one in accepted]
        while service.client.get(waiting[0]).json()["state"] == "queued":
            time.sleep(0.02)
        # Sixteen may wait; whoever comes then is told when to come again.
        more = [service.send(f"more-{n}.html", page + b" " * (9 + n)) for n in range(17)]
        full = [answer for answer in more if answer.status_code != 202]
        assert full
        for answer in full:
            assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
            assert answer.json()["type"] == PROBLEM + "jobs-full"
        service.stop(how)
        service.start()
        for address in waiting:
            job = service.client.get(address).json()
            assert (job["state"], job["over"]) == ("interrupted", True)
            assert job["problem"]["type"] == PROBLEM + "writer-unavailable"
        # The graph is whole, and the document can be sent again.
        assert service.asked() >= {"dongguan-techfin-2024-annex"}
        job = service.follow(service.send("plan-0.html", page))
        assert job["state"] == "published"
        assert service.found(ELEVATOR) == ["plan-0"]
