"""The journal: every write, durable before it is acknowledged, replayed after a crash.

`Journal` is what one writer appends to; `segments` names its files, and `chain`
holds what they say to be what was written.
"""

from cetu.journal.appending import Journal
from cetu.journal.chain import Chain, follow, records, verify
from cetu.journal.lock import held
from cetu.journal.segments import extents

__all__ = ["Chain", "Journal", "extents", "follow", "held", "records", "verify"]
