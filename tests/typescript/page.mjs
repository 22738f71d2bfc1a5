/** What a page does with the client: a job from start to end, progress, errors, an abort. */

import { APIStatusError, Client, NotFoundError } from "./index.js";

const mock = new URLSearchParams(location.search).get("mock");
const client = new Client({ apiKey: "sk-page", baseUrl: mock, maxRetries: 0 });
const told = {};

async function failing(call) {
  try {
    await call;
    return "nothing";
  } catch (error) {
    return error instanceof APIStatusError ? `${error.constructor.name} ${error.status}` : error.name;
  }
}

try {
  const job = await client.videos.submit({ prompt: "A calico cat" });
  told.states = [];
  for await (const state of job.watch({ timeout: 60_000 })) told.states.push(state.state);
  const download = await job.open();
  told.steps = 0;
  told.bytes = (await download.bytes({ onProgress: () => (told.steps += 1) })).length;

  const resumed = await client.videos.resume(job.token).wait();
  told.resumed = resumed.status;

  const picture = new File([new Uint8Array(70_000)], "cat.png", { type: "image/png" });
  told.uploaded = (await client.videos.create({ prompt: "A cat", input_reference: picture })).status;

  const away = client.generations.submit({ model: "sora-2", prompt: "A calico cat" });
  const elsewhere = await away;
  await elsewhere.wait();
  told.elsewhere = (await (await elsewhere.open()).bytes()).length;

  const missing = client.videos.retrieve("video_of_nobody");
  told.missing = (await missing.catch((error) => error)) instanceof NotFoundError;
  told.refused = await failing(client.videos.create({ prompt: "" }));

  const controller = new AbortController();
  const waiting = (await client.videos.submit({ prompt: "A cat" })).wait({ signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  told.aborted = await failing(waiting);
  told.file = await failing(job.download("clip.mp4"));
} catch (error) {
  told.broken = `${error.name}: ${error.message}\n${error.stack}`;
}
await fetch("/told", { method: "POST", body: JSON.stringify(told) });
