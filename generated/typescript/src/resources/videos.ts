// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/** Video jobs in the OpenAI video format, which software written for Sora speaks. */

import { fields, jsonBody, multipartBody } from "../core/body.js";
import { type Download, downloading } from "../core/downloads.js";
import type { FileInput } from "../core/files.js";
import type { Job } from "../core/job.js";
import type { JobPlan } from "../core/jobs.js";
import {
  type AndWaitOptions,
  JobsOf,
  type ManyOptions,
  type RaceOptions,
} from "../core/jobs-of.js";
import { binaryAnswer, jsonAnswer } from "../core/reply.js";
import type { Request } from "../core/request.js";
import type { Call, Session } from "../core/session.js";
import type { RequestOptions } from "../core/settings.js";
import type * as models from "../models.js";

/** What `create` takes. */
export interface VideosCreateParams {
  /** What the clip should show. Not blank. */
  readonly prompt: string;
  /**
   * The model to use. Name one even if the default suits you: some servers have none. Left out, it
   * is `"sora-2"`.
   */
  readonly model?: models.VideoModel | undefined;
  /**
   * Length of the clip in seconds, as text. Sora takes `4`, `8` and `12`. Other models take other
   * numbers, and Veo may ignore it. Left out, it is `"4"`.
   */
  readonly seconds?: string | number | bigint | undefined;
  /**
   * Picture size as WIDTHxHEIGHT. `sora-2` takes 720x1280 and 1280x720, `sora-2-pro` also 1024x1792
   * and 1792x1024. Other models take other sizes, and Veo may ignore it. Left out, it is
   * `"720x1280"`.
   */
  readonly size?: "720x1280" | "1280x720" | "1024x1792" | "1792x1024" | (string & {}) | undefined;
  /**
   * The picture to start from, as a URL or as Base64 text, for models other than Sora. Ignored when
   * `images` is given.
   */
  readonly image?: string | undefined;
  /** Several pictures, each as a URL or as Base64 text, for models that take them. */
  readonly images?: readonly string[] | undefined;
  /** Length of the clip in seconds, for models other than Sora. Prefer `seconds`. */
  readonly duration?: number | undefined;
  /** Quality of the clip. Read by Kling. */
  readonly mode?: models.KlingMode | undefined;
  /**
   * The picture that guides the clip: an object with its URL or file id or, for the gateway, its
   * URL or Base64 text alone. Some models want it in the size of the clip.
   */
  readonly input_reference?: models.ImageReference | string | FileInput | undefined;
  /** Parameters that only the vendor of `model` knows. */
  readonly metadata?: models.VendorMetadata | string | undefined;
}

/** What `downloadContent` takes. */
export interface VideosDownloadContentParams {
  /**
   * What to download: the clip (`video`, an MP4), one still picture (`thumbnail`), or a sheet of
   * stills in rows (`spritesheet`). Servers without previews send the clip whatever is asked for.
   * Left out, it is `"video"`.
   */
  readonly variant?: models.VideoVariant | undefined;
}

/** Video jobs in the OpenAI video format, which software written for Sora speaks. */
export class Videos {
  readonly #session: Session;
  readonly #createJobs: JobsOf<models.Video>;

  constructor(session: Session) {
    this.#session = session;
    this.#createJobs = new JobsOf(session, createJobs);
  }

  /**
   * Start a video.
   *
   * POST /v1/videos
   *
   * Starts a job and answers at once with a video object whose status is `queued`. Retrieve the
   * video until it is completed or failed, then download its content.
   *
   * Send JSON, or a form when there is a picture to upload.
   */
  create(params: VideosCreateParams, options: RequestOptions = {}): Call<models.Video> {
    return this.#session.run(createRequest(params), options);
  }

  /**
   * Retrieve a video.
   *
   * GET /v1/videos/{video_id}
   *
   * Tells where a video stands. When its status is `completed`, its content can be downloaded until
   * `expires_at`. When it is `failed`, `error` says why.
   */
  retrieve(videoId: string, options: RequestOptions = {}): Call<models.Video> {
    return this.#session.run(retrieveRequest(videoId), options);
  }

  /**
   * Download a video or a preview of it.
   *
   * GET /v1/videos/{video_id}/content
   *
   * Sends the bytes of a completed video: the clip itself or, with `variant`, one of its preview
   * pictures. Fails with 400 or 404 while the video is not completed.
   *
   * A server answers with the media type of what it has, whatever `Accept` asks for.
   */
  downloadContent(
    videoId: string,
    params: VideosDownloadContentParams = {},
    options: RequestOptions = {},
  ): Call<Download> {
    const request = downloadContentRequest(videoId, params);
    return this.#session.run(request, options, downloading(this.#session, request, options));
  }

