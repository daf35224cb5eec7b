// The limits on an instrument in different places: bars of those in one unit, the unit most have.
import { own, short } from "./own.js";

export function limits(told, english, width) {
  const rows = told.results.bindings.filter((row) => row.value && row.unitName);
  const units = rows.reduce((all, row) => all.set(row.unitName.value, [...(all.get(row.unitName.value) ?? []), row]), new Map());
  const [unit, shown] = [...units].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  if (!shown) return null;
  const unique = [...new Map(shown.map((row) => [`${row.task.value} ${row.limitWords.value}`, row])).values()]
    .sort((a, b) => Number(a.value.value) - Number(b.value.value));
  const number = new Intl.NumberFormat(english ? "en" : "zh-CN", { notation: "compact", maximumFractionDigits: 2 });
  const name = (row) => short(`${row.placeName?.value ?? ""} ${english ? "task" : "任务"} ${row.number.value}`, width < 600 ? 12 : 24);
  return {
    height: unique.length > 12 ? "tall" : unique.length < 4 ? "low" : "",
    option: (c) => ({
      grid: { left: 8, right: 80, top: 16, bottom: 16, containLabel: true },
      tooltip: {
        ...c.tooltip,
        formatter: ({ dataIndex }) => {
          const row = unique[dataIndex];
          return [row.documentTitle.value, row.limitWords.value, row.base ? `${english ? "of" : "基数"}：${row.base.value}` : ""].filter(Boolean).join("\n");
        },
      },
      xAxis: { type: "value", name: unit, nameTextStyle: { color: c.muted }, axisLabel: { color: c.muted, formatter: (value) => number.format(value), hideOverlap: true }, splitLine: { lineStyle: { color: c.line } } },
      yAxis: { type: "category", data: unique.map(name), axisLabel: { color: c.ink, interval: 0 }, axisTick: { show: false } },
      series: [{
        type: "bar", barMaxWidth: 26, itemStyle: { color: c.task },
        label: { show: true, position: "right", color: c.ink, formatter: ({ dataIndex }) => `${unique[dataIndex].boundName.value} ${number.format(unique[dataIndex].value.value)}` },
        data: unique.map((row) => Number(row.value.value)),
      }],
    }),
    address: ({ dataIndex }) => own(unique[dataIndex]?.task.value),
  };
}
