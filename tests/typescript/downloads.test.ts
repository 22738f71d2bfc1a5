/** Downloads: into memory, streams and files, cut and resumed, checked. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { before, test } from "node:test";

import {
  APIConnectionError,
  Client,
  type Download,
  DownloadCorrupt,
  NotFoundError,
  OutcomeUnknown,
  type Progress,
} from "../src/index.js";
import { type Answer, type Recorded, type Server, serving } from "./server.js";

const BYTES = Buffer.from(Array.from({ length: 400_000 }, (_, index) => (index * 31) % 251));
const MEDIA = { "Content-Type": "video/mp4" };
const TAGGED = { ...MEDIA, ETag: '"one"' };

let folder = "";
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "callsheet-"));
});

function client(server: Server): Client {
  return new Client({ apiKey: "sk-test", baseUrl: server.url });
}

async function download(server: Server): Promise<Download> {
  return client(server).videos.downloadContent("v", { variant: "video" });
}

/** Answer with the bytes that are asked for, cut after some. */
function ranged(headers: Record<string, string>, cutAt?: number): (request: Recorded) => Answer {
  return (request) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const body = BYTES.subarray(start);
    const span = `bytes ${String(start)}-${String(BYTES.length - 1)}/${String(BYTES.length)}`;
    const cut = cutAt === undefined ? {} : { cutAt };
    if (start === 0) return { body, headers, ...cut };
    return { status: 206, body, headers: { ...headers, "Content-Range": span }, ...cut };
  };
}

async function left(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".part") || name.includes(".part."));
}

void test("bytes come into memory, a blob, a stream and an iterator", async () => {
  await serving([{ body: BYTES, headers: MEDIA }], async (server) => {
    const first = await download(server);
    assert.deepEqual([first.status, first.mediaType, first.length], [200, "video/mp4", BYTES.length]);
    assert.deepEqual(Buffer.from(await first.bytes()), BYTES);
    await assert.rejects(first.bytes(), /fetched before/);
    const blob = await (await download(server)).blob();
    assert.deepEqual([blob.type, blob.size], ["video/mp4", BYTES.length]);
    const parts: Uint8Array[] = [];
    await (await download(server)).pipeTo(
      new WritableStream<Uint8Array>({ write: (part) => void parts.push(part) }),
    );
    assert.deepEqual(Buffer.concat(parts), BYTES);
    let size = 0;
    for await (const part of await download(server)) size += part.length;
    assert.equal(size, BYTES.length);
    assert.equal(server.last.headers["accept-encoding"], "identity");
    assert.equal(server.last.target, "/v1/videos/v/content?variant=video");
  });
});

void test("progress grows to the whole, for a stream and for a file", async () => {
  await serving([{ body: BYTES, headers: MEDIA }], async (server) => {
    for (const fetch of ["bytes", "writeToFile"] as const) {
      const told: Progress[] = [];
      const onProgress = (one: Progress): unknown => told.push(one);
      const one = await download(server);
      if (fetch === "bytes") await one.bytes({ onProgress });
      else await one.writeToFile(path.join(folder, "progress"), { onProgress });
      const received = told.map((each) => each.received);
      assert.deepEqual(received, [...new Set(received)].sort((a, b) => a - b));
      assert.deepEqual(told.at(-1), { received: BYTES.length, total: BYTES.length, fraction: 1 });
    }
  });
});

void test("a file that is cut goes on from there, and is there when it is whole", async () => {
  const answers = [ranged(TAGGED, 100_000), ranged(TAGGED, 50_000), ranged(TAGGED)];
  await serving(answers, async (server) => {
    const file = path.join(folder, "cut.mp4");
    assert.equal(await (await download(server)).writeToFile(file), file);
    assert.deepEqual(await readFile(file), BYTES);
    const asked = server.requests.map(({ headers }) => [headers.range, headers["if-range"]]);
    assert.deepEqual(asked[0], [undefined, undefined]);
    assert.deepEqual(asked[2]?.[1], '"one"');
    assert.match(String(asked[1]?.[0]), /^bytes=\d+-$/);
    assert.deepEqual(await left(), []);
  });
});

void test("a file that changed is fetched anew, and nothing of the old one is left", async () => {
  const short = BYTES.subarray(50);
  const changed = { body: short.subarray(0, 90_000), headers: { ...MEDIA, ETag: '"two"' } };
  await serving([ranged(TAGGED, 100_000), changed], async (server) => {
    const file = path.join(folder, "changed.mp4");
    await (await download(server)).writeToFile(file);
    assert.deepEqual(await readFile(file), changed.body);
    assert.match(String(server.last.headers.range), /^bytes=/);
  });
});

