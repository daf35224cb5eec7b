// Asks everything in the job (JSON, the first argument) by Comunica; prints the answers. It asks the
// endpoint, and it follows the IRI of a thing and asks what it finds there.
import { QueryEngine } from "@comunica/query-sparql";
import { answer, failure } from "./answers.js";

const job = JSON.parse(process.argv[2]);
const engine = new QueryEngine();
const endpoint = { sources: [{ type: "sparql", value: job.query }] };
const thing = { sources: [job.thing] };
const destination = (fetched) => ({
  sources: [{ type: "sparql", value: job.query }],
  destination: { type: "sparql", value: job.update },
  fetch: fetched,
});
const keyed = (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${job.key}`);
  return fetch(input, { ...init, headers });
};
const words = async (query, context) =>
  (await (await engine.queryBindings(query, context)).toArray()).map((row) => row.get("words").value);

// The refusal of an update is thrown by Comunica where the caller's promise does not see it.
const thrown = new Promise((resolve) => {
  process.once("uncaughtException", (error) => resolve(String(error.message)));
});

await answer({
  select: () => words(job.select, endpoint),
  ask: () => engine.queryBoolean(job.ask, endpoint),
  ask_other: () => engine.queryBoolean(job.ask_other, endpoint),
  construct: async () =>
    (await (await engine.queryQuads(job.construct, endpoint)).toArray()).map((t) => t.object.value),
  dereferenced: () => words(job.of_thing, thing),
  refused: () => failure(words(job.refused, endpoint)),
  keyless: () => Promise.race([thrown, failure(engine.queryVoid(job.insert, destination(fetch)))]),
  written: async () => {
    await engine.queryVoid(job.insert, destination(keyed));
    return words(job.said, endpoint);
  },
});
