"""Questions in Chinese, without a language model: what they mean, or what of them does not.

`spotting` finds the things, numbers and years of a sentence, `grammar` reads the patterns of
`queries/patterns/` as regular expressions over what is left, `meaning` brings the two together.
Every character of a sentence must be understood, or it is declined: nothing is guessed.
"""

from cetu.answer.understand.grammar import Grammar
from cetu.answer.understand.meaning import Asker, Declined, Understood

__all__ = ["Asker", "Declined", "Grammar", "Understood"]
