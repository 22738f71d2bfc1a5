/** A job at the server: waited for, watched, stopped and fetched. */

import { type Download, fetched, opened, type SaveOptions, type Wanted } from "./downloads.js";
import { APIError, APIResponseValidationError, ArgumentError, StatusError } from "./errors.js";
import {
  answerOf,
  ending,
  isPassing,
  JobCancelled,
  type JobError,
  JobFailed,
  JobNotDone,
  JobTimeout,
} from "./job-errors.js";
import {
  bodyOf,
  isNews,
  isOver,
  type JobPlan,
  jobOf,
  type JobState,
  pauseOf,
  stateOf,
  told,
  tokenOf,
  wishOf,
} from "./jobs.js";
import { binaryAnswer, type Reply } from "./reply.js";
import { meaning, type Request, templateOf } from "./request.js";
import { redact } from "./secret.js";
import { endOf, exchange } from "./session.js";
import { type RequestOptions, secretsOf, type Settings } from "./settings.js";
import { firstAt, type Json, textAt } from "./values.js";

/** Milliseconds after its submission for which a job may be unknown: servers have many memories. */
const GRACE = 15_000;
/** Milliseconds that a wait lasts, where the caller does not say. */
const USUAL = 600_000;

/** Times are milliseconds. */
export interface WaitOptions<T> {
  /** For how long to wait at most; by default ten minutes, and `null` for ever. */
  readonly timeout?: number | null | undefined;
  /** Ends the wait, which then throws the signal's reason. The job goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each answer to a poll. */
  readonly onProgress?: ((state: JobState<T>) => unknown) | undefined;
}

export interface WatchOptions {
  /** For how long to watch at most, in milliseconds; by default for ever. */
  readonly timeout?: number | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A job at the server, and what can be done with it. */
export class Job<T> {
  readonly #plan: JobPlan<T>;
  readonly #settings: Settings;
  readonly #options: RequestOptions;
  #id = "";
  #state: JobState<T>;
  #due: number | undefined;
  #body: Json = null;
  #began: number | undefined;
  #born = 0;
  #asked = 0;
  #polls = 0;
  #isNew = false;
  #isHeard = false;
  #isWithdrawn = false;
  #trouble: APIError | undefined;

  /** Not for callers: `submit` and `resume` make jobs. */
  constructor(plan: JobPlan<T>, settings: Settings, options: RequestOptions) {
    this.#plan = plan;
    this.#settings = settings;
    // What else a call was given was for that call alone.
    this.#options = { timeout: options.timeout, maxRetries: options.maxRetries };
    const nothing = { value: undefined, elapsed: 0, attempt: 0 };
    this.#state = { ...stateOf<T>(plan, null, nothing), isKnown: false };
  }

  /** What the server calls the job. */
  get id(): string {
    return this.#id;
  }

  /** The last that was heard of the job. */
  get state(): JobState<T> {
    return this.#state;
  }

