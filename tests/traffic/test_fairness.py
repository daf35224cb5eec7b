"""Fair use: shares, and who has one."""

import httpx
import pytest
from tests.traffic.served import Served

from cetu.settings import Settings
from cetu.traffic.fairness import Accounts, Overdrawn, counted
from cetu.traffic.visit import Outcome, Visit

_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Clock:
    """Tells the time that it is set to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def _accounts(clock: Clock) -> Accounts:
    """Half a second is given back each second; ten may be saved up; two at once."""
    settings = Settings(client_query_s=30, client_burst_s=10, client_parallel=2)
    return Accounts(settings, clock)


def _run(
    accounts: Accounts, seconds: float, *, outcome: Outcome = "ok", client: str = "198.51.100.1"
) -> None:
    seen = Visit(client=client)
    account = accounts.enter(seen)
    seen.seconds, seen.outcome = seconds, outcome
    accounts.leave(account, seen)


def test_what_is_saved_up_may_be_used_and_comes_back_with_time() -> None:
    clock = Clock()
    accounts = _accounts(clock)
    _run(accounts, 4)
    _run(accounts, 9)  # ten less four was left, so it may begin; three are owed now
    with pytest.raises(Overdrawn) as overdrawn:
        _run(accounts, 1)
    assert overdrawn.value.seconds == pytest.approx(6)  # three at half a second each second
    clock.now += 5.9
    with pytest.raises(Overdrawn):
        _run(accounts, 1)
    clock.now += 0.2
    _run(accounts, 0)


def test_no_more_is_saved_up_than_the_burst() -> None:
    clock = Clock()
    accounts = _accounts(clock)
    _run(accounts, 0)
    clock.now += 3600
    _run(accounts, 10.5)
    with pytest.raises(Overdrawn):
        _run(accounts, 0)


def test_waiting_and_the_cache_cost_nothing() -> None:
    accounts = _accounts(Clock())
    for _ in range(20):
        seen = Visit(client="198.51.100.1")
        account = accounts.enter(seen)
        seen.seconds = seen.waited = 5.0
        seen.outcome = "ok"
        accounts.leave(account, seen)
        seen = Visit(client="198.51.100.1", cached=True, outcome="ok", seconds=5)
        accounts.leave(accounts.enter(seen), seen)


def test_writes_cost_nothing() -> None:
    accounts = _accounts(Clock())
    for _ in range(40):
        seen = Visit(key="k", writes=True, outcome="rejected", seconds=5)
        accounts.leave(accounts.enter(seen), seen)


def test_two_at_once_and_no_third() -> None:
    accounts = _accounts(Clock())
    seen = Visit(client="198.51.100.1")
    first = accounts.enter(seen)
    accounts.enter(seen)
    with pytest.raises(Overdrawn, match="2 queries at once"):
        accounts.enter(seen)
    accounts.enter(Visit(client="198.51.100.2"))
    accounts.leave(first, seen)
    accounts.enter(seen)


def test_thirty_errors_a_minute() -> None:
    clock = Clock()
    accounts = _accounts(clock)
    for _ in range(30):
        _run(accounts, 0, outcome="syntax")
    with pytest.raises(Overdrawn, match="30 of your requests"):
        _run(accounts, 0)
    clock.now += 2.1  # one comes back every two seconds
    _run(accounts, 0, outcome="busy")  # no fault of the client's
    _run(accounts, 0, outcome="syntax")
    with pytest.raises(Overdrawn):
        _run(accounts, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Visit(client="2001:db8::1"), Visit(client="2001:db8::ffff"), True),
        (Visit(client="2001:db8::1"), Visit(client="2001:db8:0:1::1"), False),
        (Visit(client="198.51.100.1"), Visit(client="198.51.100.2"), False),
        (Visit(client="198.51.100.1", key="a"), Visit(client="198.51.100.1", key="b"), False),
        (Visit(client="198.51.100.1", key="a"), Visit(client="198.51.100.2", key="a"), True),
    ],
)
def test_a_client_is_its_key_else_its_address(one: Visit, other: Visit, same: bool) -> None:
    accounts = _accounts(Clock())
    assert (accounts.enter(one) is accounts.enter(other)) == same


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), False),
        (Settings(client_query_s=60), True),
        (Settings(client_parallel=2), True),
        (Settings(host="192.0.2.1"), True),
        (Settings(proxies="127.0.0.1"), True),
        (Settings(host="192.0.2.1", client_query_s=0), False),
    ],
)
def test_there_are_accounts_where_others_come_or_the_operator_says_so(
    settings: Settings,
    expected: bool,
) -> None:
    assert counted(settings) == expected


def test_over_http_a_client_that_used_up_its_share_waits_and_others_do_not(strict: Served) -> None:
    def ask(query: str, client: str) -> httpx.Response:
        return httpx.get(
            f"{strict.address}/sparql",
            params={"query": query},
            headers={"X-Forwarded-For": client, "Accept-Language": "zh"},
            timeout=60,
        )

    used_up = ask(_PRODUCT, "198.51.100.7")
    assert used_up.status_code == 503
    refused = ask("ASK {}", "198.51.100.7")
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"].endswith("/client-overdrawn")
    assert "份额" in refused.json()["detail"]
    # Two seconds ran of the one saved up: one is owed, at one a second.
    assert 1 <= int(refused.headers["retry-after"]) <= 2
    assert ask("ASK {}", "198.51.100.8").status_code == 200
    page = httpx.get(strict.address, headers={"X-Forwarded-For": "198.51.100.7"}, timeout=60)
    assert page.status_code == 200
