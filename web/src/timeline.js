// Dates of documents and deadlines of tasks: a row a place, a mark a date, larger where several fall on it.
import { own, short } from "./own.js";

const KINDS = [
  ["文件日期", "dated", "circle", "task"], ["施行", "in force", "triangle", "instrument"],
  ["有效期至", "expires", "diamond", "body"], ["任务期限", "task due", "rect", "beneficiary"],
];

export function timeline(told, english, width) {
  // A row of the spread of an instrument has the date of its document, and may have none.
  const rows = told.results.bindings
    .filter((row) => row.day ?? row.date)
    .map((row) => ({ ...row, day: { value: (row.day ?? row.date).value.slice(0, 10) }, event: row.event ?? { value: KINDS[0][0] } }));
  if (!rows.length) return null;
  const nowhere = english ? "place not stated" : "地方未载";
  const places = [...new Set(rows.map((row) => row.placeName?.value ?? nowhere))].sort().reverse();
  const groups = new Map();
  for (const row of rows) {
    const place = row.placeName?.value ?? nowhere;
    const key = `${row.event.value} ${row.day.value} ${place}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const series = KINDS.map(([zh, en, symbol, colour]) => ({
    zh, en, symbol, colour,
    data: [...groups.values()].filter(([row]) => row.event.value === zh).map((all) => ({
      value: [all[0].day.value, all[0].placeName?.value ?? nowhere, all.length],
      symbolSize: Math.min(8 + 3 * Math.sqrt(all.length - 1), 30),
      all,
    })),
  })).filter((one) => one.data.length);
  const words = (all) => all.slice(0, 8).map((row) => short(
    `${row.documentTitle.value}${row.number ? ` · ${english ? "task" : "任务"} ${row.number.value}` : ""}${row.words ? `：${row.words.value}` : ""}`, width < 600 ? 24 : 48));
  return {
    height: places.length > 12 ? "tall" : "",
    option: (c) => ({
      color: series.map((one) => c[one.colour]),
      legend: { top: 0, textStyle: { color: c.ink } },
      grid: { left: 8, right: 24, top: 40, bottom: 56, containLabel: true },
      tooltip: {
        ...c.tooltip,
        formatter: ({ data, seriesName }) => [`${data.value[0]} ${seriesName}${data.all.length > 1 ? ` ×${data.all.length}` : ""}`,
          ...words(data.all), ...(data.all.length > 8 ? ["…"] : [])].join("\n"),
      },
      xAxis: { type: "time", axisLabel: { color: c.muted, hideOverlap: true }, splitLine: { show: true, lineStyle: { color: c.line } } },
      yAxis: { type: "category", data: places, axisLabel: { color: c.ink, interval: 0 }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: c.line } } },
      dataZoom: [{ type: "slider", height: 20, bottom: 8, showDataShadow: false, borderColor: c.line, fillerColor: "transparent", backgroundColor: "transparent", moveHandleStyle: { color: c.line }, textStyle: { color: c.muted } }, { type: "inside", zoomOnMouseWheel: "ctrl" }],
      series: series.map((one) => ({ type: "scatter", name: english ? one.en : one.zh, symbol: one.symbol, data: one.data, itemStyle: { opacity: 0.8 } })),
    }),
    address: ({ data }) => own(data?.all?.[0].task?.value ?? data?.all?.[0].document.value),
  };
}