void test("no rest is asked for of bytes that nothing tells from others", async () => {
  const date = "Wed, 21 Oct 2015 07:28:00 GMT";
  const untold = [MEDIA, { ...MEDIA, ETag: 'W/"one"' }, { ...MEDIA, Date: date, "Last-Modified": date }];
  for (const headers of untold) {
    await serving([ranged(headers, 100_000), { body: BYTES, headers }], async (server) => {
      const file = path.join(folder, "untold.mp4");
      await (await download(server)).writeToFile(file);
      assert.deepEqual(await readFile(file), BYTES);
      assert.equal(server.last.headers.range, undefined);
    });
  }
});

void test("what does not come is an error, and no file", async () => {
  await serving([{ body: BYTES, headers: MEDIA, cutAt: 1_000 }], async (server) => {
    await assert.rejects((await download(server)).bytes(), APIConnectionError);
  });
  const file = path.join(folder, "never.mp4");
  await serving([ranged(TAGGED, 1_000), { status: 404 }], async (server) => {
    await assert.rejects((await download(server)).writeToFile(file), NotFoundError);
  });
  await serving([{ status: 404 }], async (server) => {
    await assert.rejects(download(server), NotFoundError);
  });
  await assert.rejects(readFile(file));
  assert.deepEqual(await left(), []);
});

void test("bytes that are not those announced are thrown away", async () => {
  const digest = createHash("sha256").update("other").digest("base64");
  const headers = { ...TAGGED, "Repr-Digest": `sha-256=:${digest}:` };
  await serving([{ body: BYTES, headers }], async (server) => {
    const file = path.join(folder, "corrupt.mp4");
    await assert.rejects((await download(server)).writeToFile(file), DownloadCorrupt);
    await assert.rejects(readFile(file));
    assert.deepEqual(await left(), []);
    assert.equal(server.requests.length, 1);
  });
  const good = createHash("sha256").update(BYTES).digest("base64");
  await serving([{ body: BYTES, headers: { ...MEDIA, Digest: `SHA-256=${good}` } }], async (server) => {
    const file = await (await download(server)).writeToFile(path.join(folder, "good.mp4"));
    assert.deepEqual(await readFile(file), BYTES);
  });
});

void test("a signal leaves what another call goes on with", async () => {
  const file = path.join(folder, "stopped.mp4");
  await serving([ranged(TAGGED, 100_000), { takes: 5_000 }], async (server) => {
    const signal = AbortSignal.timeout(800);
    const stopped = await client(server).videos.downloadContent("v", {}, { signal });
    await assert.rejects(stopped.writeToFile(file), { name: "TimeoutError" });
  });
  assert.deepEqual((await left()).sort(), [".stopped.mp4.part", ".stopped.mp4.part.json"]);
});

void test("another process goes on where one was killed", async () => {
  const file = path.join(folder, "killed.mp4");
  const program = `
    import { Client } from "${new URL("../src/index.js", import.meta.url).href}";
    const client = new Client({ apiKey: "k", baseUrl: process.argv[1] });
    const download = await client.videos.downloadContent("v");
    await download.writeToFile(process.argv[2], { onProgress: () => console.log("some") });
  `;
  const slow: Answer = { body: BYTES, headers: { ...TAGGED, "X-Slow": "1" }, cutAt: 200_000, lingers: true };
  await serving([slow, ranged(TAGGED), ranged(TAGGED)], async (server) => {
    const words = ["--input-type=module", "-e", program, server.url, file];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    assert.ok((await left()).includes(".killed.mp4.part"));
    await (await client(server).videos.downloadContent("v")).writeToFile(file);
    assert.deepEqual(await readFile(file), BYTES);
    assert.match(server.last.headers.range ?? "", /^bytes=[1-9]\d*-$/);
    assert.deepEqual((await left()).filter((name) => name.includes("killed")), []);
  });
});

void test("two at a time to one place do not mix", async () => {
  await serving([{ body: BYTES, headers: TAGGED }], async (server) => {
    const file = path.join(folder, "twice.mp4");
    const both = [await download(server), await download(server)];
    await Promise.all(both.map((one) => one.writeToFile(file)));
    assert.deepEqual(await readFile(file), BYTES);
    assert.deepEqual((await left()).filter((name) => name.includes("twice")), []);
  });
});

void test("a folder is no place for a file, and a page is no file", async () => {
  await serving([{ body: BYTES, headers: MEDIA }], async (server) => {
    await writeFile(path.join(folder, "file"), "");
    await assert.rejects((await download(server)).writeToFile(folder), { code: "EISDIR" });
    await assert.rejects((await download(server)).writeToFile(path.join(folder, "file", "x")));
  });
  await serving([{ body: "<html>", headers: { "Content-Type": "text/html" } }], async (server) => {
    await assert.rejects(download(server), /cannot be read: it is text\/html/);
    await assert.rejects(client(server).videos.create({ prompt: "a" }), OutcomeUnknown);
  });
});
