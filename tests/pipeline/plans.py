"""Plans of invented towns: web pages with a table of tasks."""

from collections.abc import Iterable
from pathlib import Path

ROWS = (
    ("1", "建设云溪科技成果转化中心，组织产学研对接活动。", "市科技局", "2027年12月底前"),
    ("2", "设立云溪人才安居专项，为青年人才提供租房补贴，每人每年最高1万元。", "市人社局", ""),
    ("3", "推进老旧小区加装电梯，完善社区养老服务设施。", "市住建局、市民政局", ""),
)
TITLE = "温州市云溪片区三年行动方案"


def page(rows: Iterable[tuple[str, str, str, str]] = ROWS, title: str = TITLE) -> str:
    """Return a page with one table: number, task, unit, deadline."""
    head = "<tr><th>序号</th><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>"
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>温州市人民政府</p><table>{head}{body}</table></body></html>"
    )


def write(path: Path, rows: Iterable[tuple[str, str, str, str]] = ROWS, title: str = TITLE) -> Path:
    """Write a page to `path`."""
    path.write_text(page(rows, title), "utf-8")
    return path
