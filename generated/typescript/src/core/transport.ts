/** One request over `fetch`: in time, with its redirections, its failures as ours. */

import { APIConnectionError, APITimeoutError, ArgumentError } from "./errors.js";
import { hostOf, type Outgoing, redirected } from "./outgoing.js";
import { type Connection, Reply } from "./reply.js";
import { redact, type Secret } from "./secret.js";
import type { Phases, Settings } from "./settings.js";

const MOST_REDIRECTIONS = 10;
/** Bytes of a body that a millisecond is enough for. */
const SLOWEST = 10;

/** Codes of Node.js for what failed before a request was sent. A browser tells of nothing. */
const NOT_DELIVERED = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "ERR_TLS_CERT_ALTNAME_INVALID",
];

/** What bounds an attempt in time. */
export interface Bounds {
  /** When the call has to be over, by the clock. */
  readonly ends: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Send a request, and follow where its answer leads. The body of the answer is not read.
 *
 * Throws APIConnectionError; ArgumentError; or the reason of the caller's signal.
 */
export async function send(sent: Outgoing, settings: Settings, bounds: Bounds): Promise<Reply> {
  let request = sent;
  let reply = await sendOnce(request, settings, bounds);
  for (let count = 0; count < MOST_REDIRECTIONS; count += 1) {
    const onward = redirected(request, reply.status, reply.headers.get("location") ?? "");
    if (onward === undefined) break;
    await reply.connection.close();
    request = onward;
    reply = await sendOnce(request, settings, bounds);
  }
  return reply;
}

async function sendOnce(sent: Outgoing, settings: Settings, bounds: Bounds): Promise<Reply> {
  const watch = new Watch(sent, settings, bounds);
  const call = settings.fetch ?? globalThis.fetch;
  const init: RequestInit = {
    method: sent.method,
    headers: sent.headers.map((pair) => [...pair] as [string, string]),
    redirect: "manual",
    signal: watch.signal,
    ...(sent.payload ? { body: sent.payload.content } : {}),
  };
  const size = sent.payload?.content instanceof Blob ? sent.payload.content.size : 0;
  let answer: Response;
  try {
    answer = await watch.over("answer", size / SLOWEST, async () => {
      const first = await call(sent.url, init);
      return first.type === "opaqueredirect" ? call(sent.url, followed(sent, init)) : first;
    });
  } catch (error) {
    watch.end();
    throw watch.failure(error, error !== OVERDUE_BEFORE && !isUndelivered(error));
  }
  return received(answer, sent, watch);
}

/**
 * Return how a browser follows a redirection, for it does not say where one leads.
 *
 * It takes `Authorization` off where it leads to another host. Any other key it would hand over.
 */
function followed(sent: Outgoing, init: RequestInit): RequestInit {
  const isRead = sent.method === "GET" || sent.method === "HEAD";
  if (isRead && !sent.hasOtherKey) return { ...init, redirect: "follow" };
  const problem = "the server redirects, and a browser does not say where to";
  throw new APIConnectionError(`${sent.route}: ${problem}. Check the base URL.`, { delivered: true });
}

function received(answer: Response, sent: Outgoing, watch: Watch): Reply {
  const { headers, status, body } = answer;
  const requestId = sent.requestIdIn.map((name) => headers.get(name)).find((one) => one !== null);
  const { route, secrets } = sent;
  return new Reply(
    { status, headers, route, secrets, requestId: requestId ?? undefined },
    new Wire(body, watch),
  );
}

type Piece = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>["read"]>>;

/**
 * The body of an answer of `fetch`.
 *
 * There is always a read on its way, for a stream that breaks takes with it what nobody has read.
 */
class Wire implements Connection {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #watch: Watch;
  #next: Promise<Piece> | undefined;
  #isTaken = false;

  constructor(body: ReadableStream<Uint8Array> | null, watch: Watch) {
    this.#reader = body?.getReader();
    this.#watch = watch;
    this.#advance();
    if (body === null) watch.end();
  }

