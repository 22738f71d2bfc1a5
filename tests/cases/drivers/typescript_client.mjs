/**
 * Drives a generated TypeScript client: `node typescript_client.mjs FOLDER`, of its compiled modules.
 *
 * One line of JSON in, one out, until there are no more: see the README beside this folder.
 */

import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const load = (name) => import(pathToFileURL(join(folder, name)).href);
const api = await load("index.js");
const { DEFAULTS } = await load("settings.js");
const { parsed, written } = await load("core/values.js");

/** A clock that nobody waits for. */
let time = 0;
const clock = {
  now: () => time,
  chance: () => Math.random(),
  sleep: async (milliseconds) => {
    time += milliseconds;
  },
};
const clients = new Map();

/** Return the client of an address and its keys, the same each time. */
function clientOf(asked) {
  const known = JSON.stringify([asked.base_url, asked.keys]);
  if (!clients.has(known)) {
    const options = { baseUrl: asked.base_url, maxRetries: 0, ...asked.keys };
    clients.set(known, new api.Client(options, { ...DEFAULTS, clock }));
  }
  return clients.get(known);
}

/** Return the options of a call as this client has them: times are milliseconds. */
function optionsOf({ media_type, max_retries, timeout, extra_headers, extra_query, extra_body }) {
  return {
    mediaType: media_type,
    maxRetries: max_retries,
    timeout: typeof timeout === "number" ? timeout * 1000 : timeout,
    headers: extra_headers,
    query: extra_query,
    body: extra_body,
  };
}

async function result(asked, events) {
  const resource = clientOf(asked)[asked.call.resource];
  const { first, params } = given(asked.arguments);
  const rows = [...first, ...(params === null ? [] : [params]), optionsOf(asked.options)];
  if (asked.do === "call") {
    const made = await resource[asked.call.method](...rows);
    return made instanceof api.Download ? { $bytes: digest(await made.bytes()) } : made;
  }
  const job = await resource[asked.call.submit](...rows);
  if (asked.do === "download") {
    await job.wait();
    const place = await mkdtemp(join(tmpdir(), "callsheet-"));
    try {
      return { $bytes: digest(await readFile(await job.download(join(place, "file")))) };
    } finally {
      await rm(place, { recursive: true });
    }
  }
  for await (const { state, status, progress } of job.watch({ timeout: 600_000 })) {
    events.push([state, status, progress === undefined ? null : Number(progress.toFixed(4))]);
  }
  return job.wait();
}

const KINDS = {
  OutcomeUnknown: "outcome-unknown",
  APIResponseValidationError: "unreadable",
  ArgumentError: "argument",
  ConfigurationError: "configuration",
  DownloadCorrupt: "corrupt",
  APITimeoutError: "timeout",
  APIConnectionError: "connection",
  JobFailed: "job-failed",
  JobCancelled: "job-cancelled",
  JobTimeout: "job-timeout",
  JobNotDone: "job-not-done",
};

/** Return the canonical form of an error. */
function errorOf(error) {
  if (error instanceof api.APIStatusError) {
    const { status, reason, code, type, param, requestId } = error;
    const texts = { message: reason, code, type, param, request_id: requestId };
    const known = Object.entries(texts).map(([name, text]) => [name, text ?? null]);
    return { kind: "status", status, ...Object.fromEntries(known) };
  }
  const kind = KINDS[error.name] ?? `${error.name}: ${error.stack}`;
  if (!kind.startsWith("job-")) return { kind };
  return { kind, message: error.reason ?? null, code: error.code ?? null };
}

/** Return an argument, with what stands for bytes and files replaced by them. */
function given(value) {
  if (Array.isArray(value)) return value.map(given);
  if (typeof value !== "object" || value === null) return value;
  if ("$bytes" in value) return new Uint8Array(Buffer.from(value.$bytes, "base64"));
  if ("$file" in value) {
    const { path, name, media } = value.$file;
    return api.localFile(path, media ? { name, type: media } : { name });
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, given(one)]));
}

function digest(content) {
  return { sha256: createHash("sha256").update(content).digest("hex"), length: content.length };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = parsed(line);
  const events = [];
  const told = asked.do === "wait" ? { id: asked.id, events } : { id: asked.id };
  if (asked.options.strict) {
    told.cannot = "types are for the compiler: nothing is checked while it runs";
  } else {
    try {
      told.result = (await result(asked, events)) ?? null;
    } catch (error) {
      told.error = errorOf(error);
    }
  }
  process.stdout.write(`${written(told)}\n`);
}
