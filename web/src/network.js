// Tasks and what they name; the server has given every node its place.
import { own, short } from "./own.js";

const KINDS = [["task", "任务", "task"], ["body", "单位", "body"], ["instrument", "金融工具", "instrument"],
  ["beneficiary", "受益对象", "for whom"], ["document", "文件", "document"]];

const SCALE = 100; // lines are drawn to the pixel of these units

export function network({ nodes, edges }, english, width) {
  if (!nodes.length) return null;
  const many = nodes.length > 300;
  const most = Math.max(...nodes.map((node) => node.links));
  const [least, more] = many ? [3, 22] : nodes.length > 60 ? [5, 13] : [9, 25];
  const size = (links) => least + more * Math.sqrt(links / most);
  const side = width < 600 ? 76 : 130; // room for the names beside the outer ring
  const named = (node) => (english ? node.en || node.zh : node.zh || node.en) || node.iri;
  const threshold = many ? [...nodes].sort((a, b) => b.links - a.links)[Math.min(60, nodes.length - 1)].links : 0;
  return {
    height: "square",
    option: (c) => ({
      color: KINDS.map(([kind]) => c[kind]),
      legend: { top: 0, data: KINDS.map(([, zh, en]) => (english ? en : zh)), textStyle: { color: c.ink } },
      tooltip: {
        ...c.tooltip,
        formatter: ({ dataType, data }) => (dataType === "node" ? `${short(data.full, 40)}\n${english ? "links" : "联系"} ${data.links}` : ""),
      },
      series: [{
        type: "graph", layout: "none", roam: true, preserveAspect: "contain", top: 48, bottom: 24, left: many ? 24 : side, right: many ? 24 : side,
        categories: KINDS.map(([, zh, en]) => ({ name: english ? en : zh })),
        data: nodes.map((node) => ({
          x: node.x * SCALE, y: node.y * SCALE, category: KINDS.findIndex(([kind]) => kind === node.kind), links: node.links,
          name: node.iri, full: named(node), symbolSize: size(node.links), iri: node.iri,
          label: { show: !many || node.links >= threshold, position: !many && node.x < -0.01 ? "left" : "right" },
        })),
        edges: edges.map(([a, b]) => ({ source: a, target: b })),
        label: { color: c.ink, fontSize: 11, formatter: ({ data }) => short(data.full, width < 600 ? 8 : 14) },
        labelLayout: { hideOverlap: true },
        lineStyle: { color: c.muted, opacity: many ? 0.08 : 0.3, width: many ? 0.5 : 1 },
        emphasis: { focus: "adjacency", label: { show: true }, lineStyle: { opacity: 0.8 } },
        scaleLimit: { min: 0.5, max: 30 },
      }],
    }),
    address: ({ data }) => own(data?.iri),
  };
}
