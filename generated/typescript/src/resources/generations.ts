// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/** Video jobs in the gateway's own format. */

import { fields, jsonBody } from "../core/body.js";
import type { Job } from "../core/job.js";
import type { JobPlan } from "../core/jobs.js";
import {
  type AndWaitOptions,
  JobsOf,
  type ManyOptions,
  type RaceOptions,
} from "../core/jobs-of.js";
import { jsonAnswer } from "../core/reply.js";
import type { Request } from "../core/request.js";
import type { Call, Session } from "../core/session.js";
import type { RequestOptions } from "../core/settings.js";
import type * as models from "../models.js";

/** What `create` takes. */
export interface GenerationsCreateParams {
  /** The model to use. It also decides what `metadata` may hold. */
  readonly model: models.VideoModel;
  /**
   * What the clip should show. Not blank. The vendor limits its length, to between 150 and 5000
   * characters.
   */
  readonly prompt: string;
  /**
   * The picture to start from, as a URL or as Base64 text. It becomes the first frame. Ignored when
   * `images` is given.
   */
  readonly image?: string | undefined;
  /**
   * Several pictures, each as a URL or as Base64 text, for vendors that take them. Their number
   * decides what they mean: one is the first frame, two are the first and the last, three or more
   * are references for what to show.
   */
  readonly images?: readonly string[] | undefined;
  /**
   * Picture size as WIDTHxHEIGHT. Vendors translate it: Kling into the nearest aspect ratio it
   * knows, Vidu into a resolution unless `metadata` holds one. Jimeng ignores it.
   */
  readonly size?: string | undefined;
  /** Quality of the clip. Read by Kling, which takes `std` when it is absent. */
  readonly mode?: models.KlingMode | undefined;
  /**
   * Length of the clip in seconds, by default the vendor's (5 for Kling, Jimeng and Vidu). Send a
   * whole number: many servers refuse fractions.
   */
  readonly duration?: number | undefined;
  /** Picture width in pixels. Many models ignore it. Prefer `size`. */
  readonly width?: number | bigint | undefined;
  /** Picture height in pixels. Many models ignore it. Prefer `size`. */
  readonly height?: number | bigint | undefined;
  /** Frames per second. Many models ignore it. */
  readonly fps?: number | bigint | undefined;
  /**
   * Start of the random numbers, for a result that can be repeated. Many models ignore it here and
   * read the one in `metadata`.
   */
  readonly seed?: number | bigint | undefined;
  /** How many clips to make. Many models ignore it and make one. */
  readonly n?: number | bigint | undefined;
  /** How to return the clip. Only `url` is known. */
  readonly response_format?: string | undefined;
  /** Your own name for the end user, to help the provider detect abuse. */
  readonly user?: string | undefined;
  /** Parameters that only the vendor of `model` knows. */
  readonly metadata?: models.VendorMetadata | undefined;
}

/** Video jobs in the gateway's own format. */
export class Generations {
  readonly #session: Session;
  readonly #createJobs: JobsOf<models.GenerationTask>;

  constructor(session: Session) {
    this.#session = session;
    this.#createJobs = new JobsOf(session, createJobs);
  }

  /**
   * Start a video generation.
   *
   * POST /v1/video/generations
   *
   * Starts a job and answers at once with its `task_id`. Ask for the job with that id until it has
   * succeeded or failed.
   *
   * `model` decides which vendor does the work and which keys `metadata` may hold. With an `image`
   * the clip starts from that picture, without one it is made from the prompt alone.
   */
  create(
    params: GenerationsCreateParams,
    options: RequestOptions = {},
  ): Call<models.GenerationReceipt> {
    return this.#session.run(createRequest(params), options);
  }

  /**
   * Retrieve a video generation.
   *
   * GET /v1/video/generations/{task_id}
   *
   * Tells where a job stands, and where its clip is once it has succeeded.
   *
   * The job stands in the body itself or, with the gateway, in the `data` of an envelope. The
   * fields of the two forms differ: see `GenerationTask` for which belongs to which.
   *
   * For most models the answer lags up to 15 seconds behind the vendor.
   */
  retrieve(taskId: string, options: RequestOptions = {}): Call<models.GenerationTask> {
    return this.#session.run(retrieveRequest(taskId), options);
  }

