/** The bytes of an answer: into memory, a stream or a file, checked, and from where they were cut. */

import { extentOf } from "./digest.js";
import {
  APIConnectionError,
  APIResponseValidationError,
  ArgumentError,
  DownloadCorrupt,
  StatusError,
} from "./errors.js";
import { adding, elsewhere, type Outgoing, outgoing } from "./outgoing.js";
import { Part } from "./part.js";
import { type Listener, Meter } from "./progress.js";
import { Reply } from "./reply.js";
import { meaning, type Request, streams } from "./request.js";
import { Course } from "./retry.js";
import { attempted, endOf, type Session } from "./session.js";
import type { RequestOptions, Settings } from "./settings.js";
import type { Bounds } from "./transport.js";

export interface FetchOptions {
  /** Is called as bytes come, at most ten times a second. */
  readonly onProgress?: Listener | undefined;
}

export interface SaveOptions extends FetchOptions {
  /** Whether to use and to leave what another process can go on with; by default it is. */
  readonly resume?: boolean | undefined;
}

/**
 * The bytes of an answer, still on their way.
 *
 * They can be fetched once. Each way to fetch them closes the connection, and so does `close()`, for
 * bytes that are not wanted after all.
 */
export class Download implements AsyncIterable<Uint8Array> {
  readonly #reply: Reply;
  readonly #wanted: Wanted;

  constructor(reply: Reply, wanted: Wanted) {
    this.#reply = reply;
    this.#wanted = wanted;
  }

  /** The HTTP status. */
  get status(): number {
    return this.#reply.status;
  }

  get headers(): Headers {
    return this.#reply.headers;
  }

  /** What the bytes are, such as `image/png`; empty where the server does not say. */
  get mediaType(): string {
    return this.#reply.media;
  }

  /** How many bytes there are, if the server says so. */
  get length(): number | undefined {
    return extentOf(this.#reply)?.total;
  }

  /** What the server calls this exchange. */
  get requestId(): string | undefined {
    return this.#reply.requestId;
  }

  /** Fetch the bytes piece by piece. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#pieces();
  }

  /** Fetch all bytes into memory. */
  async bytes(options: FetchOptions = {}): Promise<Uint8Array> {
    return new Uint8Array(await (await this.blob(options)).arrayBuffer());
  }

  /** Fetch all bytes into memory, with their media type. */
  async blob(options: FetchOptions = {}): Promise<Blob> {
    const parts: Uint8Array[] = [];
    for await (const piece of this.#pieces(options)) parts.push(piece);
    return new Blob(parts as BlobPart[], { type: this.mediaType });
  }

  /** Return a stream of the bytes, which are fetched as they are read. */
  stream(options: FetchOptions = {}): ReadableStream<Uint8Array> {
    const pieces = this.#pieces(options);
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await pieces.return();
      },
    });
  }

  /** Fetch the bytes into a stream, and close it. */
  async pipeTo(writable: WritableStream<Uint8Array>, options: FetchOptions = {}): Promise<void> {
    const { signal } = this.#wanted.options;
    await this.stream(options).pipeTo(writable, signal ? { signal } : {});
  }

  /**
   * Fetch the bytes into a file, which is there when it is whole, and never in part.
   *
   * Where the connection is cut, it goes on from there, if the server names a version of the file; so
   * does another process after this one was killed, unless `resume` is false. The bytes until then
   * are beside the path, in a file whose name ends in `.part`. Returns the path.
   *
   * Throws APIConnectionError, where several attempts in a row brought not a single byte;
   * DownloadCorrupt, where the bytes are not what the server announced; APIStatusError, where it does
   * not give the rest.
   */
  async writeToFile(path: string, options: SaveOptions = {}): Promise<string> {
    try {
      return await fetched(this.#wanted, path, options, this.#reply);
    } finally {
      await this.close();
    }
  }

  /** Close the connection. */
  async close(): Promise<void> {
    await this.#reply.connection.close();
  }

  async *#pieces(options: FetchOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    const meter = new Meter(options.onProgress, this.#wanted.settings.clock.now);
    let size = 0;
    for await (const piece of this.#reply.connection.pieces()) {
      size += piece.length;
      yield piece;
      await meter.tell(size, this.length);
    }
    checkWhole(this.#reply, size, this.length);
    await meter.last(size, this.length);
  }
}

/** A file to be fetched. */
export interface Wanted {
  /** What it is the answer to. */
  readonly request: Request;
  readonly settings: Settings;
  readonly options: RequestOptions;
  /** Where an answer says that it is, if that is not where the request leads. */
  readonly url?: string;
}

/** Return what becomes of a value of `meaning`: a download, where it is an answer of bytes. */
export function downloading(
  session: Session,
  request: Request,
  options: RequestOptions,
): (value: unknown) => unknown {
  const wanted = { request, settings: session.settings, options };
  return (value) => (value instanceof Reply ? new Download(value, wanted) : value);
}

/** Ask for bytes, and return them on their way. */
export async function opened(wanted: Wanted): Promise<Download> {
  const sent = await sentFor(wanted);
  const course = new Course(wanted.request, sent, wanted.settings, wanted.options);
  const { now, sleep } = wanted.settings.clock;
  const bounds = boundsOf(wanted, course);
  for (;;) {
    course.number += 1;
    const outcome = await attempted(sent, wanted.settings, course.number, bounds);
    if (!(outcome instanceof APIConnectionError) && outcome.isSuccess) {
      return new Download(await checked(wanted, outcome), wanted);
    }
    const pause = course.pause(outcome, bounds.ends - now());
    if (pause === undefined) {
      if (outcome instanceof APIConnectionError) throw course.failed(outcome);
      throw wanted.settings.failure(course.ended(await outcome.read()));
    }
    await sleep(pause, wanted.options.signal);
  }
}

