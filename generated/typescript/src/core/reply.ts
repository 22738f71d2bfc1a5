/** Answers as they come, and what each kind of answer is read as. */

import { APIResponseValidationError } from "./errors.js";
import type { Secret } from "./secret.js";
import { at, firstAt, isObject, type Json, parsed } from "./values.js";

/** What came before an answer, and why nothing came after it. */
export interface Trail {
  readonly attempts: number;
  /** Why it was not tried again, where that needs saying. */
  readonly note: string;
  /** Whether the server may have done what it was asked for, though it says that it failed. */
  readonly outcomeUnknown: boolean;
}

/** An answer to be read piece by piece. */
export interface Connection {
  /** The body, piece by piece. Throws APIConnectionError. */
  pieces(): AsyncGenerator<Uint8Array, void, undefined>;
  /** Have done with it. */
  close(): Promise<void>;
}

/** An answer, before anything is made of it. */
export class Reply {
  readonly status: number;
  /** Method and path template of the request, for messages. */
  readonly route: string;
  /** What the server calls this exchange, if it says so. */
  readonly requestId: string | undefined;
  trail: Trail = { attempts: 1, note: "", outcomeUnknown: false };
  #ends = Infinity;
  // What a server may repeat a key in does not show itself where an answer is printed.
  readonly #headers: Headers;
  #text = "";
  readonly #connection: Connection;
  readonly #secrets: readonly Secret[];

  constructor(
    facts: Pick<Reply, "status" | "headers" | "route" | "requestId" | "secrets">,
    connection: Connection,
  ) {
    this.status = facts.status;
    this.#headers = facts.headers;
    this.route = facts.route;
    this.requestId = facts.requestId;
    this.#connection = connection;
    this.#secrets = facts.secrets;
  }

  get headers(): Headers {
    return this.#headers;
  }

  /** The body; empty where it is left to be downloaded. */
  get text(): string {
    return this.#text;
  }

  /**
   * When the deadline of the call has passed, by the client's clock.
   *
   * @internal
   */
  get ends(): number {
    return this.#ends;
  }

  /** @internal */
  set ends(time: number) {
    this.#ends = time;
  }

  /** What must not appear in a message. */
  get secrets(): readonly Secret[] {
    return this.#secrets;
  }

  /**
   * What the body is read from.
   *
   * @internal
   */
  get connection(): Connection {
    return this.#connection;
  }

  /** Media type, in lower case and without parameters; empty where none is named. */
  get media(): string {
    return (this.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  }

  /** Whether the status is 2xx. */
  get isSuccess(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  /** Milliseconds until the server wants to be asked again, if it says so: a number or a date. */
  get retryAfter(): number | undefined {
    const value = (this.headers.get("retry-after") ?? "").trim();
    if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
    const date = timeOf(value);
    if (date === undefined) return undefined;
    // By the server's own clock, where it tells the time: ours may be wrong.
    return Math.max(0, date - (timeOf(this.headers.get("date") ?? "") ?? Date.now()));
  }

  /** The body as JSON. Throws SyntaxError. */
  json(): Json {
    return parsed(this.text);
  }

  /**
   * Take in the body.
   *
   * @internal
   */
  async read(): Promise<this> {
    const parts: Uint8Array[] = [];
    for await (const part of this.#connection.pieces()) parts.push(part);
    const bytes = await new Blob(parts as BlobPart[]).arrayBuffer();
    this.#text = decoded(bytes, this.headers.get("content-type") ?? "");
    return this;
  }
}

/** Return the time of a date of HTTP, in milliseconds; undefined where it is none. */
export function timeOf(date: string): number | undefined {
  const time = /^[a-z]{3}/i.test(date) && !/\d{5}/.test(date) ? Date.parse(date) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** Return a text in the charset that the server names, or else in UTF-8. */
function decoded(bytes: ArrayBuffer, contentType: string): string {
  const named = /charset="?([^";\s]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Where `unless` is absent and `payload` is an object, the payload is the value. */
export interface Unwrap {
  readonly payload: string;
  readonly unless: string;
}

/** An answer that the document describes. Bytes are left on the wire for the caller to fetch. */
export interface Answer {
  readonly kind: "json" | "text" | "binary" | "empty";
  readonly status: string;
  readonly media: string;
  readonly unwrap?: Unwrap;
}

export function jsonAnswer(status: string, media: string, unwrap?: Unwrap): Answer {
  return unwrap ? { kind: "json", status, media, unwrap } : { kind: "json", status, media };
}

export function textAnswer(status: string, media: string): Answer {
  return { kind: "text", status, media };
}

export function binaryAnswer(status: string, media: string): Answer {
  return { kind: "binary", status, media };
}

export function emptyAnswer(status: string): Answer {
  return { kind: "empty", status, media: "" };
}

/** Return the value of a body without its envelope. */
export function unwrapped(answer: Answer, value: Json): Json {
  if (answer.unwrap === undefined) return value;
  const inner = at(value, answer.unwrap.payload);
  return isObject(inner) && firstAt(value, [answer.unwrap.unless]) === null ? inner : value;
}

/** Return what an answer is. Throws APIResponseValidationError. */
export function valueOf(answer: Answer, reply: Reply): Json | undefined {
  if (answer.kind === "empty") return undefined;
  if (answer.kind === "text") return reply.text;
  try {
    return unwrapped(answer, reply.json());
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const problem = reply.text === "" ? "the body is empty" : `broken JSON, ${reason}`;
    throw new APIResponseValidationError(reply, problem);
  }
}

/**
 * Return the described answer that a successful one is.
 *
 * A success that is not described, such as 201 where only 200 is, counts as the first that is. A
 * media type that is not described counts as one that could well have been meant.
 */
export function matching(answers: readonly Answer[], reply: Reply): Answer | undefined {
  const ofStatus = answersOf(answers, String(reply.status));
  if (ofStatus.length === 0) return emptyAnswer("2XX");
  // A 204 is no file of no bytes.
  const hasBody = reply.status !== 204 && reply.status !== 205;
  const chosen = ofStatus.filter((one) => hasBody || one.kind !== "binary");
  return (
    chosen.find((one) => fits(one.media, reply.media)) ??
    chosen.find((one) => couldBe(one, reply.media))
  );
}

function answersOf(answers: readonly Answer[], status: string): readonly Answer[] {
  for (const wanted of [status, `${status.charAt(0)}XX`, "DEFAULT", answers[0]?.status ?? ""]) {
    const found = answers.filter((one) => one.status.toUpperCase() === wanted.toUpperCase());
    if (found.length > 0) return found;
  }
  return [];
}

function fits(described: string, media: string): boolean {
  const named = described.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const family = `${media.split("/", 1)[0] ?? ""}/*`;
  return media === "" || [media, "*/*", family].includes(named);
}

function couldBe(answer: Answer, media: string): boolean {
  if (answer.kind === "empty") return true;
  // The page of a proxy or of a login, with a status that says that all is well.
  if (media === "text/html") return false;
  if (answer.kind === "text") return media.startsWith("text/");
  const isJson = media.endsWith("/json") || media.endsWith("+json");
  if (answer.kind === "binary") return !isJson && !media.startsWith("text/");
  return media.startsWith("text/") || media.endsWith("json") || media.endsWith("/octet-stream");
}
