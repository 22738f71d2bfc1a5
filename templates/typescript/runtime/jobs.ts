/** Jobs as data: what the document says of one, and where one stands by what the server answers. */

import { ArgumentError } from "./errors.js";
import { matching, type Reply, unwrapped } from "./reply.js";
import type { Request } from "./request.js";
import { firstAt, isObject, type Json, parsed, textAt } from "./values.js";

export type State = "waiting" | "running" | "done" | "failed" | "cancelled";

/** Milliseconds that pass between two polls at least, also where a server wishes for none. */
const SHORTEST = 100;
/** By how much of itself a pause may be shorter, so that many clients do not ask in step. */
const JITTER = 0.2;

/** How often to ask for a job, where the server does not say. Times are milliseconds. */
export interface Pace {
  /** Before the first poll. */
  readonly first: number;
  /** How many times longer each pause is than the one before. */
  readonly growth: number;
  readonly max: number;
  /** Headers in which the server names the next pause in milliseconds. */
  readonly headers: readonly string[];
}

/** Where a job stands, by the last that was heard of it. */
export interface JobState<T> {
  readonly state: State;
  /** The server's own word. Empty where it has said none. */
  readonly status: string;
  /** From 0 to 1, as the server tells it; it may go back. Undefined where it does not tell. */
  readonly progress: number | undefined;
  /** Milliseconds since the job was submitted or resumed here. */
  readonly elapsed: number;
  /** How many times the server was asked for it since then. */
  readonly attempt: number;
  /** The last answer. Undefined where there is none yet, or one of another type. */
  readonly value: T | undefined;
  /** Why the job has failed, or was cancelled, for people. */
  readonly reason: string | undefined;
  /** The same for programs. */
  readonly code: string | undefined;
  /** Whether the document lists the server's word. If not, the job is taken to be running. */
  readonly isKnown: boolean;
}

/**
 * What the document says of the jobs that an operation starts.
 *
 * Places are JSON Pointers, tried in order; the first that leads to something is taken.
 */
export interface JobPlan<T = unknown> {
  /** The document's title. */
  readonly api: string;
  /** What starts such a job: its operation id, or method and path. */
  readonly operation: string;
  readonly idAt: readonly string[];
  /** Makes the request that asks for a job, from its id. */
  readonly poll: (job: string) => Request<T>;
  readonly statusAt: readonly string[];
  /** The words for each state, compared without regard to case. */
  readonly states: { readonly [S in State]?: readonly string[] };
  readonly progressAt?: readonly string[];
  /** The number that says that all is done. */
  readonly whole?: number;
  readonly reasonAt?: readonly string[];
  readonly codeAt?: readonly string[];
  /** Makes the request for what the job has made, from its id. */
  readonly result?: (job: string) => Request;
  /** Where a finished job's answer has the URL of that. */
  readonly resultAt?: readonly string[];
  /** What to expect at that URL. */
  readonly resultMedia?: string;
  readonly expiresAt?: readonly string[];
  /** Makes the request that stops a job, from its id. */
  readonly cancel?: (job: string) => Request;
  readonly pace?: Partial<Pace>;
  /** Whether the answer that starts a job has the type of the one that tells where it stands. */
  readonly isOneType?: boolean;
}

/** Whether nothing will happen any more. */
export function isOver({ state }: JobState<unknown>): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** Whether anything but the time is different. */
export function isNews(state: JobState<unknown>, before: JobState<unknown>): boolean {
  const facts = ["state", "status", "progress"] as const;
  return facts.some((fact) => state[fact] !== before[fact]);
}

/** Return a state as people read it. */
export function told({ state, status, progress, elapsed, attempt }: JobState<unknown>): string {
  const word = ["", state].includes(status.toLowerCase()) ? "" : ` (${status})`;
  const done = progress === undefined ? "" : `, ${String(Math.round(progress * 100))}%`;
  return `${state}${word}${done}, ${(elapsed / 1000).toFixed(1)} s, poll ${String(attempt)}`;
}

