/** Jobs: waited for, watched, resumed, raced, with a clock that nobody waits for. */

import assert from "node:assert/strict";
import { mkdtemp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";

import type { Clock } from "../src/core/settings.js";
import {
  APIStatusError,
  ArgumentError,
  AuthenticationError,
  Client,
  JobCancelled,
  JobFailed,
  JobNotDone,
  JobsNotSubmitted,
  type JobState,
  JobTimeout,
  NotFoundError,
  OutcomeUnknown,
} from "../src/index.js";
import { DEFAULTS } from "../src/settings.js";
import { type Answer, type Server, serving } from "./server.js";

const QUEUED = { id: "v1", object: "video", status: "queued", progress: 0 };

function state(status: string, more: object = {}): Answer {
  return { body: { ...QUEUED, status, ...more } };
}

/** A client whose clock only goes on where it sleeps, and what it has slept. */
function still(server: Server): { readonly client: Client; readonly slept: number[] } {
  const slept: number[] = [];
  let time = 0;
  const clock: Clock = {
    now: () => time,
    chance: () => 0,
    sleep: (milliseconds, signal) => {
      slept.push(milliseconds);
      time += milliseconds;
      signal?.throwIfAborted();
      return Promise.resolve();
    },
  };
  const options = { apiKey: "sk-test", baseUrl: server.url, maxRetries: 0 };
  return { client: new Client(options, { ...DEFAULTS, clock }), slept };
}

async function failure<E extends Error>(
  call: PromiseLike<unknown>,
  kind: abstract new (...given: never[]) => E,
): Promise<E> {
  let found: unknown;
  await call.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => (found = error),
  );
  assert.ok(found instanceof kind, inspect(found));
  return found;
}

void test("a wait goes on at its pace until the job is done", async () => {
  const answers = [state("queued"), state("in_progress", { progress: 50 }), state("never heard of"), state("completed")];
  await serving([{ body: QUEUED }, ...answers], async (server) => {
    const { client, slept } = still(server);
    const job = await client.videos.submit({ prompt: "a" });
    const told: string[] = [];
    const video = await job.wait({ onProgress: (one) => told.push(`${one.state} ${one.status}`) });
    assert.equal(video.status, "completed");
    assert.deepEqual(told, ["waiting queued", "running in_progress", "running never heard of", "done completed"]);
    assert.deepEqual(slept, [2_000, 3_000, 4_500, 6_750]);
    assert.equal(await job.wait(), video);
    assert.equal(server.requests.length, 5);
  });
});

void test("the server's own wish for a pause wins", async () => {
  const answers: Answer[] = [
    { body: QUEUED, headers: { "openai-poll-after-ms": "250" } },
    { ...state("queued"), headers: { "Retry-After": "7" } },
    state("completed"),
  ];
  await serving(answers, async (server) => {
    const { client, slept } = still(server);
    await client.videos.createAndWait({ prompt: "a" });
    assert.deepEqual(slept, [250, 7_000]);
  });
});

void test("a job is an async iterator of its changes", async () => {
  const answers = [state("queued"), state("in_progress", { progress: "40%" }), state("completed", { progress: 100 })];
  await serving([{ body: QUEUED }, ...answers], async (server) => {
    const { client } = still(server);
    const seen: JobState<unknown>[] = [];
    for await (const one of (await client.videos.submit({ prompt: "a" })).watch()) seen.push(one);
    assert.deepEqual(
      seen.map((one) => [one.state, one.progress]),
      [
        ["waiting", 0],
        ["running", 0.4],
        ["done", 1],
      ],
    );
  });
});

void test("a job that failed says why, and one that was cancelled too", async () => {
  const failed = state("failed", { error: { code: "bad", message: "too dark" } });
  await serving([{ body: QUEUED }, failed], async (server) => {
    const { client } = still(server);
    const error = await failure(client.videos.createAndWait({ prompt: "a" }), JobFailed);
    assert.deepEqual([error.reason, error.code, error.job.id], ["too dark", "bad", "v1"]);
    assert.match(error.message, /^job v1 failed: too dark \(status failed, code bad\)\.$/);
  });
  await serving([{ body: QUEUED }, state("cancelled")], async (server) => {
    const { client } = still(server);
    await failure(client.videos.createAndWait({ prompt: "a" }), JobCancelled);
  });
});

void test("a wait ends in time, and the job goes on", async () => {
  await serving([{ body: QUEUED }], async (server) => {
    const { client, slept } = still(server);
    const job = await client.videos.submit({ prompt: "a" });
    const error = await failure(job.wait({ timeout: 10_000 }), JobTimeout);
    assert.equal(error.token, job.token);
    assert.equal(slept.reduce((sum, one) => sum + one, 0), 10_000);
  });
});

void test("what fails in passing does not end a wait, and what does not does", async () => {
  const passing: Answer[] = [{ status: 404 }, { status: 500 }, { cutAt: 0 }, { body: "<html>" }];
  await serving([{ body: QUEUED }, ...passing, state("completed")], async (server) => {
    const { client } = still(server);
    assert.equal((await client.videos.createAndWait({ prompt: "a" })).status, "completed");
  });
  await serving([{ body: QUEUED }, { status: 401 }], async (server) => {
    const { client } = still(server);
    const job = await client.videos.submit({ prompt: "a" });
    const error = await failure(job.wait(), AuthenticationError);
    assert.equal(error.job, job);
  });
  await serving([{ body: QUEUED }, state("queued"), { status: 404 }], async (server) => {
    await failure(still(server).client.videos.createAndWait({ prompt: "a" }), NotFoundError);
  });
});

