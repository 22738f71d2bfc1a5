/**
 * Whether a call is tried again, after how long, and what its end means where it is not.
 *
 * Trying again is safe where it does no harm to carry a request out twice, and where it is certain
 * that the server has not carried it out. The rest is never sent again: then `OutcomeUnknown` or
 * `outcomeUnknown` says that nobody knows.
 */

import { APIConnectionError, type APIError, OutcomeUnknown } from "./errors.js";
import type { Outgoing } from "./outgoing.js";
import type { Reply } from "./reply.js";
import { isHarmless, type Request } from "./request.js";
import type { RequestOptions, Settings } from "./settings.js";

/** Statuses that may be others a moment later. 409 is not: its cause stays until somebody acts. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];
/** Milliseconds of a `Retry-After` that are slept through; a longer one is for the caller to plan. */
const LONGEST_WISH = 60_000;
/** Milliseconds: the bound of the first pause, which doubles, and the longest that it gets. */
const FIRST = 500;
const LONGEST = 8_000;

/** What came of an attempt: an answer, its body not read, or none. */
export type Outcome = Reply | APIConnectionError;

/** One call, from its first attempt to its end. */
export class Course {
  /** Of attempts so far. */
  number = 0;
  readonly deadline: number | null;
  readonly #request: Request;
  readonly #sent: Outgoing;
  readonly #chance: () => number;
  readonly #maxRetries: number;
  #doubt = "";
  #note = "";

  constructor(request: Request, sent: Outgoing, settings: Settings, options: RequestOptions) {
    this.#request = request;
    this.#sent = sent;
    this.#chance = settings.clock.chance;
    this.#maxRetries = options.maxRetries ?? settings.maxRetries;
    this.deadline = options.deadline === undefined ? settings.deadline : options.deadline;
  }

  /**
   * Return the milliseconds until the next attempt; undefined where there shall be none.
   *
   * `left` are those until the deadline.
   */
  pause(outcome: Outcome, left: number): number | undefined {
    this.#note = "";
    if (!isHarmless(this.#request) && mayHaveActed(outcome)) this.#doubt ||= said(outcome);
    if (!this.#maySendAgain(outcome)) return undefined;
    if (this.number > this.#maxRetries || left <= 0) {
      this.#note = this.number > 1 ? `Tried ${String(this.number)} times.` : "";
      return undefined;
    }
    const wish = outcome instanceof APIConnectionError ? undefined : outcome.retryAfter;
    // Anything between nothing and the bound: clients that failed together do not come back so.
    const bound = Math.min(LONGEST, FIRST * 2 ** Math.min(this.number - 1, 32));
    const pause = Math.max(this.#chance() * bound, wish ?? 0);
    const asked = wish ? "The server asks for" : "The next attempt was due after";
    if (wish !== undefined && wish > LONGEST_WISH) {
      const most = `no more than ${seconds(LONGEST_WISH)} are slept through.`;
      this.#note = `${asked} a pause of ${seconds(wish)}, and ${most}`;
      return undefined;
    }
    if (pause >= left) {
      // Sleeping to the deadline would only make the same failure come later.
      const rest = `only ${seconds(left)} are left until the deadline.`;
      this.#note = `${asked} a pause of ${seconds(pause)}, and ${rest}`;
      return undefined;
    }
    return pause;
  }

  #maySendAgain(outcome: Outcome): boolean {
    const isAnswer = !(outcome instanceof APIConnectionError);
    if (isAnswer && !PASSING.includes(outcome.status)) return false;
    if (!isAnswer && !outcome.delivered) return true;
    if (this.#request.resend === "never") return false;
    const isRepeatable = isHarmless(this.#request) || this.#sent.idempotencyKey !== undefined;
    return isRepeatable || isRefusal(outcome);
  }

  /** Return the answer with which the call ends, with what is known of its way there. */
  ended(reply: Reply): Reply {
    const outcomeUnknown = this.#doubt !== "";
    if (!reply.isSuccess) reply.trail = { attempts: this.number, note: this.#note, outcomeUnknown };
    return reply;
  }

  /** Return the error with which the call ends. */
  failed(error: APIConnectionError): APIError {
    if (this.#doubt === "") {
      const isSafe = isHarmless(this.#request) || !error.delivered;
      return error.noted(`${this.#note} ${isSafe ? "Calling again is safe." : ""}`.trim());
    }
    return new OutcomeUnknown(`${this.#doubt} ${this.#note}`.trimEnd(), {
      route: this.#request.route,
      requestId: error.requestId,
      idempotencyKey: this.#sent.idempotencyKey,
      cause: error,
    });
  }
}

/**
 * Whether an answer says that the server has not carried the request out, and would later.
 *
 * So do 425 (RFC 8470), 429 (RFC 6585) and 503 where it says when to come back. Without that, a 503
 * is also what a proxy says that lost a server in the middle of its work, and so are 502 and 504.
 */
function isRefusal(outcome: Outcome): boolean {
  if (outcome instanceof APIConnectionError) return false;
  if (outcome.status === 503) return outcome.retryAfter !== undefined;
  return outcome.status === 425 || outcome.status === 429;
}

/** Whether the server may have carried out what it was asked for, and not be able to say so. */
function mayHaveActed(outcome: Outcome): boolean {
  if (outcome instanceof APIConnectionError) return outcome.delivered;
  if (isRefusal(outcome) || [501, 505].includes(outcome.status)) return false;
  // 303 leads to what a request has made. Gateways send 408 when what is behind them takes long.
  return [303, 408].includes(outcome.status) || outcome.status >= 500;
}

function said(outcome: Outcome): string {
  if (outcome instanceof APIConnectionError) return outcome.message;
  return `${outcome.route} was answered with ${String(outcome.status)}.`;
}

/** Return milliseconds as people read them. */
export function seconds(milliseconds: number): string {
  return `${String(Number((milliseconds / 1000).toPrecision(3)))} s`;
}
