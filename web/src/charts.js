// The pictures of pages. What they show is read from the page's own table or from its JSON, so a page
// without them says the same. No tooltip is HTML: names come from documents.
import * as echarts from "echarts/core";
import { BarChart, GraphChart, ScatterChart } from "echarts/charts";
import { DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import { limits } from "./limits.js";
import { network } from "./network.js";
import { timeline } from "./timeline.js";

echarts.use([BarChart, GraphChart, ScatterChart, DataZoomComponent, GridComponent, LegendComponent,
  TooltipComponent, LabelLayout, CanvasRenderer]);

const MADE = { limits, network, timeline };

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: of("ink"), muted: of("muted"), line: of("line"), surface: of("surface"),
    tooltip: { renderMode: "richText", backgroundColor: of("surface"), borderColor: of("line"), textStyle: { color: of("ink") } },
    task: of("accent"), body: of("limit-line"), instrument: of("beneficiary-line"),
    beneficiary: of("programme-line"), document: of("ink"), font: getComputedStyle(document.body).fontFamily,
  };
}

async function draw(figure) {
  const answer = await fetch(figure.dataset.from, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const told = await answer.json();
  const box = figure.querySelector(".canvas");
  const english = document.documentElement.lang === "en";
  const made = MADE[figure.dataset.chart](told, english, box.clientWidth);
  if (!made) return;
  figure.hidden = false;
  if (made.height) box.classList.add(made.height);
  const chart = echarts.init(box, null, { renderer: "canvas" });
  const paint = () => {
    const c = colours();
    chart.setOption({ textStyle: { fontFamily: c.font, color: c.ink }, animation: false, ...made.option(c) }, true);
  };
  paint();
  chart.on("click", (event) => {
    const address = made.address(event);
    if (address) location.href = address;
  });
  new ResizeObserver(() => chart.resize()).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  figure.dataset.drawn = "true";
}

for (const figure of document.querySelectorAll("figure[data-chart]")) draw(figure);