void test("a signal ends a wait, and the job goes on", async () => {
  await serving([{ body: QUEUED }], async (server) => {
    const { client } = still(server);
    const job = await client.videos.submit({ prompt: "a" });
    const controller = new AbortController();
    const waiting = job.wait({
      signal: controller.signal,
      onProgress: () => {
        controller.abort(new Error("enough"));
      },
    });
    await assert.rejects(waiting, /enough/);
    assert.equal(job.state.state, "waiting");
  });
});

void test("another process goes on with a token, of this kind of job alone", async () => {
  await serving([{ body: QUEUED }, state("completed")], async (server) => {
    const { client } = still(server);
    const { token } = await client.videos.submit({ prompt: "a" });
    assert.equal((await client.videos.resume(token).wait()).status, "completed");
    assert.throws(() => client.generations.resume(token), ArgumentError);
    for (const wrong of ["", "v1", "{}", "null", '{"api": 1}']) {
      assert.throws(() => client.videos.resume(wrong), ArgumentError);
    }
  });
});

void test("many are submitted, and yielded as they end", async () => {
  const ends: Record<string, number> = { v0: 3, v1: 1, v2: 2 };
  let created = 0;
  const answer = ({ method, target }: { method: string; target: string }): Answer => {
    if (method === "POST") {
      created += 1;
      return { body: { ...QUEUED, id: `v${String(created - 1)}` } };
    }
    const id = target.split("/").at(-1) ?? "";
    ends[id] = (ends[id] ?? 0) - 1;
    return state(ends[id] > 0 ? "queued" : "completed", { id });
  };
  await serving([answer], async (server) => {
    const { client, slept } = still(server);
    const given = [{ prompt: "a" }, { prompt: "b" }, { prompt: "c" }];
    const jobs = await client.videos.submitMany(given, { concurrency: 1 });
    assert.deepEqual(jobs.map((job) => job.id), ["v0", "v1", "v2"]);
    const ended: string[] = [];
    for await (const job of client.videos.asCompleted(jobs)) ended.push(job.id);
    assert.deepEqual(ended, ["v1", "v2", "v0"]);
    // The first poll when the first is due, the others at one pace.
    assert.deepEqual(slept.filter((one) => one > 0).slice(0, 3), [2_000, 500, 500]);
  });
});

void test("of many, those that were submitted are not lost", async () => {
  await serving([{ body: QUEUED }, { status: 400 }, { cutAt: 0 }], async (server) => {
    const { client } = still(server);
    const given = [{ prompt: "a" }, { prompt: "b" }, { prompt: "c" }];
    const error = await failure(client.videos.submitMany(given, { concurrency: 1 }), JobsNotSubmitted);
    assert.deepEqual(error.jobs.map((job) => job.id), ["v1"]);
    assert.ok(error.errors.get(1) instanceof APIStatusError);
    assert.ok(error.errors.get(2) instanceof OutcomeUnknown);
  });
});

void test("what a job has made is fetched: once it is done, without the key from elsewhere", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "callsheet-"));
  const bytes = Buffer.from("clip");
  const clip = { body: bytes, headers: { "Content-Type": "video/mp4" } };
  await serving([{ body: QUEUED }, state("queued"), state("completed"), clip], async (server) => {
    const { client } = still(server);
    const job = await client.videos.submit({ prompt: "a" });
    await failure(job.download(path.join(folder, "early.mp4")), JobNotDone);
    await job.wait();
    assert.deepEqual(await readFile(await job.download(path.join(folder, "a.mp4"))), bytes);
    assert.equal(server.last.headers.authorization, "Bearer sk-test");
    assert.deepEqual(Buffer.from(await (await job.open()).bytes()), bytes);
  });
  await serving([clip], async (other) => {
    const url = other.url.replace("127.0.0.1", "localhost") + "/file?sig=1";
    const done = { body: { task_id: "t", status: "SUCCESS", url } };
    await serving([{ body: { task_id: "t", status: "queued" } }, done], async (server) => {
      const client = still(server).client.withOptions({ headers: { "X-Mine": "1" } });
      const job = await client.generations.submit({ model: "m", prompt: "a" });
      await job.wait();
      assert.deepEqual(await readFile(await job.download(path.join(folder, "b.mp4"))), bytes);
      assert.equal(other.last.target, "/file?sig=1");
      assert.equal(other.last.headers.authorization, undefined);
      assert.equal(other.last.headers["x-mine"], undefined);
    });
  });
});

void test("a job says until when its result can be had", async () => {
  const times = [1_700_000_000, 1_700_000_000_000, "2023-11-14T22:13:20Z"];
  for (const expires_at of times) {
    await serving([{ body: { ...QUEUED, expires_at } }], async (server) => {
      const job = await still(server).client.videos.submit({ prompt: "a" });
      assert.equal(job.expiresAt?.toISOString(), "2023-11-14T22:13:20.000Z");
    });
  }
});

void test("a job's id that no number can hold is kept", async () => {
  await serving([{ body: '{"id": 9007199254740993, "status": "queued"}' }, state("completed")], async (server) => {
    const job = await still(server).client.videos.submit({ prompt: "a" });
    await job.wait();
    assert.equal(server.last.target, "/v1/videos/9007199254740993");
  });
});

void test("a job that cannot be stopped says so", async () => {
  await serving([{ body: QUEUED }], async (server) => {
    const job = await still(server).client.videos.submit({ prompt: "a" });
    await failure(job.cancel(), ArgumentError);
  });
});