/** Return what an answer says. `attempt` is 0 for the one that started the job. */
export function stateOf<T>(
  plan: JobPlan,
  body: Json,
  facts: Pick<JobState<T>, "value" | "elapsed" | "attempt">,
): JobState<T> {
  const status = textAt(body, plan.statusAt) ?? "";
  const found = stateOfWord(plan, status);
  // What the first answer does not tell is not that anybody has begun.
  const state = found ?? (status !== "" || facts.attempt > 0 ? "running" : "waiting");
  const isWrong = state === "failed" || state === "cancelled";
  return {
    ...facts,
    state,
    status,
    progress: share(firstAt(body, plan.progressAt ?? []), plan.whole ?? 100),
    reason: isWrong ? textAt(body, plan.reasonAt ?? []) : undefined,
    code: isWrong ? textAt(body, plan.codeAt ?? []) : undefined,
    isKnown: found !== undefined,
  };
}

function stateOfWord(plan: JobPlan, word: string): State | undefined {
  const lower = word.toLowerCase();
  for (const [state, words] of Object.entries(plan.states)) {
    if (words.some((one) => one.toLowerCase() === lower)) return state as State;
  }
  return undefined;
}

/** Return the body of an answer as JSON, without its envelope; null where it is no JSON. */
export function bodyOf(request: Request, reply: Reply): Json {
  const answer = matching(request.answers, reply);
  if (answer?.kind !== "json") return null;
  try {
    return unwrapped(answer, reply.json());
  } catch {
    return null;
  }
}

/** Return how much of a job is done, from 0 to 1; undefined where that is not told. */
export function share(said: Json, whole: number): number | undefined {
  let most = whole;
  let number = typeof said === "bigint" ? Number(said) : said;
  if (typeof number === "string") {
    const text = number.trim();
    if (text.endsWith("%")) most = 100;
    const digits = text.replace(/%+$/, "").trim();
    number = digits === "" ? NaN : Number(digits);
  }
  if (typeof number !== "number" || !Number.isFinite(number)) return undefined;
  return Math.min(Math.max(number, 0), most) / most;
}

/** Return the milliseconds to the next poll, after so many; `chance` is from 0 to 1. */
export function pauseOf(
  pace: Partial<Pace> = {},
  polls: number,
  wish: number | undefined,
  chance: number,
): number {
  if (wish !== undefined) return Math.max(wish, SHORTEST);
  const { first = 2_000, growth = 1.5, max = 15_000 } = pace;
  // The exponent is bounded, since no pause has to grow for longer than that.
  const grown = first * growth ** Math.min(polls, 30);
  return Math.max(Math.min(grown, max) * (1 - JITTER * chance), SHORTEST);
}

/** Return the milliseconds until the server wants to be asked again, if it says so. */
export function wishOf(pace: Partial<Pace> = {}, reply: Reply): number | undefined {
  for (const name of pace.headers ?? []) {
    const text = reply.headers.get(name)?.trim() ?? "";
    const wish = text === "" ? NaN : Number(text);
    if (Number.isFinite(wish) && wish >= 0) return wish;
  }
  return reply.retryAfter;
}

/** Return what another process needs to go on with a job. There is no secret in it. */
export function tokenOf(plan: JobPlan, job: string): string {
  return JSON.stringify({ api: plan.api, operation: plan.operation, job });
}

/** Return the id of the job that a token is for. Throws ArgumentError. */
export function jobOf(plan: JobPlan, token: string): string {
  const facts = parsedToken(token);
  const { api, operation, job } = facts;
  if (typeof api !== "string" || typeof operation !== "string" || typeof job !== "string" || !job) {
    throw new ArgumentError("this is no job's token: give the text of `job.token`");
  }
  if (api !== plan.api || operation !== plan.operation) {
    throw new ArgumentError(
      `the token is of a job of '${operation}' of '${api}',` +
        ` not of '${plan.operation}' of '${plan.api}'`,
    );
  }
  return job;
}

function parsedToken(token: string): { readonly [key: string]: Json } {
  try {
    const facts = parsed(token);
    return isObject(facts) ? facts : {};
  } catch {
    return {};
  }
}
