/**
 * Plays a generated TypeScript client to tests in Python: a line of JSON in, one out.
 *
 * `cycle` follows a job with a clock that nobody waits for, against answers from a list; `call` makes
 * one call, without pauses between its attempts.
 */

import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

const load = (folder, name) => import(pathToFileURL(join(folder, name)).href);

/** What a connection that fails looks like to the caller of `fetch`. */
const FAILURES = { ConnectError: "ECONNREFUSED", ReadTimeout: "ECONNRESET" };

async function cycle({ module, resource, params, answers, timeout, watches }) {
  const api = await load(module, "index.js");
  const { DEFAULTS } = await load(module, "settings.js");
  let time = 0;
  const trace = [];
  const told = [];
  const tell = ({ state, status, progress }) =>
    told.push([state, status, progress === undefined ? null : Number(progress.toFixed(4))]);
  const fetch = async (url, { method }) => {
    trace.push([`${method} ${new URL(url).pathname}`, Number(time.toFixed(3))]);
    const said = answers.length > 1 ? answers.shift() : answers[0];
    time += said.takes;
    if (said.error) throw new TypeError("as told", { cause: { code: FAILURES[said.error] } });
    const isText = typeof said.text === "string";
    const body = new TextEncoder().encode(isText ? said.text : JSON.stringify(said.body));
    const headers = isText ? said.headers : { "Content-Type": "application/json", ...said.headers };
    return new Response(said.status === 204 ? null : body, { status: said.status, headers });
  };
  const clock = {
    now: () => time * 1000,
    chance: () => 0,
    sleep: async (milliseconds) => {
      time += milliseconds / 1000;
    },
  };
  const options = { apiKey: "sk-secret", baseUrl: "http://server", maxRetries: 0, fetch };
  const client = new api.Client(options, { ...DEFAULTS, clock });
  const job = await client[resource].submit(params);
  const milliseconds = timeout === null ? null : timeout * 1000;
  try {
    if (watches) {
      for await (const state of job.watch({ timeout: milliseconds })) tell(state);
      return { trace, told };
    }
    const value = await job.wait({ timeout: milliseconds, onProgress: tell });
    return { trace, told, end: [(value.render ?? value).phase ?? value.status] };
  } catch (error) {
    if (error.job !== job) throw error;
    const facts = error instanceof api.JobError ? [error.reason, error.code] : [];
    return { trace, told, end: [error.name, facts[0] ?? null, facts[1] ?? null], shown: shown(error) };
  }
}

async function call({ module, what, path, options }) {
  const api = await load(module, "index.js");
  const { DEFAULTS } = await load(module, "settings.js");
  const began = performance.now();
  const clock = { ...DEFAULTS.clock, chance: () => 0 };
  const client = new api.Client(options, { ...DEFAULTS, clock });
  const calls = {
    create: () => client.videos.create({ model: "sora-2", prompt: "A cat." }),
    poll: () => client.videos.retrieve("video_1"),
    download: async () => (await client.videos.downloadContent("video_1")).writeToFile(path),
  };
  const told = {};
  try {
    told.value = await calls[what]();
  } catch (error) {
    told.kind = error.name;
    told.message = error.message;
    told.shown = shown(error);
  }
  return { kind: "", message: "", shown: "", ...told, seconds: (performance.now() - began) / 1000 };
}

/** Everything that a careless program prints of an error. */
function shown(error) {
  const seen = [];
  for (let one = error; one instanceof Error; one = one.cause) {
    seen.push(inspect(one, { depth: 10, showHidden: true }), one.stack, JSON.stringify(one));
  }
  return seen.join("\n");
}

const PLAYS = { cycle, call };

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const told = await PLAYS[asked.do](asked).catch((error) => ({ broken: inspect(error) }));
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
