// Bundles the editor, the pictures and what pages do beyond links into the package's static files, with the
// licences of what is in them.
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "service", "cetu", "web", "static");

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: { editor: "src/editor.js", site: "src/site.js", charts: "src/charts.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  loader: { ".svg": "dataurl", ".woff2": "dataurl", ".ttf": "dataurl", ".woff": "dataurl", ".eot": "dataurl" },
});

// The deepest package folder of every file that went in, and of what YASGUI's own bundles hold.
const folders = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  if (found) folders.add(found[0]);
}
function gather(folder) {
  const manifest = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const next = `node_modules/${name}`;
    if (!folders.has(next) && existsSync(join(here, next))) {
      folders.add(next);
      gather(next);
    }
  }
}
for (const folder of [...folders]) gather(folder);

const notices = [...folders].sort().map((folder) => {
  const path = join(here, folder);
  const { name, version, license, author } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  const by = typeof author === "string" ? author : author?.name;
  const text = file ? readFileSync(join(path, file), "utf8").trim() : `Licence: ${license}${by ? `. By ${by}` : ""}`;
  return `${name} ${version} (${license ?? "see below"})\n\n${text}\n`;
});
writeFileSync(
  join(out, "licences.txt"),
  `The scripts and styles of the editor and of the pictures hold these packages.\n\n${notices.join(`\n${"-".repeat(72)}\n\n`)}`,
);
