// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/**
 * Text and images in, short video clips out, in two dialects.
 *
 * Generates short video clips with models of several vendors: Kling, Jimeng, Vidu, Sora and Veo.
 *
 * Generation takes from seconds to minutes, so no call waits for it. One call starts a job and
 * answers at once with an id. A second call, repeated every few seconds, tells how far the job has
 * come. When it is done, the clip is fetched from a URL or with a third call.
 *
 * The same jobs can be driven in two dialects:
 *
 * * **generations**: `/v1/video/generations`, the gateway's own format. The finished clip is at a
 *   URL in the body.
 * * **videos**: `/v1/videos`, the OpenAI video format. The finished clip is downloaded from
 *   `/v1/videos/{video_id}/content`.
 *
 * Use one dialect for the whole life of a job: an id that one of them gave out need not be known to
 * the other.
 */

export { Client, type ClientOptions } from "./client.js";
export { Download, type FetchOptions, type SaveOptions } from "./core/downloads.js";
export { type FileInput, LocalFile, localFile } from "./core/files.js";
export { Job, type WaitOptions, type WatchOptions } from "./core/job.js";
export type { JobState, State } from "./core/jobs.js";
export type { AndWaitOptions, ManyOptions, RaceOptions } from "./core/jobs-of.js";
export type { Progress } from "./core/progress.js";
export { Reply } from "./core/reply.js";
export type { Call } from "./core/session.js";
export type { Attempt, Hooks, RequestOptions, Timeout } from "./core/settings.js";
export * from "./errors.js";
export type * as models from "./models.js";
export type { Generations, GenerationsCreateParams } from "./resources/generations.js";
export type {
  Videos,
  VideosCreateParams,
  VideosDownloadContentParams,
} from "./resources/videos.js";
