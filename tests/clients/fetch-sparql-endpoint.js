// Asks everything in the job (JSON, the first argument) by fetch-sparql-endpoint; prints the answers.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";
import { answer, failure, gathered } from "./answers.js";

const job = JSON.parse(process.argv[2]);
const reader = new SparqlEndpointFetcher();
const writer = new SparqlEndpointFetcher({
  defaultHeaders: new Headers({ Authorization: `Bearer ${job.key}` }),
});
const words = async (query) =>
  (await gathered(await reader.fetchBindings(job.query, query))).map((row) => row.words.value);

await answer({
  select: () => words(job.select),
  ask: () => reader.fetchAsk(job.query, job.ask),
  ask_other: () => reader.fetchAsk(job.query, job.ask_other),
  construct: async () =>
    (await gathered(await reader.fetchTriples(job.query, job.construct))).map((t) => t.object.value),
  refused: () => failure(words(job.refused)),
  keyless: () => failure(reader.fetchUpdate(job.update, job.insert)),
  written: async () => {
    await writer.fetchUpdate(job.update, job.insert);
    return words(job.said);
  },
});