  async *pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#isTaken) throw new ArgumentError("the body was fetched before");
    this.#isTaken = true;
    try {
      while (this.#next) {
        const next = this.#next;
        const piece = await this.#watch.over("piece", 0, () => next);
        if (piece.done) return;
        this.#advance();
        yield piece.value;
      }
    } catch (error) {
      throw this.#watch.failure(error, true);
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    this.#isTaken = true;
    this.#watch.end();
    await this.#reader?.cancel().catch(() => undefined);
  }

  #advance(): void {
    this.#next = this.#reader?.read();
    // Whoever takes the piece is told of what went wrong.
    this.#next?.catch(() => undefined);
  }
}

const OVERDUE = new Error("overdue");
const OVERDUE_BEFORE = new Error("overdue before it was sent");

/** Sees to it that an exchange ends in time, or when the caller has lost interest. */
class Watch {
  readonly #sent: Outgoing;
  readonly #now: () => number;
  readonly #bounds: Bounds;
  readonly #controller = new AbortController();
  /** Whether it is the deadline that comes first. */
  #isLast = false;
  readonly #stop = (): void => {
    this.#controller.abort(this.#bounds.signal?.reason);
  };

  constructor(sent: Outgoing, settings: Settings, bounds: Bounds) {
    this.#sent = sent;
    this.#now = settings.clock.now;
    this.#bounds = bounds;
    if (bounds.signal?.aborted) this.#stop();
    else bounds.signal?.addEventListener("abort", this.#stop, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Do one step of a phase, in the time that it may take and `more` milliseconds. */
  async over<T>(phase: keyof Phases, more: number, step: () => Promise<T>): Promise<T> {
    const left = this.#bounds.ends - this.#now();
    if (left <= 0) throw OVERDUE_BEFORE;
    const usual = (this.#sent.timeout[phase] ?? Infinity) + more;
    const most = Math.min(usual, left);
    this.#isLast = left <= usual;
    if (most === Infinity) return step();
    // A timer takes no more than some 24 days.
    const timer = setTimeout(() => {
      this.#controller.abort(OVERDUE);
    }, Math.min(most, 2 ** 31 - 1));
    try {
      return await step();
    } finally {
      clearTimeout(timer);
    }
  }

  /** There is nothing more to watch. */
  end(): void {
    this.#bounds.signal?.removeEventListener("abort", this.#stop);
  }

  /** Return what an error means: the caller's own reason, or why there is no whole answer. */
  failure(error: unknown, delivered: boolean): unknown {
    const { route, secrets } = this.#sent;
    if (this.#bounds.signal?.aborted) return this.#bounds.signal.reason;
    if (error instanceof APIConnectionError || error instanceof ArgumentError) return error;
    const host = hostOf(this.#sent);
    const advice = delivered ? "It may have arrived." : "It was not sent.";
    if (error === OVERDUE_BEFORE) {
      return new APITimeoutError(`${route}: the deadline has passed. ${advice}`, { delivered });
    }
    if (error === OVERDUE || this.signal.reason === OVERDUE) {
      const late = this.#isLast ? "did not answer before the deadline" : "took too long";
      return new APITimeoutError(`${route}: ${host} ${late}. ${advice}`, { delivered });
    }
    const reason = redact(reasonOf(error), secrets);
    const message = `${route}: the connection to ${host} failed: ${reason}. ${advice}`;
    return new APIConnectionError(message, { delivered, cause: harmless(error, secrets) });
  }
}

/** Return an error without what else is on it: bytes of a request, and the key among them. */
function harmless(error: unknown, secrets: readonly Secret[]): unknown {
  if (!(error instanceof Error)) return undefined;
  const cause = harmless(error.cause, secrets);
  const made = new Error(redact(error.message, secrets), cause === undefined ? {} : { cause });
  return "code" in error ? Object.assign(made, { code: error.code }) : made;
}

function isUndelivered(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ("code" in one && NOT_DELIVERED.includes(String(one.code))) return true;
    if (one.message === "bad port") return true;
  }
  return false;
}

/** Return the innermost message of an error: that of `fetch` itself says only that it failed. */
function reasonOf(error: unknown): string {
  let reason = String(error);
  for (let one = error; one instanceof Error; one = one.cause) {
    reason = one.message || ("code" in one ? String(one.code) : one.name);
  }
  return reason.replace(/\.$/, "");
}
