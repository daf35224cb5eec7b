"""What stands between the network and the doors: it looks at every request, and knows no route.

`connections` watches the network's side; around the application stand `identity` (who asks),
`headers`, `access` (log and `metrics`), `fairness` and `caps`. A door tells what it did by
`visit.of(request.scope)`.
"""

from cetu.traffic.connections import Connections
from cetu.traffic.health import Readiness, answers, disk, healthz, writes
from cetu.traffic.install import Doors, install, watch
from cetu.traffic.metrics import Metrics
from cetu.traffic.readings import read

__all__ = [
    "Connections",
    "Doors",
    "Metrics",
    "Readiness",
    "answers",
    "disk",
    "healthz",
    "install",
    "read",
    "watch",
    "writes",
]
