/** Everything that can go wrong, as one tree. The errors of a status stand in `../errors.ts`. */

import type { Reply } from "./reply.js";
import { redact } from "./secret.js";
import { type Json, parsed, textAt, written } from "./values.js";

/** Characters of a server's message that an error repeats. */
const LONGEST = 500;

/** Whatever this package throws by itself. What an `AbortSignal` ends is thrown as its reason. */
export class APIError extends Error {
  static {
    this.prototype.name = "APIError";
  }

  /** The job that was being waited for, if one was. */
  declare job?: unknown;
}

/** The client lacks something, such as a key or a base URL. Nothing was sent. */
export class ConfigurationError extends APIError {
  static {
    this.prototype.name = "ConfigurationError";
  }
}

/** An argument cannot be sent as it is. Nothing was sent. */
export class ArgumentError extends APIError {
  static {
    this.prototype.name = "ArgumentError";
  }
}

interface ConnectionFacts {
  /** Whether the request may have reached the server. If not, it is safe to send it again. */
  readonly delivered: boolean;
  /** What the server calls this exchange, if its answer got so far. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** There is no whole answer: the connection failed, or broke before its end. */
export class APIConnectionError extends APIError {
  static {
    this.prototype.name = "APIConnectionError";
  }

  /** Whether the request may have reached the server. If not, it is safe to send it again. */
  readonly delivered: boolean;
  /** What the server calls this exchange, if its answer got so far. */
  readonly requestId: string | undefined;

  constructor(message: string, facts: ConnectionFacts) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.delivered = facts.delivered;
    this.requestId = facts.requestId;
  }

  /** Return it with something more to say. */
  noted(note: string, facts: Partial<ConnectionFacts> = {}): APIConnectionError {
    const kind = this.constructor as typeof APIConnectionError;
    const { delivered, requestId, cause } = this;
    return new kind(`${this.message} ${note}`.trimEnd(), { delivered, requestId, cause, ...facts });
  }
}

/** The server did not answer in time. */
export class APITimeoutError extends APIConnectionError {
  static {
    this.prototype.name = "APITimeoutError";
  }
}

/**
 * A request was sent, and nobody knows whether the server has carried it out.
 *
 * It is not sent again, since it could be carried out twice. `cause` is what went wrong.
 */
export class OutcomeUnknown extends APIError {
  static {
    this.prototype.name = "OutcomeUnknown";
  }

  /** Method and path template of the request. */
  readonly route: string;
  /** What the server calls the exchange, if its answer got so far. */
  readonly requestId: string | undefined;
  /** The key that was sent, to be sent again in `headers`. */
  readonly idempotencyKey: string | undefined;

  constructor(
    problem: string,
    facts: {
      readonly route: string;
      readonly requestId?: string | undefined;
      readonly idempotencyKey?: string | undefined;
      readonly cause: unknown;
    },
  ) {
    const ways =
      facts.idempotencyKey === undefined
        ? "It was not sent again: look whether it was carried out before you do."
        : "Calling again is safe with the same idempotency key.";
    super(`${problem} ${ways}`, { cause: facts.cause });
    this.route = facts.route;
    this.requestId = facts.requestId;
    this.idempotencyKey = facts.idempotencyKey;
  }
}

/** The bytes of a file are not those that the server announced. They are thrown away. */
export class DownloadCorrupt extends APIError {
  static {
    this.prototype.name = "DownloadCorrupt";
  }
}

/** What the errors that come of an answer have in common. */
class ReplyError extends APIError {
  /** The answer. */
  readonly response: Reply;

  constructor(response: Reply, message: string) {
    super(redact(oneLine(message), response.secrets));
    this.response = response;
  }

  /** The HTTP status of the answer. */
  get status(): number {
    return this.response.status;
  }

  /** What the server calls this exchange; support will ask for it. */
  get requestId(): string | undefined {
    return this.response.requestId;
  }
}

/** The server says that all is well, but its answer is not what the document describes. */
export class APIResponseValidationError extends ReplyError {
  static {
    this.prototype.name = "APIResponseValidationError";
  }

  constructor(response: Reply, problem: string) {
    super(
      response,
      `${String(response.status)} answer to ${response.route} cannot be read: ${problem}` +
        `${reference(response)}. The server may be newer than this client, or something ` +
        "between them may have answered.",
    );
  }

