"""Which statements the words of a document say, and which repeat them."""

from typing import Final

from cetu.namespaces import CETU


def _terms(names: str) -> frozenset[str]:
    return frozenset(str(CETU[name]) for name in names.split())


READ: Final = _terms(
    "asWritten taskText taskNumber measureNumber measureTitle deadlineText ofMeasure hasTask "
    "hasReading hasResponsibility hasClause hasInstrumentUse hasBeneficiaryMention hasLimit "
    "hasCitation hasProgrammeMention hasPlaceMention about party role actsUnder position verb "
    "instrument beneficiary whiteList listsClass programme place citedDocument onInstrument value "
    "unit bound base limitedQuantity currencyEquivalent"
)
"""What the words of a reading say."""

QUOTED: Final = _terms("exactQuote quotePrefix quoteSuffix")
"""What a quote repeats of the file."""
