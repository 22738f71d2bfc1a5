/** What can go wrong with a job after it was submitted, and with many that are to be. */

import { APIConnectionError, APIError, APIResponseValidationError, StatusError } from "./errors.js";
import type { Job } from "./job.js";
import type { JobState } from "./jobs.js";
import type { Reply } from "./reply.js";

/** Statuses below 500 that say nothing of a job. */
const PASSING = [408, 425, 429];

interface JobFacts {
  readonly job: Job<unknown>;
  readonly state: JobState<unknown>;
  readonly token: string;
  readonly cause?: unknown;
}

/** A job has no result, or none yet. The job itself comes with the error. */
export class JobError extends APIError {
  static {
    this.prototype.name = "JobError";
  }

  declare readonly job: Job<unknown>;
  /** The last that was heard of it. */
  readonly state: JobState<unknown>;
  /** What `resume` takes, to go on with the job. */
  readonly token: string;

  constructor(message: string, facts: JobFacts) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.job = facts.job;
    this.state = facts.state;
    this.token = facts.token;
  }

  /** What the server says about it. */
  get reason(): string | undefined {
    return this.state.reason;
  }

  /** The server's word for this kind of failure. */
  get code(): string | undefined {
    return this.state.code;
  }
}

/** The server has given up on the job: there is no result, and there will be none. */
export class JobFailed extends JobError {
  static {
    this.prototype.name = "JobFailed";
  }
}

/** The job was stopped on demand: there is no result, and there will be none. */
export class JobCancelled extends JobError {
  static {
    this.prototype.name = "JobCancelled";
  }
}

/** The job was not over in time. It goes on at the server, and may be waited for again. */
export class JobTimeout extends JobError {
  static {
    this.prototype.name = "JobTimeout";
  }
}

/** The job has no result yet: wait for it first. */
export class JobNotDone extends JobError {
  static {
    this.prototype.name = "JobNotDone";
  }
}

/** Some of many jobs were not submitted. The others were, and are here. */
export class JobsNotSubmitted<T = unknown> extends APIError {
  static {
    this.prototype.name = "JobsNotSubmitted";
  }

  /** In the order of the arguments: a job each, or the error in its place. */
  readonly results: readonly (Job<T> | Error)[];

  constructor(results: readonly (Job<T> | Error)[]) {
    const isLost = (one: Job<T> | Error): one is Error => one instanceof Error;
    const first = results.findIndex(isLost);
    const lost = results.filter(isLost);
    super(
      `${String(lost.length)} of ${String(results.length)} jobs were not submitted, ` +
        `the first of them number ${String(first)}: ${lost[0]?.message ?? ""} ` +
        `The other ${String(results.length - lost.length)} are in \`jobs\`.`,
      { cause: lost[0] },
    );
    this.results = results;
  }

  /** The jobs that were submitted, in the order of the arguments. */
  get jobs(): readonly Job<T>[] {
    return this.results.filter((one): one is Job<T> => !(one instanceof Error));
  }

  /** What went wrong, by the place among the arguments, from 0. */
  get errors(): ReadonlyMap<number, Error> {
    const found = [...this.results.entries()];
    return new Map(found.filter((one): one is [number, Error] => one[1] instanceof Error));
  }
}

/** Whether an error of a poll says nothing of the job, and may not be there at the next. */
export function isPassing(error: APIError): boolean {
  if (error instanceof StatusError) return PASSING.includes(error.status) || error.status >= 500;
  // A page of a proxy.
  if (error instanceof APIResponseValidationError) return error.isUnreadable;
  return error instanceof APIConnectionError;
}

/** Return the answer that an error comes of. */
export function answerOf(error: unknown): Reply | undefined {
  const isOfAnswer = error instanceof StatusError || error instanceof APIResponseValidationError;
  return isOfAnswer ? error.response : undefined;
}

/** Say how a job without a result ended, and why. */
export function ending(state: JobState<unknown>): string {
  const verb = state.state === "failed" ? "failed" : "was cancelled";
  const facts = [state.status && `status ${state.status}`, state.code && `code ${state.code}`];
  const known = facts.filter(Boolean).join(", ");
  return `${verb}: ${state.reason ?? "no reason given"}${known === "" ? "" : ` (${known})`}.`;
}
