"""Settings of the service: environment variables `CETU_…`, else these defaults."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from cetu import assets


class Settings(BaseSettings):
    """Every knob, with its unit. Handed in where it is needed; there is no global copy."""

    model_config = SettingsConfigDict(env_prefix="CETU_", extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    root: Path = Field(default_factory=assets.root)
    """Folder with `ontology/`, `shapes/`, `queries/`, `data/`."""

    workers: int = Field(default=2, ge=1, le=64)
    """Read-only query workers (processes)."""
    query_timeout_s: float = Field(default=10.0, gt=0)
    """Seconds a query may run before its worker is killed."""
    queue_size: int = Field(default=64, ge=0)
    """Queries that may wait for a worker."""
    worker_memory_bytes: int = Field(default=2 << 30, ge=1 << 30)
    """Address space of a worker, its 512 MiB thread stack included."""
    max_rows: int = Field(default=100_000, ge=1)
    """Rows (or triples) an answer may have."""
    max_result_bytes: int = Field(default=64 << 20, ge=1024)
    """Bytes an answer may have."""
    max_query_bytes: int = Field(default=64 << 10, ge=256)
    """Bytes a query may have."""