/**
 * Fetch a file, from an answer that has begun already or else from its start. Returns its path.
 *
 * It has its name when it is whole, and never in part. Where the connection is cut, it goes on from
 * there, if the server has a way to tell that the bytes are still the same ones.
 */
export async function fetched(
  wanted: Wanted,
  path: string,
  options: SaveOptions,
  answer?: Reply,
): Promise<string> {
  const sent = await sentFor(wanted);
  const isRepeatable = sent.method === "GET";
  const part = new Part(path, sent.url, isRepeatable && options.resume !== false);
  const course = new Course(wanted.request, sent, wanted.settings, wanted.options);
  const { signal } = wanted.options;
  const bounds = answer ? { ends: answer.ends, signal } : boundsOf(wanted, course);
  const { now, sleep } = wanted.settings.clock;
  const meter = new Meter(options.onProgress, now);
  try {
    await part.open();
    let reply = answer;
    if (reply && part.size > 0 && part.isOf(reply)) {
      // The same bytes as another process began to fetch: this answer would bring them again.
      await reply.connection.close();
      reply = undefined;
    }
    let furthest = part.size;
    for (;;) {
      course.number += 1;
      try {
        reply ??= await asked(wanted, sent, part, course.number, bounds);
        if (reply !== undefined) await takenIn(reply, part, meter);
        await part.verify();
        await part.finish();
        return path;
      } catch (error) {
        reply = undefined;
        if (!isRepeatable || !isCut(error)) throw error;
        if (part.size > furthest) {
          // Bytes that were here before do not count, or it could start over for ever.
          furthest = part.size;
          course.number = 1;
        }
        await sleep(pauseAfter(error, course, part, bounds.ends - now()), wanted.options.signal);
      }
    }
  } finally {
    await part.release();
  }
}

type Cut = APIConnectionError | DownloadCorrupt | StatusError;

function isCut(error: unknown): error is Cut {
  return (
    error instanceof APIConnectionError ||
    error instanceof DownloadCorrupt ||
    error instanceof StatusError
  );
}

/** Return the milliseconds until the next attempt. Throws the error, where there shall be none. */
function pauseAfter(error: Cut, course: Course, part: Part, left: number): number {
  let pause: number | undefined;
  if (error instanceof StatusError) {
    pause = course.pause(error.response, left);
    if (pause === undefined && (error.status === 404 || error.status === 410)) part.forget();
  } else if (error instanceof DownloadCorrupt) {
    // Bytes that came in one go are what the server has: they will not get better.
    const cut = new APIConnectionError(error.message, { delivered: true });
    pause = part.isPieced ? course.pause(cut, left) : undefined;
    part.forget();
  } else {
    pause = course.pause(error, left);
  }
  if (pause !== undefined) return pause;
  if (!(error instanceof APIConnectionError)) throw error;
  const ended = course.failed(error);
  throw ended instanceof APIConnectionError ? ended.noted(part.account) : ended;
}

/** Ask for what is missing; undefined where nothing is. */
async function asked(
  wanted: Wanted,
  sent: Outgoing,
  part: Part,
  number: number,
  bounds: Bounds,
): Promise<Reply | undefined> {
  if (part.validator === "") part.forget();
  const isRest = part.size > 0;
  const rest = { Range: `bytes=${String(part.size)}-`, "If-Range": part.validator };
  const headers = { "Accept-Encoding": "identity", ...(isRest ? rest : {}) };
  const reply = await attempted(adding(sent, headers), wanted.settings, number, bounds);
  if (reply instanceof APIConnectionError) throw reply;
  if (reply.status === 416 && isRest) {
    await reply.connection.close();
    if (part.isWhole(reply)) return undefined;
    throw part.misfit(reply, `byte ${String(part.size)} was asked for, and is not there`);
  }
  return checked(wanted, reply);
}

/** Return an answer of bytes. Throws what any other means. */
async function checked(wanted: Wanted, reply: Reply): Promise<Reply> {
  if (streams(wanted.request, reply)) return reply;
  const whole = await reply.read();
  meaning(wanted.request, whole, wanted.settings.failure);
  throw new APIResponseValidationError(whole, `it is ${whole.media}, not a file`);
}

/** Add the bytes of an answer to those that are there. */
async function takenIn(reply: Reply, part: Part, meter: Meter): Promise<void> {
  try {
    await part.begin(reply);
    for await (const piece of reply.connection.pieces()) {
      await part.write(piece);
      await meter.tell(part.size, part.total);
    }
  } finally {
    await reply.connection.close();
  }
  checkWhole(reply, part.size, part.total);
  await meter.last(part.size, part.total);
}

function checkWhole(reply: Reply, size: number, total: number | undefined): void {
  if (total === undefined || size >= total) return;
  const problem = `the answer ended after ${String(size)} of ${String(total)} bytes.`;
  throw new APIConnectionError(`${reply.route}: ${problem}`, { delivered: true });
}

async function sentFor(wanted: Wanted): Promise<Outgoing> {
  const sent = await outgoing(wanted.request, wanted.settings, wanted.options);
  if (sent.headers.some(([name]) => name.toLowerCase() === "range")) {
    throw new ArgumentError("a file is fetched whole: leave out the header Range");
  }
  return wanted.url === undefined ? sent : elsewhere(sent, wanted.url);
}

function boundsOf(wanted: Wanted, course: Course): Bounds {
  const ends = endOf(course.deadline, wanted.settings.clock.now());
  return { ends, signal: wanted.options.signal };
}
