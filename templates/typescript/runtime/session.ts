/** Calls from their first attempt to their end: each sent again only where that is safe. */

import { APIConnectionError } from "./errors.js";
import { hostOf, type Outgoing, outgoing } from "./outgoing.js";
import type { Reply } from "./reply.js";
import { meaning, type Request, streams } from "./request.js";
import { Course, type Outcome } from "./retry.js";
import { type Attempt, checkTimes, type RequestOptions, type Settings } from "./settings.js";
import { type Bounds, send } from "./transport.js";

/** A call that has begun: await it for its value, or ask for the answer as well. */
export interface Call<T> extends Promise<T> {
  /** Return the value with the answer that it came in: its status, headers and request id. */
  withResponse(): Promise<{ readonly value: T; readonly response: Reply }>;
}

/** Runs what operations ask for, with a client's settings. */
export class Session {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Send a request, and return what `made` makes of what its answer means. */
  run<T>(
    request: Request<T>,
    options: RequestOptions,
    made = (value: unknown): unknown => value,
  ): Call<T> {
    const whole = exchange(request, this.#settings, options).then((response) => ({
      value: made(meaning(request, response, this.#settings.failure)) as T,
      response,
    }));
    const value = whole.then((one) => one.value);
    return Object.assign(value, {
      withResponse: () => {
        // Who asks for both is told of a failure once.
        value.catch(() => undefined);
        return whole;
      },
    });
  }
}

/**
 * Send a request and return its answer, its body read unless it is for the caller to fetch.
 *
 * What fails is tried again where that is safe. Throws APIConnectionError or OutcomeUnknown.
 */
export async function exchange(
  request: Request,
  settings: Settings,
  options: RequestOptions,
): Promise<Reply> {
  checkTimes(options);
  const sent = await outgoing(request, settings, options);
  const course = new Course(request, sent, settings, options);
  const { now, sleep } = settings.clock;
  const bounds: Bounds = { ends: endOf(course.deadline, now()), signal: options.signal };
  for (;;) {
    course.number += 1;
    let outcome = await attempted(sent, settings, course.number, bounds);
    let pause = course.pause(outcome, bounds.ends - now());
    if (pause === undefined && !(outcome instanceof APIConnectionError)) {
      outcome.ends = bounds.ends;
      outcome = await whole(request, outcome);
      if (!(outcome instanceof APIConnectionError)) return course.ended(outcome);
      pause = course.pause(outcome, bounds.ends - now());
    }
    if (pause === undefined) {
      throw outcome instanceof APIConnectionError ? course.failed(outcome) : new Error("no end");
    }
    await tell(settings, "onRetry", { ...attempt(sent, course.number, outcome), pause });
    if (!(outcome instanceof APIConnectionError)) await outcome.connection.close();
    await sleep(pause, options.signal);
  }
}

/** Return when so many milliseconds are over, by the clock. */
export function endOf(milliseconds: number | null, now: number): number {
  return milliseconds === null ? Infinity : now + milliseconds;
}

/** Send a request once, and tell whoever wants to know. */
export async function attempted(
  sent: Outgoing,
  settings: Settings,
  number: number,
  bounds: Bounds,
): Promise<Outcome> {
  await tell(settings, "onRequest", attempt(sent, number));
  const began = settings.clock.now();
  const outcome = await caught(() => send(sent, settings, bounds));
  const elapsed = settings.clock.now() - began;
  await tell(settings, "onResponse", { ...attempt(sent, number, outcome), elapsed });
  return outcome;
}

/** Return an answer with its body, unless that is for the caller to fetch. */
async function whole(request: Request, reply: Reply): Promise<Outcome> {
  if (streams(request, reply)) return reply;
  const outcome = await caught(() => reply.read());
  if (!(outcome instanceof APIConnectionError)) return outcome;
  // That it is a failure is known, even if not why.
  if (!reply.isSuccess) return reply;
  const { requestId, status } = reply;
  return outcome.noted(`Status ${String(status)}.`, { delivered: true, requestId });
}

async function caught(step: () => Promise<Reply>): Promise<Outcome> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof APIConnectionError) return error;
    throw error;
  }
}

function attempt(sent: Outgoing, number: number, outcome?: Outcome): Attempt {
  const known = { route: sent.route, host: hostOf(sent), number };
  if (outcome === undefined) return known;
  const { requestId } = outcome;
  if (outcome instanceof APIConnectionError) return { ...known, error: outcome, requestId };
  return { ...known, status: outcome.status, requestId };
}

async function tell(
  { hooks }: Settings,
  name: "onRequest" | "onResponse" | "onRetry",
  news: Attempt,
): Promise<void> {
  await hooks[name]?.(news);
}
