/** Calls of the client of the API in two dialects: what goes over the wire, and what comes back. */

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";

import {
  APIConnectionError,
  APIError,
  APIStatusError,
  APITimeoutError,
  ArgumentError,
  Client,
  type ClientOptions,
  ConfigurationError,
  InternalServerError,
  localFile,
  NotFoundError,
  OutcomeUnknown,
} from "../src/index.js";
import { type Answer, type Server, serving } from "./server.js";

const KEY = "sk-a-secret-key";
const VIDEO = { id: "video_1", object: "video", status: "queued", progress: 0 };

function client(server: Server, options: ClientOptions = {}): Client {
  return new Client({ apiKey: KEY, baseUrl: server.url, ...options });
}

/** Return what a call is rejected with. */
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

void test("a call sends what it is given, with the key, and returns what comes", async () => {
  await serving([{ body: { ...VIDEO, later: { field: 1 } } }], async (server) => {
    const video = await client(server).videos.create({ prompt: "a cat", seconds: "8", image: undefined });
    assert.deepEqual(video, { ...VIDEO, later: { field: 1 } });
    const { method, target, headers, body } = server.last;
    assert.equal(`${method} ${target}`, "POST /v1/videos");
    assert.equal(headers.authorization, `Bearer ${KEY}`);
    assert.equal(headers["content-type"], "application/json");
    assert.match(headers["user-agent"] ?? "", /^burncloud-video\//);
    assert.equal(body.toString(), '{"prompt":"a cat","seconds":"8"}');
  });
});

void test("an identifier is escaped, and cannot lead to another path", async () => {
  await serving([{ body: VIDEO }], async (server) => {
    await client(server).videos.retrieve("a/b c?");
    assert.equal(server.last.target, "/v1/videos/a%2Fb%20c%3F");
    await failure(client(server).videos.retrieve(".."), ArgumentError);
    await failure(client(server).videos.retrieve(""), ArgumentError);
    assert.equal(server.requests.length, 1);
  });
});

void test("an envelope is taken off, and a bare value is left alone", async () => {
  const task = { task_id: "t", status: "SUCCESS" };
  const answers = [{ body: { code: "success", data: task } }, { body: { ...task, data: { a: 1 } } }];
  await serving(answers, async (server) => {
    const { generations } = client(server);
    assert.deepEqual(await generations.retrieve("t"), task);
    assert.deepEqual(await generations.retrieve("t"), { ...task, data: { a: 1 } });
  });
});

void test("a file makes a form of it, its parts with their media types", async () => {
  const file = path.join(os.tmpdir(), `callsheet-${String(process.pid)}.png`);
  await writeFile(file, "png bytes");
  const files = [
    localFile(file),
    new File(["png bytes"], path.basename(file), { type: "image/png" }),
  ];
  for (const input_reference of files) {
    await serving([{ body: VIDEO }], async (server) => {
      await client(server).videos.create({ prompt: 'a "cat"\r\n', input_reference, metadata: { seed: 1 } });
      const { headers, body } = server.last;
      const boundary = /^multipart\/form-data; boundary=(\w+)$/.exec(headers["content-type"] ?? "")?.[1];
      assert.equal(headers["content-length"], String(body.length));
      assert.equal(
        body.toString(),
        [
          `--${String(boundary)}`,
          'Content-Disposition: form-data; name="prompt"',
          "",
          'a "cat"\r\n',
          `--${String(boundary)}`,
          `Content-Disposition: form-data; name="input_reference"; filename="${path.basename(file)}"`,
          "Content-Type: image/png",
          "",
          "png bytes",
          `--${String(boundary)}`,
          'Content-Disposition: form-data; name="metadata"',
          "Content-Type: application/json",
          "",
          '{"seed":1}',
          `--${String(boundary)}--`,
          "",
        ].join("\r\n"),
      );
    });
  }
});

void test("a file that is not there is an argument that cannot be sent", async () => {
  await serving([{}], async (server) => {
    const input_reference = localFile("/nowhere/cat.png");
    await failure(client(server).videos.create({ prompt: "a", input_reference }), ArgumentError);
    assert.equal(server.requests.length, 0);
  });
});

void test("an error has the facts of either body, and hides the key that a server repeats", async () => {
  const inner = { message: `no ${KEY}`, type: "t", param: "model", code: "c" };
  for (const body of [{ error: inner }, inner]) {
    const answer: Answer = { status: 404, headers: { "X-Request-Id": "req_1" }, body };
    await serving([answer], async (server) => {
      const error = await failure(client(server).videos.retrieve("v"), NotFoundError);
      assert.ok(error instanceof APIStatusError && error instanceof APIError);
      assert.deepEqual(
        [error.name, error.status, error.code, error.type, error.param, error.requestId],
        ["NotFoundError", 404, "c", "t", "model", "req_1"],
      );
      assert.match(error.message, /404 Not Found: no \[hidden\] \(code c, param model, GET \/v1/);
      assert.ok(!error.message.includes(KEY));
      assert.deepEqual(error.body, body);
    });
  }
});

void test("an integer that no number can hold is kept", async () => {
  const body = '{"id":"v","seed":9007199254740993,"text":"9007199254740993","pi":3.1415926535897932}';
  await serving([{ body }, { body: VIDEO }], async (server) => {
    const video = (await client(server).videos.retrieve("v")) as unknown as Record<string, unknown>;
    assert.equal(video["seed"], 9007199254740993n);
    assert.equal(video["text"], "9007199254740993");
    assert.equal(video["pi"], Math.PI);
    await client(server).videos.create({ prompt: "a" }, { body: { seed: 9007199254740993n } });
    assert.equal(server.last.body.toString(), '{"prompt":"a","seed":9007199254740993}');
  });
});

void test("what failed in passing is asked for again, as the server wishes", async () => {
  const soon = { status: 503, headers: { "Retry-After": "0" } };
  const past = { status: 429, headers: { "Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT" } };
  await serving([soon, past, { body: VIDEO }], async (server) => {
    const { value, response } = await client(server).videos.retrieve("v").withResponse();
    assert.equal(value.id, "video_1");
    assert.equal(response.status, 200);
    assert.equal(server.requests.length, 3);
  });
});

void test("a pause that the server wishes for and that is too long is not slept through", async () => {
  await serving([{ status: 429, headers: { "Retry-After": "3600" } }], async (server) => {
    const error = await failure(client(server).videos.retrieve("v"), APIStatusError);
    assert.equal(error.retryAfter, 3_600_000);
    assert.equal(server.requests.length, 1);
  });
});

void test("a create that may have arrived is never sent again", async () => {
  for (const answer of [{ cutAt: 0 }, { cutAt: 1 }, { takes: 400 }, { body: "<html>" }]) {
    await serving([answer], async (server) => {
      const { videos } = client(server, { timeout: 150 });
      const error = await failure(videos.create({ prompt: "a" }), OutcomeUnknown);
      assert.equal(error.route, "POST /v1/videos");
      assert.match(error.message, /not sent again: look whether/);
      assert.equal(server.requests.length, 1);
    });
  }
  await serving([{ status: 500 }], async (server) => {
    const error = await failure(client(server).videos.create({ prompt: "a" }), InternalServerError);
    assert.ok(error.outcomeUnknown);
    assert.equal(server.requests.length, 1);
  });
});

void test("a create that was refused, or that did not get out, is sent again", async () => {
  const refused = { status: 429, headers: { "Retry-After": "0" } };
  await serving([refused, { body: VIDEO }], async (server) => {
    assert.equal((await client(server).videos.create({ prompt: "a" })).id, "video_1");
    assert.equal(server.requests.length, 2);
  });
  let attempts = 0;
  const hooks = { onRequest: () => (attempts += 1) };
  const gone = new Client({ apiKey: KEY, baseUrl: "http://127.0.0.1:9", hooks, maxRetries: 1 });
  await assert.rejects(gone.videos.create({ prompt: "a" }), /bad port/);
  const closed = await closedPort();
  attempts = 0;
  const dead = new Client({ apiKey: KEY, baseUrl: closed, hooks, maxRetries: 1 });
  const error = await failure(dead.videos.create({ prompt: "a" }), APIConnectionError);
  assert.equal(error.delivered, false);
  assert.equal(attempts, 2);
});

async function closedPort(): Promise<string> {
  let url = "";
  await serving([{}], (server) => {
    ({ url } = server);
    return Promise.resolve();
  });
  return url;
}

void test("the deadline is for all attempts together", async () => {
  await serving([{ takes: 5_000 }], async (server) => {
    const began = performance.now();
    const call = client(server).videos.retrieve("v", { deadline: 200 });
    const error = await failure(call, APITimeoutError);
    assert.match(error.message, /before the deadline/);
    assert.ok(performance.now() - began < 2_000);
  });
});

void test("how long an answer may take to begin says nothing of its pieces", async () => {
  await serving([{ takes: 300, body: VIDEO }], async (server) => {
    const { videos } = client(server, { timeout: { piece: 60 }, maxRetries: 0 });
    assert.equal((await videos.retrieve("v")).id, "video_1");
    await failure(videos.retrieve("v", { timeout: { answer: 60 } }), APITimeoutError);
  });
  await serving([{ body: VIDEO, cutAt: 5, lingers: true }], async (server) => {
    const { videos } = client(server, { timeout: { piece: 100 }, maxRetries: 0 });
    await failure(videos.retrieve("v"), APITimeoutError);
    const error = await failure(videos.retrieve("v", { timeout: { piece: 0 } }), ArgumentError);
    assert.match(error.message, /^timeout\.piece must be more than 0 milliseconds/);
  });
});

void test("a signal ends a call with its reason, before it and in a pause", async () => {
  await serving([{ takes: 5_000 }], async (server) => {
    const stopped = AbortSignal.abort(new Error("no more"));
    await assert.rejects(client(server).videos.retrieve("v", { signal: stopped }), /no more/);
    const late = AbortSignal.timeout(50);
    const error = await failure(client(server).videos.retrieve("v", { signal: late }), DOMException);
    assert.equal(error.name, "TimeoutError");
  });
  await serving([{ status: 503, headers: { "Retry-After": "30" } }], async (server) => {
    const signal = AbortSignal.timeout(50);
    await failure(client(server).videos.retrieve("v", { signal }), DOMException);
    assert.equal(server.requests.length, 1);
  });
});

void test("a redirection is followed without the key where it leads elsewhere", async () => {
  await serving([{ body: VIDEO }], async (other) => {
    const Location = `${other.url.replace("127.0.0.1", "localhost")}/there`;
    const away = { status: 302, headers: { Location } };
    const here = { status: 302, headers: { Location: "/here" } };
    await serving([here, away], async (server) => {
      const options = { headers: { "X-Mine": "1", Cookie: "a=b" } };
      const local = client(server, options).videos.retrieve("v");
      await local.catch(() => undefined);
      assert.equal(server.requests[1]?.target, "/here");
      assert.equal(server.requests[1]?.headers.authorization, `Bearer ${KEY}`);
      const { headers } = other.last;
      assert.deepEqual([headers.authorization, headers["x-mine"], headers.cookie], Array(3).fill(undefined));
    });
  });
  await serving([{ status: 307, headers: { Location: "/elsewhere" } }], async (server) => {
    await failure(client(server).videos.create({ prompt: "a" }), APIStatusError);
    assert.equal(server.requests.length, 1);
  });
});

void test("the key shows itself nowhere", async () => {
  await serving([{ status: 401, body: { error: { message: KEY } } }], async (server) => {
    const made = client(server);
    const error = await failure(made.videos.retrieve("v"), APIError);
    const job = made.videos.resume(
      JSON.stringify({ api: "BurnCloud Video API", operation: "createVideo", job: "v" }),
    );
    for (const one of [made, made.videos, error, job]) {
      const options = { depth: 10, showHidden: true };
      for (const shown of [String(one), inspect(one, options), JSON.stringify(one)]) {
        assert.ok(!shown.includes(KEY), shown);
      }
    }
  });
});

void test("a client without a key or with a wrong address says so, and sends nothing", async () => {
  delete process.env["BURNCLOUD_API_KEY"];
  const bare = new Client({ baseUrl: "http://127.0.0.1:9" });
  const error = await failure(bare.videos.retrieve("v"), ConfigurationError);
  assert.match(error.message, /give apiKey or the environment variable BURNCLOUD_API_KEY/);
  assert.throws(() => new Client({ baseUrl: "ftp://x" }), ConfigurationError);
  assert.throws(() => new Client({ apiKey: "a\nb" }), ConfigurationError);
  assert.throws(() => new Client({ maxRetries: -1 }), ArgumentError);
  process.env["BURNCLOUD_API_KEY"] = KEY;
  await serving([{ body: VIDEO }], async (server) => {
    await new Client({ baseUrl: server.url }).withOptions({ headers: { "X-A": "b" } }).videos.retrieve("v");
    assert.equal(server.last.headers.authorization, `Bearer ${KEY}`);
    assert.equal(server.last.headers["x-a"], "b");
  });
});

void test("a header cannot smuggle another one in", async () => {
  await serving([{ body: VIDEO }], async (server) => {
    for (const headers of [{ "X-A": "a\r\nX-B: c" }, { "X A": "a" }, { "X-A": "ä" }]) {
      await failure(client(server).videos.retrieve("v", { headers }), ArgumentError);
    }
    assert.equal(server.requests.length, 0);
  });
});

void test("in a browser, which hides where a redirection leads, only what reads is followed", async () => {
  const asked: (string | undefined)[] = [];
  const browser: typeof fetch = (_, init) => {
    asked.push(init?.redirect);
    const answer = Response.json(VIDEO);
    const type = init?.redirect === "manual" ? "opaqueredirect" : "cors";
    return Promise.resolve(Object.defineProperty(answer, "type", { value: type }));
  };
  const made = new Client({ apiKey: KEY, baseUrl: "https://api.example", fetch: browser });
  assert.equal((await made.videos.retrieve("v")).id, "video_1");
  assert.deepEqual(asked, ["manual", "follow"]);
  const error = await failure(made.videos.create({ prompt: "a" }), OutcomeUnknown);
  assert.match(error.message, /does not say where to/);
  assert.deepEqual(asked, ["manual", "follow", "manual"]);
});

void test("hooks are told of each attempt, and of no key", async () => {
  const told: unknown[] = [];
  const hooks = {
    onRequest: (one: object) => told.push(["request", one]),
    onResponse: (one: object) => told.push(["response", one]),
    onRetry: (one: object) => told.push(["retry", one]),
  };
  const answers = [{ status: 503, headers: { "Retry-After": "0", "X-Request-Id": "r" } }, { body: VIDEO }];
  await serving(answers, async (server) => {
    await client(server, { hooks }).videos.retrieve("v");
  });
  const names = told.map((one) => (one as [string, object])[0]);
  assert.deepEqual(names, ["request", "response", "retry", "request", "response"]);
  const { status, requestId, number, route } = (told[1] as [string, Record<string, unknown>])[1];
  assert.deepEqual([status, requestId, number, route], [503, "r", 1, "GET /v1/videos/{video_id}"]);
  assert.ok(!inspect(told, { depth: 9, showHidden: true }).includes(KEY));
});

void test("what else a call may change goes with it alone", async () => {
  await serving([{ body: VIDEO }], async (server) => {
    const options = {
      headers: { "X-Extra": "1", "Content-Type": "application/json" },
      query: { a: ["b c", "d"], e: { f: 1 } },
      body: { later: null },
    };
    await client(server).videos.create({ prompt: "a" }, options);
    assert.equal(server.last.target, "/v1/videos?a=b%20c&a=d&e%5Bf%5D=1");
    assert.equal(server.last.headers["x-extra"], "1");
    assert.equal(server.last.body.toString(), '{"prompt":"a","later":null}');
    await failure(client(server).videos.create({ prompt: "a" }, { mediaType: "text/plain" }), ArgumentError);
    await failure(client(server).videos.retrieve("v", { deadline: 0 }), ArgumentError);
  });
});
