"""What can go wrong, each error named for it, with what to do about it.

An error carries its HTTP status and its exit code, so that every door (command line, HTTP)
translates it in one place. `detail` is English, `detail_zh` Chinese; both say what is wrong and
`hint`/`hint_zh` what to do.
"""


class CetuError(Exception):
    """Base of every error a user may see."""

    status = 500
    exit_code = 2
    slug = "error"
    waited = 0.0
    """Seconds that a query had waited for a worker before it came to this."""
    ran = 0.0
    """Seconds that a worker had run it."""

    def __init__(
        self, detail: str, detail_zh: str = "", *, hint: str = "", hint_zh: str = ""
    ) -> None:
        """Keep the sentence in both languages and what to do."""
        super().__init__(detail)
        self.detail = detail
        self.detail_zh = detail_zh or detail
        self.hint = hint
        self.hint_zh = hint_zh or hint


class SourceMissing(CetuError):
    """The file to read does not exist, or may not be read."""

    status, exit_code, slug = 404, 3, "source-missing"


class SourceEmpty(CetuError):
    """The file holds nothing to read."""

    status, exit_code, slug = 422, 4, "source-empty"


class SourceNotText(CetuError):
    """The file is not UTF-8 text."""

    status, exit_code, slug = 415, 5, "source-not-text"


class HeaderUnknown(CetuError):
    """No table header that we know was found in the document."""

    status, exit_code, slug = 422, 6, "header-unknown"


class RowWithoutNumber(CetuError):
    """A table row has text but no number, and no row before it to continue."""

    status, exit_code, slug = 422, 7, "row-without-number"


class QuestionUnknown(CetuError):
    """No stored question has this name."""

    status, exit_code, slug = 404, 8, "question-unknown"


class ParameterInvalid(CetuError):
    """A parameter is unknown, missing, or not of its type."""

    status, exit_code, slug = 400, 9, "parameter-invalid"


class QueryMalformed(CetuError):
    """The text is not a SPARQL 1.1 query."""

    status, exit_code, slug = 400, 10, "query-malformed"


class QueryRefused(CetuError):
    """The query asks for something this service does not do (SERVICE, remote FROM, too long)."""

    status, exit_code, slug = 400, 11, "query-refused"


class QueryTooLarge(QueryRefused):
    """The query is longer than the service takes."""

    status, slug = 413, "query-too-large"


class QueryTimeout(CetuError):
    """The query ran past its time limit and was stopped."""

    status, exit_code, slug = 503, 12, "query-timeout"


class QueryExhausted(CetuError):
    """The query needed more memory, rows or bytes than the service gives."""

    status, exit_code, slug = 503, 13, "query-exhausted"
    crashed = False
    """Whether the worker fell, and not for want of memory: mostly its stack was too short."""


class EngineBusy(CetuError):
    """Every worker is taken and the queue is full."""

    status, exit_code, slug = 503, 14, "engine-busy"


class NotAcceptable(CetuError):
    """None of the formats asked for can be given."""

    status, exit_code, slug = 406, 15, "not-acceptable"


class ThingUnknown(CetuError):
    """Nothing in the graph has this IRI."""

    status, exit_code, slug = 404, 16, "thing-unknown"


class GraphMissing(CetuError):
    """The graph has not been built."""

    status, exit_code, slug = 503, 17, "graph-missing"


class SettingInvalid(CetuError):
    """A setting is unknown or has a value it cannot have."""

    status, exit_code, slug = 500, 18, "setting-invalid"


class SourcesInvalid(CetuError):
    """The list of sources, `data/sources.csv`, cannot be understood."""

    status, exit_code, slug = 500, 19, "sources-invalid"


class AddressUnavailable(CetuError):
    """The service cannot have the address it was to listen at."""

    status, exit_code, slug = 500, 20, "address-unavailable"


class CheckFailed(CetuError):
    """A check could not be run (not: it found something)."""

    status, exit_code, slug = 500, 2, "check-failed"


class BaselineInvalid(CetuError):
    """The list of accepted findings cannot be read."""

    status, exit_code, slug = 422, 41, "baseline-invalid"


class FormUnknown(CetuError):
    """The file is of a form that cannot be read; another program must convert it first."""

    status, exit_code, slug = 415, 21, "form-unknown"


