"""Settings of the service: environment variables `CETU_…`, else these defaults."""

import os
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from cetu import assets
from cetu.errors import SettingInvalid

_OTHERS: Final = {"CETU_HARD", "CETU_LANG", "CETU_SHARED"}
"""Variables of the command line and of the tests, which are no settings of the service."""


Endpoint = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
"""The address of a SPARQL endpoint."""


class Settings(BaseSettings):
    """Every knob, with its unit. Handed in where it is needed; there is no global copy."""

    model_config = SettingsConfigDict(env_prefix="CETU_", extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    root: Path = Field(default_factory=assets.root)
    """Folder with `ontology/`, `shapes/`, `queries/`, `data/`."""

    workers: int = Field(default=3, ge=1, le=64)
    """Read-only query workers (processes); of several, `/sparql` never holds the last."""
    query_timeout_s: float = Field(default=10.0, gt=0)
    """Seconds a query may wait and run before its worker is killed."""
    queue_size: int = Field(default=64, ge=0)
    """Queries of `/sparql` that may wait for a worker, and as many of the pages."""
    worker_memory_bytes: int = Field(default=2 << 30, ge=1 << 30)
    """Address space of a worker, its 512 MiB thread stack included, beyond the shared snapshot."""
    max_rows: int = Field(default=100_000, ge=1)
    """Rows (or triples) an answer may have."""
    max_result_bytes: int = Field(default=64 << 20, ge=1024)
    """Bytes an answer may have."""
    max_query_bytes: int = Field(default=64 << 10, ge=256)
    """Bytes a query may have."""
    default_graph: Literal["union", "own"] = "union"
    """What a query without FROM sees: the merge of all graphs, or the unnamed graph alone."""
    infer: Literal["on", "off"] = "on"
    """Whether a write brings what follows up to date."""
    engine: str = Field(default="", pattern=r"^(sparql\+https?://.+)?$")
    """A remote SPARQL 1.1 server, as `sparql+http://…`, that answers instead of our workers."""
    federate: Annotated[tuple[Endpoint, ...], NoDecode] = ()
    """Endpoints (IRIs, parted by commas) that SERVICE may name."""
    cache_bytes: int = Field(default=64 << 20, ge=0)
    """Bytes of answers kept for as long as the snapshot is the same; 0: none."""

    state: Path | None = None
    """Folder of what a running service writes: journal, keys. None: `data/state` under `root`."""
    max_update_bytes: int = Field(default=4 << 20, ge=256)
    """Bytes a SPARQL update may have; more than that is sent to the Graph Store."""
    max_body_bytes: int = Field(default=64 << 20, ge=1024)
    """Bytes that RDF or a document sent to be written may have."""
    max_backup_bytes: int = Field(default=4 << 30, ge=1024)
    """Bytes that a backup sent to be restored may have; it goes to the disk as it comes."""
    write_timeout_s: float = Field(default=60.0, gt=0)
    """Seconds a write may take before it is given up; nothing is written then."""
    min_free_bytes: int = Field(default=64 << 20, ge=0)
    """Free bytes that the disk must keep; with fewer, writes are refused and reads go on."""

    client_query_s: float = Field(default=60.0, ge=0)
    """Seconds of querying that a client gets back each minute; 0: no account is kept."""
    client_burst_s: float = Field(default=120.0, gt=0)
    """Seconds of querying that a client may have saved up."""
    client_parallel: int = Field(default=8, ge=1)
    """Queries of `/sparql` of one client that may run or wait at once."""
    client_connections: int = Field(default=256, ge=1)
    """Connections that one client may hold open; those of our proxies are free."""
    client_timeout_s: float = Field(default=10.0, gt=0)
    """Seconds a client may send nothing of a begun request, or read nothing of an answer."""
    proxies: str = ""
    """Addresses of proxies whose X-Forwarded-For is believed, parted by commas."""

    log_format: Literal["text", "json"] = "text"
    """How each line of the log is written."""
    slow_query_s: float = Field(default=1.0, gt=0)
    """Seconds from which a query is written to the log with its text."""
    metrics: Literal["local", "open", "off"] = "local"
    """Who may read `/metrics`: clients on loopback, anyone, nobody."""

    @field_validator("federate", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        return tuple(filter(None, value.split(","))) if isinstance(value, str) else value

    @property
    def state_folder(self) -> Path:
        """The folder of journal and keys; it need not exist."""
        return self.state or self.root / "data" / "state"


def load(**given: object) -> Settings:
    """Return the settings of this environment, but for those that are given, by name.

    Raises:
        SettingInvalid: a `CETU_…` variable has a wrong value, or is not one of ours (misspelt).
            A root without `ontology/` is a wrong value.
    """
    known = {f"CETU_{name.upper()}" for name in Settings.model_fields} | _OTHERS
    for name in sorted(os.environ):
        if name.startswith("CETU_") and name not in known:
            raise SettingInvalid(
                f"{name} is no setting.",
                f"没有名为 {name} 的设置。",
                hint=f"Settings: {', '.join(sorted(known))}.",
                hint_zh=f"可用的设置：{'、'.join(sorted(known))}。",
            )
    try:
        settings = Settings(**given)  # type: ignore[arg-type] # they are checked, as the others are
    except ValidationError as error:
        first = error.errors()[0]
        name = f"CETU_{str(first['loc'][0]).upper()}"
        raise SettingInvalid(
            f"{name} cannot be “{first['input']}”: {first['msg']}.",
            f"设置 {name} 不能是“{first['input']}”：{first['msg']}。",
            hint="See docs/running.md.",
            hint_zh="见 docs/running.md。",
        ) from error
    if not (settings.root / "ontology").is_dir():
        raise SettingInvalid(
            f"CETU_ROOT cannot be “{settings.root}”: it has no folder ontology/.",
            f"设置 CETU_ROOT 不能是“{settings.root}”：其中没有 ontology/ 文件夹。",
            hint="Give the folder of a checkout, or leave it unset.",
            hint_zh="请指定源码所在的文件夹，或不设置。",
        )
    return settings