  /** What `resume` takes, in this process or another: a text, with no secret in it. */
  get token(): string {
    return tokenOf(this.#plan, this.#id);
  }

  /** Until when the result can be had, if the server says so. */
  get expiresAt(): Date | undefined {
    const said = firstAt(this.#body, this.#plan.expiresAt ?? []);
    if (typeof said !== "number" && typeof said !== "string") return undefined;
    // A number as large as that is in milliseconds.
    const date = new Date(typeof said === "number" && said < 1e11 ? said * 1000 : said);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }

  /** Ask the server once, and return where the job stands. */
  async refresh(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<JobState<T>> {
    return this.polled(Infinity, options.signal);
  }

  /**
   * Wait until the job is done, and return the server's last answer.
   *
   * A poll that fails in passing does not end the wait, and neither does a status that the document
   * does not list. Nor is it the end if the server does not know the job yet, in the first 15 seconds
   * after it was submitted.
   *
   * Throws JobFailed, JobCancelled; JobTimeout, and then the job goes on at the server; or APIError,
   * where the job cannot be asked for any more. `error.job` is this one.
   */
  async wait(options: WaitOptions<T> = {}): Promise<T> {
    const { timeout = USUAL, signal, onProgress } = options;
    try {
      const until = endOf(timeout, this.#now());
      if (this.isSettled) await onProgress?.(this.#state);
      while (!this.isSettled) {
        const state = await this.heard(until, signal);
        await onProgress?.(state);
      }
      return this.#outcome();
    } catch (error) {
      // Also what is no fault of the job's, such as a key that is no longer valid.
      if (error instanceof APIError) error.job = this;
      throw error;
    }
  }

  /**
   * Yield where the job stands, and then each change, until it is over. No end is an error.
   *
   * Throws JobTimeout where the time is over.
   */
  async *watch(options: WatchOptions = {}): AsyncGenerator<JobState<T>, void, undefined> {
    const until = endOf(options.timeout ?? null, this.#now());
    let last: JobState<T> | undefined;
    if (this.#isNew || this.#isHeard) yield (last = this.#state);
    while (last === undefined || !isOver(last)) {
      const state = await this.heard(until, options.signal);
      if (last === undefined || isNews(state, last)) yield (last = state);
    }
  }

  /** Ask the server to stop the job. `wait()` tells whether it did. */
  async cancel(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<void> {
    if (this.#plan.cancel === undefined) {
      const { operation } = this.#plan;
      throw new ArgumentError(`the API has no operation that cancels a job of ${operation}`);
    }
    const request = this.#plan.cancel(this.#id);
    const reply = await exchange(request, this.#settings, { ...this.#options, ...options });
    meaning(request, reply, this.#settings.failure);
    this.#isWithdrawn = true;
    this.#due = undefined;
  }

  /**
   * Fetch what the job has made into a file, which is there when it is whole. Returns its path.
   *
   * Throws JobNotDone, JobFailed or JobCancelled where there is nothing to fetch.
   */
  async download(
    path: string,
    options: SaveOptions & { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<string> {
    return fetched(await this.#wanted(options.signal), path, options);
  }

  /** Begin to fetch what the job has made: into memory, a stream or a file, as `Download` does. */
  async open(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<Download> {
    return opened(await this.#wanted(options.signal));
  }

  toString(): string {
    return `Job ${this.#id}: ${told(this.#state)}`;
  }

  toJSON(): { readonly id: string; readonly token: string; readonly state: JobState<T> } {
    return { id: this.#id, token: this.token, state: this.#state };
  }

  // -- for those who follow many

  /**
   * When to ask for it next, by the clock.
   *
   * @internal
   */
  get due(): number {
    return this.#due ?? -Infinity;
  }

  /**
   * Whether nothing is left to ask for.
   *
   * @internal
   */
  get isSettled(): boolean {
    if (this.#state.state === "done") return this.#state.value !== undefined || this.#isHeard;
    return isOver(this.#state);
  }

  /**
   * Go on with a job that a token is for. Nothing is sent.
   *
   * @internal
   */
  take(token: string): this {
    this.#id = jobOf(this.#plan, token);
    return this;
  }

  /**
   * Start the job.
   *
   * @internal
   */
  async create(request: Request, options: RequestOptions): Promise<this> {
    this.#began = this.#now();
    const reply = await exchange(request, this.#settings, options);
    const value = meaning(request, reply, this.#settings.failure);
    const body = bodyOf(request, reply);
    const found = textAt(body, this.#plan.idAt);
    if (found === undefined) {
      const places = this.#plan.idAt.join(" or ");
      throw new APIResponseValidationError(reply, `there is no job id at ${places}`);
    }
    this.#id = found;
    this.#isNew = true;
    this.#born = this.#now();
    this.#hear(reply, body, this.#plan.isOneType ? value : undefined);
    return this;
  }

  /**
   * Ask for the job once, and return where it stands.
   *
   * @internal
   */
  async polled(until: number, signal: AbortSignal | undefined): Promise<JobState<T>> {
    const now = this.#now();
    this.#began ??= now;
    this.#polls += 1;
    // To ask twice does no harm, whatever the method.
    const request: Request = { ...this.#plan.poll(this.#id), resend: "always" };
    try {
      const reply = await exchange(request, this.#settings, this.#bounded(until, now, signal));
      const value = meaning(request, reply, this.#settings.failure);
      this.#isHeard = true;
      this.#trouble = undefined;
      this.#hear(reply, bodyOf(request, reply), value);
      return this.#state;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.#asked = this.#now();
      if (this.#isWithdrawn && error instanceof StatusError && [404, 410].includes(error.status)) {
        // A job that was deleted rather than stopped.
        const elapsed = this.#asked - this.#began;
        this.#state = { ...this.#state, state: "cancelled", elapsed, attempt: this.#polls };
        return this.#state;
      }
      const reply = answerOf(error);
      const wish = reply && wishOf(this.#plan.pace, reply);
      this.#due = this.#asked + this.#pause(wish);
      this.#trouble = error;
      throw error;
    }
  }

  /**
   * Ask when it is time, until there is an answer. Throws JobTimeout, not before `until`.
   *
   * @internal
   */
  async heard(until: number, signal: AbortSignal | undefined): Promise<JobState<T>> {
    for (;;) {
      const now = this.#now();
      const due = Math.max(this.due, now);
      const { sleep } = this.#settings.clock;
      if (due >= until) {
        if (until > now) await sleep(until - now, signal);
        throw this.timedOut();
      }
      if (due > now) await sleep(due - now, signal);
      try {
        return await this.polled(until, signal);
      } catch (error) {
        if (!(error instanceof APIError) || !this.isPassing(error)) throw error;
      }
    }
  }

  /**
   * Whether an error is no reason to give up on the job.
   *
   * @internal
   */
  isPassing(error: APIError): boolean {
    if (error instanceof StatusError && error.status === 404) {
      return this.#isNew && !this.#isHeard && this.#asked - this.#born < GRACE;
    }
    return isPassing(error);
  }

  /**
   * Return the error that the job took too long.
   *
   * @internal
   */
  timedOut(): JobTimeout {
    const trouble = this.#trouble ? ` The last poll failed: ${this.#trouble.message}` : "";
    const message =
      `job ${this.#id} is not over in time, it is ${told(this.#state)}. It goes on at the server:` +
      ` wait again, or later with \`resume(token)\`.${trouble}`;
    return this.#error(JobTimeout, message, this.#trouble);
  }

  // -- what is made of it

  /** Return what there is to fetch. Of a resumed job it may not be known yet. */
  async #wanted(signal: AbortSignal | undefined): Promise<Wanted> {
    if (!this.isSettled) await this.polled(Infinity, signal);
    if (!isOver(this.#state)) {
      const state = told(this.#state);
      const message = `job ${this.#id} has no result yet, it is ${state}: call \`wait()\` first`;
      throw this.#error(JobNotDone, message);
    }
    this.#outcome();
    const settings = this.#settings;
    const options = { ...this.#options, signal };
    if (this.#plan.result) return { request: this.#plan.result(this.#id), settings, options };
    return { request: this.#elsewhere(), settings, options, url: this.#resultUrl() };
  }

  /** Return the request for a result that is at a URL. */
  #elsewhere(): Request {
    const asked = this.#plan.poll(this.#id);
    return {
      route: `GET ${templateOf(asked)}`,
      path: asked.path ?? [],
      answers: [binaryAnswer("200", this.#plan.resultMedia ?? "*/*")],
    };
  }

  #resultUrl(): string {
    const places = this.#plan.resultAt ?? [];
    if (places.length === 0) {
      const { operation } = this.#plan;
      throw new ArgumentError(`a job of ${operation} makes no file: the value of \`wait()\` is all`);
    }
    const found = textAt(this.#body, places);
    if (found === undefined) {
      const where = places.join(" or ");
      const message = `job ${this.#id} is done, but its answer has no URL at ${where}`;
      throw this.#error(JobNotDone, message);
    }
    return new URL(found, `${this.#settings.baseUrl}/`).href;
  }

  /** Take in an answer. */
  #hear(reply: Reply, body: Json, value: unknown): void {
    const now = this.#now();
    const elapsed = now - (this.#began ?? now);
    this.#body = body;
    const facts = { value: value as T | undefined, elapsed, attempt: this.#polls };
    this.#state = stateOf(this.#plan, body, facts);
    this.#due = isOver(this.#state) ? undefined : now + this.#pause(wishOf(this.#plan.pace, reply));
  }

  #pause(wish: number | undefined): number {
    return pauseOf(this.#plan.pace, this.#polls, wish, this.#settings.clock.chance());
  }

  #now(): number {
    return this.#settings.clock.now();
  }

  /** Return the options of a poll that does not go on when the wait is over. */
  #bounded(until: number, now: number, signal: AbortSignal | undefined): RequestOptions {
    if (until === Infinity) return { ...this.#options, signal };
    const left = Math.max(until - now, 1);
    return { ...this.#options, signal, deadline: Math.min(left, this.#settings.deadline ?? left) };
  }

  /** Return the last answer of a job that is over. Throws JobFailed or JobCancelled. */
  #outcome(): T {
    if (this.#state.state === "done") return this.#state.value as T;
    const kind = this.#state.state === "failed" ? JobFailed : JobCancelled;
    throw this.#error(kind, `job ${this.#id} ${ending(this.#state)}`);
  }

  #error<E extends JobError>(
    kind: new (...given: ConstructorParameters<typeof JobError>) => E,
    message: string,
    cause?: unknown,
  ): E {
    const text = redact(message.replace(/\s+/g, " ").trim(), secretsOf(this.#settings));
    return new kind(text, { job: this, state: this.#state, token: this.token, cause });
  }
}
