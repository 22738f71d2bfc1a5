/** The jobs that one operation starts: one, many, and those that a token is for. */

import { APIError, ArgumentError } from "./errors.js";
import { Job, type WaitOptions } from "./job.js";
import { JobsNotSubmitted } from "./job-errors.js";
import type { JobPlan } from "./jobs.js";
import type { Request } from "./request.js";
import { endOf, type Session } from "./session.js";
import type { RequestOptions } from "./settings.js";

/** What a call can be given that starts a job and waits for its end. Times are milliseconds. */
export interface AndWaitOptions<T> extends RequestOptions {
  /** For how long to wait at most, once it is submitted; by default ten minutes. */
  readonly waitTimeout?: number | null | undefined;
  /** Called with each answer to a poll. */
  readonly onProgress?: WaitOptions<T>["onProgress"];
}

export interface ManyOptions extends RequestOptions {
  /** How many to submit at the same time; by default 4. */
  readonly concurrency?: number | undefined;
}

export interface RaceOptions {
  /** For all of them together, in milliseconds; by default for ever. */
  readonly timeout?: number | null | undefined;
  /** How often to ask, all jobs together; by default 2. */
  readonly pollsPerSecond?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class JobsOf<T> {
  readonly #session: Session;
  readonly #plan: JobPlan<T>;

  constructor(session: Session, plan: JobPlan<T>) {
    this.#session = session;
    this.#plan = plan;
  }

  /** Start a job. */
  async submit(request: Request, options: RequestOptions): Promise<Job<T>> {
    return this.#job(options).create(request, options);
  }

  /** Start a job and wait for its end. */
  async submitAndWait(request: Request, options: AndWaitOptions<T>): Promise<T> {
    const { waitTimeout: timeout, onProgress, signal } = options;
    const job = await this.submit(request, options);
    return job.wait({ timeout, onProgress, signal });
  }

  /** Return the job that a token is for. Nothing is sent. Throws ArgumentError. */
  resume(token: string): Job<T> {
    return this.#job({}).take(token);
  }

  /** Start a job for each request, so many at a time. Throws JobsNotSubmitted; all are tried. */
  async submitMany(requests: Iterable<Request>, options: ManyOptions): Promise<Job<T>[]> {
    const { concurrency = 4 } = options;
    if (!(concurrency >= 1)) {
      throw new ArgumentError(`concurrency must be at least 1, and is ${String(concurrency)}`);
    }
    const left = [...requests].entries();
    const results: (Job<T> | Error)[] = [];
    const work = async (): Promise<void> => {
      for (const [index, request] of left) {
        results[index] = await this.submit(request, options).catch((error: unknown) =>
          error instanceof Error ? error : new APIError(String(error)),
        );
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    if (results.some((one) => one instanceof Error)) throw new JobsNotSubmitted(results);
    return results.filter((one) => one instanceof Job);
  }

  /**
   * Yield jobs as they end, however they end: `wait()` then returns or throws at once.
   *
   * So does a job that the server refuses to tell of, such as one that it does not know. Throws
   * JobTimeout, where some are not over in time.
   */
  async *asCompleted(
    jobs: Iterable<Job<T>>,
    options: RaceOptions,
  ): AsyncGenerator<Job<T>, void, undefined> {
    const { timeout = null, pollsPerSecond = 2, signal } = options;
    if (!(pollsPerSecond > 0)) throw new ArgumentError("pollsPerSecond must be more than 0");
    const { now, sleep } = this.#session.settings.clock;
    const until = endOf(timeout, now());
    const left = new Set(jobs);
    let free = -Infinity;
    while (left.size > 0) {
      const job =
        [...left].find((one) => one.isSettled) ??
        [...left].reduce((first, one) => (one.due < first.due ? one : first));
      if (!job.isSettled) {
        const due = Math.max(job.due, free, now());
        if (due >= until) {
          await sleep(Math.max(until - now(), 0), signal);
          throw job.timedOut();
        }
        await sleep(Math.max(due - now(), 0), signal);
        free = due + 1000 / pollsPerSecond;
      }
      if (job.isSettled || (await isLost(job, until, signal))) {
        left.delete(job);
        yield job;
      }
    }
  }

  #job(options: RequestOptions): Job<T> {
    return new Job<T>(this.#plan, this.#session.settings, options);
  }
}

/** Ask for a job, and return whether the server tells nothing of it, now or later. */
async function isLost(
  job: Job<unknown>,
  until: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    await job.polled(until, signal);
    return false;
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    return !job.isPassing(error);
  }
}
