"""A job: a document to be added or removed, and what has become of it so far."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, Self

Errand = Literal["add", "remove"]
State = Literal[
    "queued",
    "reading",
    "building",
    "checking",
    "publishing",
    "published",
    "refused",
    "failed",
    "interrupted",
]
"""What a job is at, in this order; the last four are ends. `refused`: the document is at fault;
`failed`: we are; `interrupted`: the service ended meanwhile."""
ENDS: Final[frozenset[State]] = frozenset({"published", "refused", "failed", "interrupted"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a job came to nothing, as an error says it."""

    slug: str
    status: int
    detail: str
    detail_zh: str
    hint: str = ""
    hint_zh: str = ""


@dataclass(slots=True)
class Job:
    """One job. Times are ISO 8601 in UTC, "" while they are to come; `by` names the key.

    `step` and `step_zh` say what is being done, `done` of `total` parts of it. `told` is what the
    reading found: outcome, identifier, title, tasks, doubts with places, findings.
    """

    id: str
    errand: Errand
    name: str
    by: str
    submitted: str
    state: State = "queued"
    began: str = ""
    ended: str = ""
    step: str = ""
    step_zh: str = ""
    done: int = 0
    total: int = 0
    told: dict[str, Any] = field(default_factory=dict)
    fault: Fault | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in ENDS

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept in a file."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Return the job that was kept so."""
        fault = kept.get("fault")
        return cls(**kept | {"fault": Fault(**fault) if fault else None})
