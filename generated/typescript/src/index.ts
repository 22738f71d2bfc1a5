// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/**
 * Text and images in, short video clips out, in two dialects.
 *
 *     import { Client } from "burncloud-video";
 *
 *     const client = new Client();
 *
 * Everything that can go wrong is an `APIError`; what the server refuses is an `APIStatusError`.
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
