/** Requests as data: what an operation's arguments amount to, and how its answers are read. */

import type { Body } from "./body.js";
import type { Parameter } from "./encode.js";
import { APIResponseValidationError, OutcomeUnknown, type StatusError } from "./errors.js";
import { type Answer, matching, type Reply, valueOf } from "./reply.js";
import type { Json } from "./values.js";

/** A call of an operation, whose answer is a T. It knows neither the server's address nor a key. */
export interface Request<T = unknown> {
  /** Method and path template, such as `GET /pets/{petId}`. */
  readonly route: string;
  readonly path?: readonly Parameter[];
  readonly query?: readonly Parameter[];
  readonly headers?: readonly Parameter[];
  readonly cookies?: readonly Parameter[];
  readonly body?: Body;
  readonly answers: readonly Answer[];
  /** Alternatives, each some schemes that are needed together; none where no key is needed. */
  readonly security?: readonly (readonly string[])[];
  /** Where the operation lives, if not where the rest of the API does. */
  readonly server?: string;
  /** Whether it may be sent again once it may have arrived; by default its method says so. */
  readonly resend?: "always" | "never";
  /** The header with a key by which the server carries out once what it is sent twice. */
  readonly idempotencyHeader?: string;
  /** Whether it starts a job. Then its connection is not used again. */
  readonly startsJob?: boolean;
  /** Never there: it tells the type checker what the answer is. */
  readonly result?: T;
}

/** Methods that do the same whether they are carried out once or twice (RFC 9110, 9.2.2). */
const IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"];

/** The HTTP method. */
export function methodOf(request: Request): string {
  return request.route.split(" ", 1)[0] ?? "";
}

/** The path template. */
export function templateOf(request: Request): string {
  return request.route.slice(methodOf(request).length + 1);
}

/** Whether carrying a request out twice does no more than once. */
export function isHarmless(request: Request): boolean {
  return request.resend ? request.resend === "always" : IDEMPOTENT.includes(methodOf(request));
}

/** The media types of the answers. */
export function acceptOf(request: Request): string {
  const medias = new Set(request.answers.map((one) => one.media).filter(Boolean));
  return [...medias].join(", ") || "*/*";
}

/** Whether the answer is bytes for the caller to fetch, and nothing else. */
export function isDownload({ answers }: Request): boolean {
  return answers.length > 0 && answers.every((one) => one.kind === "binary");
}

/** Whether the body of this answer is left to the caller to fetch. */
export function streams({ answers }: Request, reply: Reply): boolean {
  return reply.isSuccess && matching(answers, reply)?.kind === "binary";
}

/**
 * Return what an answer means; the answer itself, where its bytes are for the caller to fetch.
 *
 * Throws StatusError, APIResponseValidationError or OutcomeUnknown.
 */
export function meaning(
  request: Request,
  reply: Reply,
  failure: (reply: Reply) => StatusError,
): Json | Reply | undefined {
  if (!reply.isSuccess) throw failure(reply);
  try {
    const answer = matching(request.answers, reply);
    if (answer?.kind === "binary") return reply;
    if (answer) return valueOf(answer, reply);
    const expected = request.answers.map((one) => one.media).join(" or ");
    const shown = reply.text.slice(0, 200).trim() || "the body is empty";
    const problem = `it is ${reply.media || "nothing"}, not ${expected}: ${shown}`;
    throw new APIResponseValidationError(reply, problem);
  } catch (error) {
    const isLost = error instanceof APIResponseValidationError && error.isUnreadable;
    if (!isLost || isHarmless(request)) throw error;
    const { route } = request;
    throw new OutcomeUnknown(error.message, { route, requestId: reply.requestId, cause: error });
  }
}