  /**
   * Start a video.
   *
   * POST /v1/videos
   *
   * Like `create`, but returns the job, to be waited for or watched.
   *
   * Starts a job and answers at once with a video object whose status is `queued`. Retrieve the
   * video until it is completed or failed, then download its content.
   *
   * Send JSON, or a form when there is a picture to upload.
   */
  async submit(
    params: VideosCreateParams,
    options: RequestOptions = {},
  ): Promise<Job<models.Video>> {
    return this.#createJobs.submit(createRequest(params), options);
  }

  /**
   * Return the job that a token is for: `token` of a job, also of another process.
   *
   * Nothing is sent. Throws ArgumentError where the text is no such token.
   */
  resume(token: string): Job<models.Video> {
    return this.#createJobs.resume(token);
  }

  /**
   * Start a video.
   *
   * POST /v1/videos
   *
   * Like `create`, but returns when the job is done, with the last answer.
   *
   * Starts a job and answers at once with a video object whose status is `queued`. Retrieve the
   * video until it is completed or failed, then download its content.
   *
   * Send JSON, or a form when there is a picture to upload.
   */
  async createAndWait(
    params: VideosCreateParams,
    options: AndWaitOptions<models.Video> = {},
  ): Promise<models.Video> {
    return this.#createJobs.submitAndWait(createRequest(params), options);
  }

  /**
   * Start a job for each of what `submit` takes, some at a time. Returns them in that order.
   *
   * Throws JobsNotSubmitted, which has those that were submitted. All are tried.
   */
  async submitMany(
    given: Iterable<VideosCreateParams>,
    options: ManyOptions = {},
  ): Promise<Job<models.Video>[]> {
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
    jobs: Iterable<Job<models.Video>>,
    options: RaceOptions = {},
  ): AsyncGenerator<Job<models.Video>, void, undefined> {
    return this.#createJobs.asCompleted(jobs, options);
  }
}

export function createRequest(params: VideosCreateParams): Request<models.Video> {
  return {
    route: "POST /v1/videos",
    body: fields(
      {
        prompt: params.prompt,
        model: params.model,
        seconds: params.seconds,
        size: params.size,
        image: params.image,
        images: params.images,
        duration: params.duration,
        mode: params.mode,
        input_reference: params.input_reference,
        metadata: params.metadata,
      },
      [
        jsonBody("application/json"),
        multipartBody("multipart/form-data", {
          parts: {
            metadata: { media: "application/json" },
            input_reference: {
              media: "image/png, image/jpeg, image/webp, application/octet-stream",
            },
          },
        }),
      ],
      true,
    ),
    answers: [jsonAnswer("200", "application/json")],
    security: [["bearer"]],
    startsJob: true,
  };
}

export function retrieveRequest(videoId: string): Request<models.Video> {
  return {
    route: "GET /v1/videos/{video_id}",
    path: [{ name: "video_id", value: videoId }],
    answers: [jsonAnswer("200", "application/json")],
    security: [["bearer"]],
  };
}

export function downloadContentRequest(
  videoId: string,
  params: VideosDownloadContentParams,
): Request<Download> {
  return {
    route: "GET /v1/videos/{video_id}/content",
    path: [{ name: "video_id", value: videoId }],
    query: [{ name: "variant", value: params.variant }],
    answers: [
      binaryAnswer("200", "video/mp4"),
      binaryAnswer("200", "image/webp"),
      binaryAnswer("200", "application/octet-stream"),
    ],
    security: [["bearer"]],
  };
}

/** How the jobs go that `create` starts. */
const createJobs: JobPlan<models.Video> = {
  api: "BurnCloud Video API",
  operation: "createVideo",
  idAt: ["/id", "/task_id"],
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
    running: ["in_progress", "processing", "running", "generating"],
    done: ["completed", "succeeded", "success", "succeed", "done", "complete", "finished"],
    failed: ["failed", "failure", "fail", "error", "expired", "not_found"],
    cancelled: ["cancelled", "canceled"],
  },
  progressAt: ["/progress"],
  reasonAt: ["/error/message"],
  codeAt: ["/error/code"],
  result: (job) => downloadContentRequest(job, {}),
  expiresAt: ["/expires_at"],
  pace: { headers: ["openai-poll-after-ms"] },
  isOneType: true,
};