  /** Whether the body is not even JSON, so that nothing can be known of it. */
  get isUnreadable(): boolean {
    return jsonOf(this.response) === undefined;
  }
}

/** Where the bodies of errors say what went wrong: JSON Pointers, tried in order. */
export interface ErrorPlaces {
  readonly message: readonly string[];
  readonly code: readonly string[];
  readonly type: readonly string[];
  readonly param: readonly string[];
}

/**
 * The server answered with a status that means failure.
 *
 * Where a field of the body is not where the document says it would be, or the body is no JSON at
 * all, what reads it is undefined.
 */
export class StatusError extends ReplyError {
  /** What the server says about it. */
  readonly reason: string | undefined;
  /** The server's word for this kind of failure. */
  readonly code: string | undefined;
  /** The server's word for this class of failures. */
  readonly type: string | undefined;
  /** The parameter that the server complains about. */
  readonly param: string | undefined;

  constructor(response: Reply, places: ErrorPlaces, advice = "") {
    const body = jsonOf(response) ?? null;
    const [reason, code, type, param] = (["message", "code", "type", "param"] as const).map((fact) => {
      const found = textAt(body, places[fact]);
      return found === undefined ? undefined : redact(found, response.secrets);
    });
    super(response, described(response, { reason, code, param }, advice));
    this.reason = reason;
    this.code = code;
    this.type = type;
    this.param = param;
  }

  /** The answer's body as JSON; undefined where it is no JSON. */
  get body(): unknown {
    return jsonOf(this.response);
  }

  /** Milliseconds until the server wants to be asked again, if it says so. */
  get retryAfter(): number | undefined {
    return this.response.retryAfter;
  }

  /** How often the request was sent. */
  get attempts(): number {
    return this.response.trail.attempts;
  }

  /** Whether the server may have done what it was asked for, though it says that it failed. */
  get outcomeUnknown(): boolean {
    return this.response.trail.outcomeUnknown;
  }
}

function jsonOf(response: Reply): Json | undefined {
  try {
    return parsed(response.text);
  } catch {
    return undefined;
  }
}

/** Say in one line what happened and what to do. */
function described(
  response: Reply,
  facts: Readonly<Record<"reason" | "code" | "param", string | undefined>>,
  advice: string,
): string {
  const { status, route, trail } = response;
  const text = `${String(status)} ${PHRASES[status] ?? "Unknown status"}: ${facts.reason ?? gist(response)}`;
  const named = [facts.code && `code ${facts.code}`, facts.param && `param ${facts.param}`, route];
  const where = named.filter(Boolean).join(", ");
  const hint = hinted(response, advice);
  return [`${clipped(text)} (${where}${reference(response)}).`, trail.note, hint].join(" ").trimEnd();
}

function hinted({ status, retryAfter, trail }: Reply, advice: string): string {
  if (trail.outcomeUnknown) {
    return "It may have been carried out all the same: look before you call again.";
  }
  if (retryAfter !== undefined) return `Try again in ${String(retryAfter / 1000)} s.`;
  return status >= 300 && status <= 399 ? "Check the base URL." : advice;
}

function reference(response: Reply): string {
  return response.requestId === undefined ? "" : `, request id ${response.requestId}`;
}

function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

function clipped(text: string): string {
  const line = oneLine(text);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** Return what an answer says whose message is not where the document has it. */
function gist(response: Reply): string {
  const { text, media } = response;
  if (text === "") {
    const location = response.headers.get("location");
    return location === null ? "no body" : `it leads to ${location}, which was not followed`;
  }
  if (media === "text/html" || text.trimStart().startsWith("<")) {
    // A proxy's page: its title is all that is worth a line.
    const title = /<title[^>]*>([^<]*)<\/title/i.exec(text.slice(0, 20_000))?.[1]?.trim();
    const named = title === undefined ? "" : ` titled ${JSON.stringify(title)}`;
    return `an HTML page${named}, not from the API`;
  }
  const body = jsonOf(response);
  return body === undefined ? text : written(body);
}

/** As RFC 9110 and its registry have them: HTTP/2 carries none. */
const PHRASES: Readonly<Record<number, string>> = {
  300: "Multiple Choices",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Content Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  416: "Range Not Satisfiable",
  417: "Expectation Failed",
  421: "Misdirected Request",
  422: "Unprocessable Content",
  423: "Locked",
  425: "Too Early",
  428: "Precondition Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  507: "Insufficient Storage",
};
