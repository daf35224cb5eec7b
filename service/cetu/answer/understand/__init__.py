"""Questions in Chinese, without a language model: what they mean, or what of them does not.

`spotting` finds the things, numbers and years of a sentence, `grammar` holds the patterns of
`queries/patterns/` against what is left, `meaning` brings the two together, `reply` has the rows.
Every character of a sentence must be understood, or it is declined: nothing is guessed.
"""

from cetu.answer.understand.grammar import Grammar
from cetu.answer.understand.meaning import EXAMPLES, Asker, Declined, Understood
from cetu.answer.understand.reply import Reply, reply

__all__ = ["EXAMPLES", "Asker", "Declined", "Grammar", "Reply", "Understood", "reply"]