class SourceLocked(CetuError):
    """The file is encrypted; only whoever has the password can open it."""

    status, exit_code, slug = 422, 22, "source-locked"


class SourceDamaged(CetuError):
    """The file is of a known form, and broken: it cannot be taken apart."""

    status, exit_code, slug = 422, 23, "source-damaged"


class SourceTooHeavy(CetuError):
    """The file, or what it unfolds into, needs more bytes, time or memory than reading gives."""

    status, exit_code, slug = 413, 24, "source-too-heavy"


class SourceRefused(CetuError):
    """The file holds what no document needs and attacks use: entities, absurd ratios."""

    status, exit_code, slug = 422, 25, "source-refused"


class RecognitionMissing(CetuError):
    """The file is a picture, and the optional part that recognises characters is not installed."""

    status, exit_code, slug = 501, 26, "recognition-missing"


class KeyRequired(CetuError):
    """The request carries no key, or one that is unknown, expired or revoked."""

    status, exit_code, slug = 401, 27, "key-required"


class KeyInsufficient(CetuError):
    """The key is known, and not for this."""

    status, exit_code, slug = 403, 28, "key-insufficient"


class ContentInvalid(CetuError):
    """The RDF sent cannot be read as what it is said to be."""

    status, exit_code, slug = 400, 29, "content-invalid"


class ContentTooLarge(CetuError):
    """The body of a request is larger than the service takes."""

    status, exit_code, slug = 413, 30, "content-too-large"


class WriteRefused(CetuError):
    """What would be written breaks the shapes, or is what follows anyway; nothing was written.

    `findings` says where shapes are broken (`cetu.model.finding.Finding`).
    """

    status, exit_code, slug = 422, 31, "write-refused"
    findings: tuple[object, ...] = ()


class WriterUnavailable(CetuError):
    """Writing is not possible now (no space, no folder, another writer); reading goes on."""

    status, exit_code, slug = 503, 32, "writer-unavailable"


class JournalDamaged(CetuError):
    """The journal's chain of hashes is broken: a record was changed, or is missing."""

    status, exit_code, slug = 500, 33, "journal-damaged"


class BackupInvalid(CetuError):
    """The file is no backup of ours, or a damaged one."""

    status, exit_code, slug = 422, 34, "backup-invalid"


class RemoteFailed(CetuError):
    """The remote SPARQL server did not answer, or not as the protocol says."""

    status, exit_code, slug = 502, 35, "remote-failed"


class ClientOverdrawn(CetuError):
    """The client has used up the query time that is its fair share for now."""

    status, exit_code, slug = 429, 36, "client-overdrawn"


class JobUnknown(CetuError):
    """No job has this number."""

    status, exit_code, slug = 404, 37, "job-unknown"


class JobsFull(CetuError):
    """As many jobs wait as may."""

    status, exit_code, slug = 429, 39, "jobs-full"


class NotOffered(CetuError):
    """This service, as it is set up, does not offer that (such as writing through it)."""

    status, exit_code, slug = 501, 38, "not-offered"


class ReportUnreadable(CetuError):
    """The kept report of the last check is damaged, or of another version."""

    status, exit_code, slug = 500, 40, "report-unreadable"


class IriUnchecked(CetuError):
    """What is to be built names things of others that stand in no checked list."""

    status, exit_code, slug = 500, 42, "iri-unchecked"


class LinksInvalid(CetuError):
    """Links to things of others, or the table they are decided in, cannot be understood."""

    status, exit_code, slug = 422, 43, "links-invalid"


class NameUnclear(CetuError):
    """It is not certain what a name means."""

    status, exit_code, slug = 404, 44, "name-unclear"


class QuestionUnclear(CetuError):
    """Not every word of a question is understood."""

    status, exit_code, slug = 422, 45, "question-unclear"

    def __init__(self, detail: str, detail_zh: str, nearest: tuple[str, ...]) -> None:
        """Keep the questions nearest to it, which can be asked."""
        near = " / ".join(nearest)
        super().__init__(
            detail, detail_zh, hint=f"You can ask: {near}", hint_zh=f"可以这样问：{near}"
        )
        self.nearest = nearest
