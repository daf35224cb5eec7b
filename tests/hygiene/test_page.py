"""docs/hygiene.md names every rule, in the words of its file."""

from pathlib import Path

from cetu.validate import checks

SEVERITY = {"violation": "错误", "warning": "提醒", "info": "信息"}


def table(root: Path) -> list[str]:
    return [
        f"| `{rule.name}` | {SEVERITY[rule.severity]} | {rule.summary_zh} {rule.summary_en} |"
        for rule in checks.load(root / "queries" / "hygiene")
    ]


def test_the_page_has_every_rule_as_its_file_has_it(root: Path) -> None:
    lines = (root / "docs" / "hygiene.md").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("| `")] == table(root)