  /**
   * Start a video generation.
   *
   * POST /v1/video/generations
   *
   * Like `create`, but returns the job, to be waited for or watched.
   *
   * Starts a job and answers at once with its `task_id`. Ask for the job with that id until it has
   * succeeded or failed.
   *
   * `model` decides which vendor does the work and which keys `metadata` may hold. With an `image`
   * the clip starts from that picture, without one it is made from the prompt alone.
   */
  async submit(
    params: GenerationsCreateParams,
    options: RequestOptions = {},
  ): Promise<Job<models.GenerationTask>> {
    return this.#createJobs.submit(createRequest(params), options);
  }

  /**
   * Return the job that a token is for: `token` of a job, also of another process.
   *
   * Nothing is sent. Throws ArgumentError where the text is no such token.
   */
  resume(token: string): Job<models.GenerationTask> {
    return this.#createJobs.resume(token);
  }

  /**
   * Start a video generation.
   *
   * POST /v1/video/generations
   *
   * Like `create`, but returns when the job is done, with the last answer.
   *
   * Starts a job and answers at once with its `task_id`. Ask for the job with that id until it has
   * succeeded or failed.
   *
   * `model` decides which vendor does the work and which keys `metadata` may hold. With an `image`
   * the clip starts from that picture, without one it is made from the prompt alone.
   */
  async createAndWait(
    params: GenerationsCreateParams,
    options: AndWaitOptions<models.GenerationTask> = {},
  ): Promise<models.GenerationTask> {
    return this.#createJobs.submitAndWait(createRequest(params), options);
  }

  /**
   * Start a job for each of what `submit` takes, some at a time. Returns them in that order.
   *
   * Throws JobsNotSubmitted, which has those that were submitted. All are tried.
   */
  async submitMany(
    given: Iterable<GenerationsCreateParams>,
    options: ManyOptions = {},
  ): Promise<Job<models.GenerationTask>[]> {
    const requests = [...given].map((one) => createRequest(one));
    return this.#createJobs.submitMany(requests, options);
  }

  /**
   * Yield jobs as they end, however they end: `wait()` then returns or throws at once.
   *
   * So does a job that the server refuses to tell of, such as one that it does not know. Throws
   * JobTimeout, where some are not over in time.
   */
  asCompleted(
    jobs: Iterable<Job<models.GenerationTask>>,
    options: RaceOptions = {},
  ): AsyncGenerator<Job<models.GenerationTask>, void, undefined> {
    return this.#createJobs.asCompleted(jobs, options);
  }
}

export function createRequest(params: GenerationsCreateParams): Request<models.GenerationReceipt> {
  return {
    route: "POST /v1/video/generations",
    body: fields(
      {
        model: params.model,
        prompt: params.prompt,
        image: params.image,
        images: params.images,
        size: params.size,
        mode: params.mode,
        duration: params.duration,
        width: params.width,
        height: params.height,
        fps: params.fps,
        seed: params.seed,
        n: params.n,
        response_format: params.response_format,
        user: params.user,
        metadata: params.metadata,
      },
      [jsonBody("application/json")],
      true,
    ),
    answers: [jsonAnswer("200", "application/json"), jsonAnswer("201", "application/json")],
    security: [["bearer"]],
    startsJob: true,
  };
}

export function retrieveRequest(taskId: string): Request<models.GenerationTask> {
  return {
    route: "GET /v1/video/generations/{task_id}",
    path: [{ name: "task_id", value: taskId }],
    answers: [jsonAnswer("200", "application/json", { payload: "/data", unless: "/task_id" })],
    security: [["bearer"]],
  };
}

/** How the jobs go that `create` starts. */
const createJobs: JobPlan<models.GenerationTask> = {
  api: "BurnCloud Video API",
  operation: "createGeneration",
  idAt: ["/task_id", "/id"],
  poll: (job) => retrieveRequest(job),
  statusAt: ["/status"],
  states: {
    waiting: [
      "queued",
      "not_start",
      "submitted",
      "created",
      "pending",
      "preparing",
      "starting",
      "queueing",
      "in_queue",
      "unknown",
      "",
    ],
    running: ["processing", "in_progress", "running", "generating"],
    done: ["succeeded", "completed", "success", "succeed", "done", "complete", "finished"],
    failed: ["failed", "failure", "fail", "error", "expired", "not_found"],
    cancelled: ["cancelled", "canceled"],
  },
  progressAt: ["/progress"],
  reasonAt: ["/error/message", "/fail_reason"],
  codeAt: ["/error/code"],
  resultAt: ["/url", "/result_url", "/video_url", "/fail_reason"],
  resultMedia: "video/mp4",
  pace: { first: 5000 },
};
