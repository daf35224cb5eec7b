// Asks everything in the job (JSON, the first argument) by sparql-http-client; prints the answers.
import ParsingClient from "sparql-http-client/ParsingClient.js";
import StreamClient from "sparql-http-client";
import { answer, failure, gathered } from "./answers.js";

const job = JSON.parse(process.argv[2]);
const addresses = { endpointUrl: job.query, updateUrl: job.update, storeUrl: job.store };
const reader = new ParsingClient(addresses);
const writer = new ParsingClient({ ...addresses, headers: { Authorization: `Bearer ${job.key}` } });
const store = new StreamClient(addresses).store;
const words = async (query) => (await reader.query.select(query)).map((row) => row.words.value);

await answer({
  select: () => words(job.select),
  ask: () => reader.query.ask(job.ask),
  ask_other: () => reader.query.ask(job.ask_other),
  construct: async () => [...(await reader.query.construct(job.construct))].map((t) => t.object.value),
  refused: () => failure(words(job.refused)),
  keyless: () => failure(reader.query.update(job.insert)),
  written: async () => {
    await writer.query.update(job.insert);
    return words(job.said);
  },
  stored: async () => {
    const graph = reader.factory.namedNode(job.graph);
    return (await gathered(await store.get(graph))).map((quad) => quad.object.value);
  },
});
