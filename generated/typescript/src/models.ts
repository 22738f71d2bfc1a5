// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/**
 * The data of BurnCloud Video API.
 *
 * Values are as they came: fields, words and variants that a newer server adds are kept.
 */

import type { FileInput } from "./core/files.js";

export type { FileInput };

/**
 * Name of a model.
 *
 * The first letters tell the vendor: `kling`, `jimeng`, `vidu`, `sora`, `veo`. Which models a key
 * may use is for the provider to say, and new ones appear often.
 */
export type VideoModel =
  | "kling-v1"
  | "kling-v1-6"
  | "kling-v2-master"
  | "jimeng_vgfm_t2v_l20"
  | "jimeng_vgfm_i2v_l20"
  | "viduq1"
  | "viduq2"
  | "vidu2.0"
  | "vidu1.5"
  | "sora-2"
  | "sora-2-pro"
  | "veo-3"
  | "veo-3.0-generate-001"
  | "veo-3.1-generate-preview"
  | "veo-3.1-fast-generate-preview"
  | (string & {});

/**
 * Parameters of Kling's models.
 *
 * An `image_tail`, the masks (`static_mask`, `dynamic_masks`) and `camera_control` exclude one
 * another.
 */
export interface KlingMetadata {
  /** What the clip should not show. */
  negative_prompt?: string;
  /**
   * The picture to end with, as a URL or as Base64 text without a `data:` prefix.
   *
   * JPEG or PNG, up to 10 MB, each side at least 300 pixels.
   */
  image_tail?: string;
  /**
   * Start of the random numbers.
   *
   * Kling documents no such parameter and may ignore it.
   */
  seed?: number;
  /**
   * The picture to start with, as for `image_tail`, its sides between 1:2.5 and 2.5:1.
   *
   * Taken from outside the metadata when absent.
   */
  image?: string;
  /** What the clip should show, instead of the prompt outside the metadata. */
  prompt?: string;
  /**
   * Quality of the clip.
   *
   * `std` when absent.
   */
  mode?: KlingMode;
  /**
   * Length in seconds: 5 or 10, with kling-v3 from 3 to 15.
   *
   * Send it as text: the gateway refuses a number.
   */
  duration?: string | number;
  /**
   * Shape of the picture.
   *
   * When absent, the gateway derives it from `size` and else takes 1:1. Kling itself would take
   * 16:9.
   */
  aspect_ratio?: "16:9" | "9:16" | "1:1" | (string & {});
  /** Kling's name for the model, instead of the one outside the metadata. */
  model_name?: KlingModel;
  /**
   * The same as `model_name`.
   *
   * The gateway sends both.
   */
  model?: KlingModel;
  /**
   * How closely to follow the prompt, 0.5 when absent.
   *
   * Not for version 2 models.
   */
  cfg_scale?: number;
  /** Mask of what must not move, as a URL or as Base64 text, in the aspect ratio of the picture. */
  static_mask?: string;
  /** Masks of what moves along a path, up to six. */
  dynamic_masks?: KlingDynamicMask[];
  /**
   * How the camera moves.
   *
   * By default the model decides.
   */
  camera_control?: KlingCameraControl;
  /** URL that is told when the job changes its state. */
  callback_url?: string;
  /** Your own id for the job, unique within your account. */
  external_task_id?: string;
}

/**
 * Quality of a Kling clip: `std` is cheaper and faster, `pro` looks better.
 *
 * `4k` exists with kling-v3 only.
 */
export type KlingMode = "std" | "pro" | "4k" | (string & {});

/** Kling's name for one of its models. */
export type KlingModel =
  | "kling-v1"
  | "kling-v1-5"
  | "kling-v1-6"
  | "kling-v2-master"
  | "kling-v2-1"
  | "kling-v2-1-master"
  | "kling-v2-5-turbo"
  | "kling-v2-6"
  | "kling-v3"
  | (string & {});

/** A part of the picture, and the path along which it moves. */
export interface KlingDynamicMask {
  /** Mask of the part, as a URL or as Base64 text, in the aspect ratio of the picture. */
  mask?: string;
  /** Points of the path in order, up to 77 for a clip of five seconds. */
  trajectories?: KlingPoint[];
}

/** A point of a picture, counted from the bottom left corner. */
export interface KlingPoint {
  /** Pixels from the left edge. */
  x: number;
  /** Pixels from the bottom edge. */
  y: number;
}

/** How the camera moves. */
export interface KlingCameraControl {
  /**
   * The kind of movement.
   *
   * `simple` is described by `config`. The others are ready-made and take no `config`.
   */
  type?:
    | "simple"
    | "down_back"
    | "forward_up"
    | "right_turn_forward"
    | "left_turn_forward"
    | (string & {});
  /** The movement, for the type `simple`. */
  config?: KlingCameraConfig;
}

/**
 * A camera movement: six values from -10 to 10.
 *
 * Kling is said to want exactly one that is not 0.
 */
export interface KlingCameraConfig {
  /** Shift to the left (negative) or to the right. */
  horizontal?: number;
  /** Shift down (negative) or up. */
  vertical?: number;
  /**
   * A turn of the camera.
   *
   * Texts disagree on whether it goes up or to the side.
   */
  pan?: number;
  /** A turn of the camera, in the other direction than `pan`. */
  tilt?: number;
  /** Turn about the line of sight, counter-clockwise (negative) or clockwise. */
  roll?: number;
  /** Change of the focal length, to a narrower (negative) or a wider view. */
  zoom?: number;
}

/**
 * Parameters of Jimeng's models.
 *
 * Pictures are given in one of `image_urls` and `binary_data_base64`, not in both.
 */
export interface JimengMetadata {
  /**
   * Jimeng's name for the model and what it works from (`t2v` is text, `i2v` an image).
   *
   * Wins over the model outside the metadata.
   */
  req_key?:
    | "jimeng_vgfm_t2v_l20"
    | "jimeng_vgfm_i2v_l20"
    | "jimeng_t2v_v30"
    | "jimeng_t2v_v30_1080p"
    | "jimeng_i2v_first_v30"
    | "jimeng_i2v_first_v30_1080"
    | "jimeng_i2v_first_tail_v30"
    | "jimeng_i2v_first_tail_v30_1080"
    | "jimeng_ti2v_v30_pro"
    | (string & {});
  /**
   * URLs of the pictures to start from.
   *
   * With two, the second is the last frame.
   */
  image_urls?: string[];
  /** The pictures themselves, as Base64 text, up to 4.7 MB each. */
  binary_data_base64?: string[];
  /**
   * Shape of the picture.
   *
   * Jimeng takes 16:9 when it is absent.
   */
  aspect_ratio?: "16:9" | "4:3" | "1:1" | "3:4" | "9:16" | "21:9" | (string & {});
  /**
   * Start of the random numbers, -1 for a different result each time.
   *
   * When absent, the gateway sends 0. Jimeng itself would take -1.
   */
  seed?: number;
  /**
   * Length in frames, with version 3.0: 121 for five seconds, 241 for ten.
   *
   * When absent, the gateway derives it from `duration`.
   */
  frames?: 121 | 241 | (number & {});
  /**
   * What the clip should show, instead of the prompt outside the metadata.
   *
   * Version 2.0 Pro is said to take 150 characters, version 3.0 about 400.
   */
  prompt?: string;
}

/** Parameters of Vidu's models. */
export interface ViduMetadata {
  /**
   * Length in seconds: 5 with viduq1, 4 or 8 with vidu2.0 and vidu1.5, 1 to 10 with viduq2, 1 to 16
   * with viduq3.
   *
   * When absent, the duration outside the metadata, else 5.
   */
  duration?: number;
  /**
   * Start of the random numbers.
   *
   * 0, or none, gives a different result each time.
   */
  seed?: number;
  /**
   * Picture height.
   *
   * Which ones exist depends on model and duration, and viduq1 has 1080p only. Send it whenever you
   * send `size`: the gateway would otherwise pass the size on as the resolution.
   */
  resolution?: "360p" | "540p" | "720p" | "1080p" | (string & {});
  /**
   * How much moves in the clip, `auto` when absent.
   *
   * No effect with viduq2 and viduq3.
   */
  movement_amplitude?: "auto" | "small" | "medium" | "large" | (string & {});
  /**
   * Whether to add music.
   *
   * Off when absent. Not for viduq3, and no effect at 9 and 10 seconds with viduq2.
   */
  bgm?: boolean;
  /**
   * Any text of yours.
   *
   * Vidu returns it with the result.
   */
  payload?: string;
  /** URL that is told when the job changes its state. */
  callback_url?: string;
  /**
   * Pictures, each as a URL or as a data URL: one for the first frame, two for the first and the
   * last, up to seven (three with vidu2.0) as references for what to show.
   *
   * PNG, JPEG or WebP, up to 50 MB, less than four times as long as wide.
   */
  images?: string[];
  /**
   * What the clip should show, instead of the prompt outside the metadata.
   *
   * Older models take 1500 characters.
   */
  prompt?: string;
  /** Vidu's name for the model, instead of the one outside the metadata. */
  model?: "viduq1" | "viduq2" | "vidu2.0" | "vidu1.5" | (string & {});
  /**
   * What to make from the pictures.
   *
   * When absent, their number decides: none is `textGenerate`, one `generate`, two
   * `firstTailGenerate`, more `referenceGenerate`.
   */
  action?: "generate" | "textGenerate" | "firstTailGenerate" | "referenceGenerate" | (string & {});
  /**
   * Style of the clip.
   *
   * Older gateways drop it.
   */
  style?: "general" | "anime" | (string & {});
  /**
   * Shape of the picture.
   *
   * Older gateways drop it.
   */
  aspect_ratio?: "16:9" | "9:16" | "1:1" | "3:4" | "4:3" | (string & {});
}

/** Parameters of Google's Veo models. */
export interface VeoMetadata {
  /** Shape of the picture. */
  aspectRatio?: "16:9" | "9:16" | (string & {});
  /** Length in seconds. */
  durationSeconds?: 4 | 6 | 8 | (number & {});
  /** What the clip should not show. */
  negativePrompt?: string;
  /**
   * Which people may be shown.
   *
   * Text-to-video takes `allow_all`, image-to-video `allow_adult`.
   */
  personGeneration?: "allow_all" | "allow_adult" | (string & {});
  /** Picture height. */
  resolution?: string;
  /**
   * Where in Google Cloud Storage to put the clip.
   *
   * On Vertex only.
   */
  storageUri?: string;
  /**
   * How many clips to make, 1 when absent.
   *
   * On Vertex only.
   */
  sampleCount?: number;
}

/** Parameters of Ali's Wan models. */
export interface AliMetadata {
  /** URL of the picture that the clip begins with. */
  img_url?: string;
  /** URL of the first picture, for clips between two. */
  first_frame_url?: string;
  /** URL of the last picture, for clips between two. */
  last_frame_url?: string;
  /** Picture height. */
  resolution?: string;
  /** Whether the vendor may write the prompt anew, with more detail. */
  prompt_extend?: boolean;
  /** Whether to print a watermark on the clip. */
  watermark?: boolean;
}

/**
 * Parameters that only one vendor knows.
 *
 * Pick the schema of the vendor whose model you use, or send any other object. A key here wins over
 * the property of the same meaning outside. Keys that the server does not know are ignored or
 * passed on. A value of the wrong JSON type can make the call fail.
 */
export type VendorMetadata =
  | KlingMetadata
  | JimengMetadata
  | ViduMetadata
  | VeoMetadata
  | AliMetadata
  | { [key: string]: unknown };

/** What to generate, in the gateway's own format. */
export interface GenerationRequest {
  /**
   * The model to use.
   *
   * It also decides what `metadata` may hold.
   */
  model: VideoModel;
  /**
   * What the clip should show.
   *
   * Not blank. The vendor limits its length, to between 150 and 5000 characters.
   */
  prompt: string;
  /**
   * The picture to start from, as a URL or as Base64 text.
   *
   * It becomes the first frame. Ignored when `images` is given.
   */
  image?: string;
  /**
   * Several pictures, each as a URL or as Base64 text, for vendors that take them.
   *
   * Their number decides what they mean: one is the first frame, two are the first and the last,
   * three or more are references for what to show.
   */
  images?: string[];
  /**
   * Picture size as WIDTHxHEIGHT.
   *
   * Vendors translate it: Kling into the nearest aspect ratio it knows, Vidu into a resolution
   * unless `metadata` holds one. Jimeng ignores it.
   */
  size?: string;
  /**
   * Quality of the clip.
   *
   * Read by Kling, which takes `std` when it is absent.
   */
  mode?: KlingMode;
  /**
   * Length of the clip in seconds, by default the vendor's (5 for Kling, Jimeng and Vidu).
   *
   * Send a whole number: many servers refuse fractions.
   */
  duration?: number;
  /**
   * Picture width in pixels.
   *
   * Many models ignore it. Prefer `size`.
   */
  width?: number;
  /**
   * Picture height in pixels.
   *
   * Many models ignore it. Prefer `size`.
   */
  height?: number;
  /**
   * Frames per second.
   *
   * Many models ignore it.
   */
  fps?: number;
  /**
   * Start of the random numbers, for a result that can be repeated.
   *
   * Many models ignore it here and read the one in `metadata`.
   */
  seed?: number;
  /**
   * How many clips to make.
   *
   * Many models ignore it and make one.
   */
  n?: number;
  /**
   * How to return the clip.
   *
   * Only `url` is known.
   */
  response_format?: string;
  /** Your own name for the end user, to help the provider detect abuse. */
  user?: string;
  /** Parameters that only the vendor of `model` knows. */
  metadata?: VendorMetadata;
}

/**
 * Confirms that a job has been taken.
 *
 * Only the id is certain to be there.
 */
export interface GenerationReceipt {
  /**
   * The job's id.
   *
   * Retrieve the generation with it.
   */
  task_id: string;
  /** The same id under the name that the OpenAI video format has for it. */
  id?: string;
  /**
   * What this object is.
   *
   * Always `video`.
   */
  object?: "video";
  /** The model that was asked for. */
  model?: VideoModel;
  /**
   * Where the job stands.
   *
   * Empty when the server has not heard from the vendor yet.
   */
  status?: GenerationStatus;
  /** How far the job has come, in per cent. */
  progress?: number;
  /** When the job was taken, in seconds since 1970 (UTC). */
  created_at?: number;
}

/**
 * Where a generation stands.
 *
 * `queued` and `processing` (or `in_progress`) mean that it goes on, `succeeded` (or `completed`)
 * that the clip is ready, and `failed` that there will be none. The gateway's words are in capitals
 * and mean the same: `NOT_START`, `SUBMITTED`, `QUEUED` and `UNKNOWN` are before the work,
 * `IN_PROGRESS` is during it, `SUCCESS` and `FAILURE` are after it. Take a word that is not listed
 * for a job that goes on.
 */
export type GenerationStatus =
  | "queued"
  | "processing"
  | "in_progress"
  | "succeeded"
  | "completed"
  | "failed"
  | "NOT_START"
  | "SUBMITTED"
  | "QUEUED"
  | "IN_PROGRESS"
  | "SUCCESS"
  | "FAILURE"
  | "UNKNOWN"
  | (string & {});

/**
 * A video generation as it stands.
 *
 * Two forms share this schema. The documented one has `url`, `format`, `metadata` and `error`. The
 * gateway's has `action`, `fail_reason`, `submit_time`, `start_time`, `finish_time`, `progress` and
 * `data`, and newer ones `result_url`. Newer gateways add fields for their operators (channel,
 * quota, user), which are kept as additional properties.
 */
export interface GenerationTask {
  /** The job's id. */
  task_id: string;
  /** Where the job stands. */
  status: GenerationStatus;
  /**
   * Where the finished clip can be fetched, for a limited time.
   *
   * Documented form.
   */
  url?: string | null;
  /**
   * File format of the clip.
   *
   * Documented form.
   */
  format?: string | null;
  /**
   * Facts about the finished clip, null before.
   *
   * Documented form.
   */
  metadata?: ClipMetadata | null;
  /**
   * Why the job failed, null if it did not.
   *
   * Documented form.
   */
  error?: GenerationError | null;
  /** How far the job has come: a number from 0 to 100, or from the gateway a text such as `30%`. */
  progress?: number | string;
  /**
   * What kind of generation this is.
   *
   * Gateway's form.
   */
  action?:
    | "generate"
    | "textGenerate"
    | "firstTailGenerate"
    | "referenceGenerate"
    | "remixGenerate"
    | (string & {});
  /**
   * Why the job failed.
   *
   * Gateways of 2025 put the URL of the clip here when the job has succeeded. Gateway's form.
   */
  fail_reason?: string | null;
  /**
   * Where the finished clip can be fetched.
   *
   * Form of newer gateways.
   */
  result_url?: string | null;
  /** Where the finished clip can be fetched, as some documents call it. */
  video_url?: string | null;
  /**
   * When the job was taken, in seconds since 1970 (UTC), 0 if unknown.
   *
   * Gateway's form.
   */
  submit_time?: number;
  /**
   * When the work began, in seconds since 1970 (UTC), 0 if it has not.
   *
   * Gateway's form.
   */
  start_time?: number;
  /**
   * When the work ended, in seconds since 1970 (UTC), 0 if it has not.
   *
   * Gateway's form.
   */
  finish_time?: number;
  /**
   * The vendor's latest answer as it came, or null.
   *
   * Its shape is the vendor's business. Gateway's form.
   */
  data?: unknown;
  /**
   * Newer gateways: the number of the job in their database.
   *
   * Some documents: another name for `task_id`.
   */
  id?: number | string;
  /**
   * The vendor that does the work.
   *
   * Form of newer gateways.
   */
  platform?: string;
  /**
   * When the record was made, in seconds since 1970 (UTC).
   *
   * Form of newer gateways.
   */
  created_at?: number;
  /**
   * When the record last changed, in seconds since 1970 (UTC).
   *
   * Form of newer gateways.
   */
  updated_at?: number;
}

/** Facts about a finished clip. */
export interface ClipMetadata {
  /** Length in seconds. */
  duration?: number;
  /** Frames per second. */
  fps?: number;
  /** Picture width in pixels. */
  width?: number;
  /** Picture height in pixels. */
  height?: number;
  /** The seed that was used. */
  seed?: number;
}

/** Why a generation failed. */
export interface GenerationError {
  /** The vendor's code for the reason. */
  code?: number | string | null;
  /** The reason, for people. */
  message?: string;
}

/** The gateway's wrapping around a generation. */
export interface GenerationTaskEnvelope {
  /** Always `success`, also when the job inside has failed. */
  code: "success";
  /** Empty. */
  message?: string;
  /** The generation. */
  data: GenerationTask;
}

/** What to generate, as far as it is the same in JSON and in a form. */
export interface VideoParameters {
  /**
   * What the clip should show.
   *
   * Not blank.
   */
  prompt: string;
  /**
   * The model to use.
   *
   * Name one even if the default suits you: some servers have none.
   */
  model?: VideoModel;
  /**
   * Length of the clip in seconds, as text.
   *
   * Sora takes `4`, `8` and `12`. Other models take other numbers, and Veo may ignore it.
   */
  seconds?: string | number;
  /**
   * Picture size as WIDTHxHEIGHT.
   *
   * `sora-2` takes 720x1280 and 1280x720, `sora-2-pro` also 1024x1792 and 1792x1024. Other models
   * take other sizes, and Veo may ignore it.
   */
  size?: "720x1280" | "1280x720" | "1024x1792" | "1792x1024" | (string & {});
  /**
   * The picture to start from, as a URL or as Base64 text, for models other than Sora.
   *
   * Ignored when `images` is given.
   */
  image?: string;
  /** Several pictures, each as a URL or as Base64 text, for models that take them. */
  images?: string[];
  /**
   * Length of the clip in seconds, for models other than Sora.
   *
   * Prefer `seconds`.
   */
  duration?: number;
  /**
   * Quality of the clip.
   *
   * Read by Kling.
   */
  mode?: KlingMode;
}

/** What to generate, as JSON. */
export interface VideoRequest {
  /**
   * What the clip should show.
   *
   * Not blank.
   */
  prompt: string;
  /**
   * The model to use.
   *
   * Name one even if the default suits you: some servers have none.
   */
  model?: VideoModel;
  /**
   * Length of the clip in seconds, as text.
   *
   * Sora takes `4`, `8` and `12`. Other models take other numbers, and Veo may ignore it.
   */
  seconds?: string | number;
  /**
   * Picture size as WIDTHxHEIGHT.
   *
   * `sora-2` takes 720x1280 and 1280x720, `sora-2-pro` also 1024x1792 and 1792x1024. Other models
   * take other sizes, and Veo may ignore it.
   */
  size?: "720x1280" | "1280x720" | "1024x1792" | "1792x1024" | (string & {});
  /**
   * The picture to start from, as a URL or as Base64 text, for models other than Sora.
   *
   * Ignored when `images` is given.
   */
  image?: string;
  /** Several pictures, each as a URL or as Base64 text, for models that take them. */
  images?: string[];
  /**
   * Length of the clip in seconds, for models other than Sora.
   *
   * Prefer `seconds`.
   */
  duration?: number;
  /**
   * Quality of the clip.
   *
   * Read by Kling.
   */
  mode?: KlingMode;
  /**
   * The picture that guides the clip: an object with its URL or file id or, for the gateway, its
   * URL or Base64 text alone.
   *
   * Some models want it in the size of the clip.
   */
  input_reference?: ImageReference | string;
  /** Parameters that only the vendor of `model` knows. */
  metadata?: VendorMetadata;
}

/**
 * A picture, by its URL or by the id of an uploaded file.
 *
 * Exactly one of the two.
 */
export interface ImageReference {
  /** URL of the picture, or the picture itself as a data URL. */
  image_url?: string;
  /** Id of a file uploaded before. */
  file_id?: string;
}

/** What to generate, as fields of a form, one of which may be a file. */
export interface VideoForm {
  /**
   * What the clip should show.
   *
   * Not blank.
   */
  prompt: string;
  /**
   * The model to use.
   *
   * Name one even if the default suits you: some servers have none.
   */
  model?: VideoModel;
  /**
   * Length of the clip in seconds, as text.
   *
   * Sora takes `4`, `8` and `12`. Other models take other numbers, and Veo may ignore it.
   */
  seconds?: string | number;
  /**
   * Picture size as WIDTHxHEIGHT.
   *
   * `sora-2` takes 720x1280 and 1280x720, `sora-2-pro` also 1024x1792 and 1792x1024. Other models
   * take other sizes, and Veo may ignore it.
   */
  size?: "720x1280" | "1280x720" | "1024x1792" | "1792x1024" | (string & {});
  /**
   * The picture to start from, as a URL or as Base64 text, for models other than Sora.
   *
   * Ignored when `images` is given.
   */
  image?: string;
  /** Several pictures, each as a URL or as Base64 text, for models that take them. */
  images?: string[];
  /**
   * Length of the clip in seconds, for models other than Sora.
   *
   * Prefer `seconds`.
   */
  duration?: number;
  /**
   * Quality of the clip.
   *
   * Read by Kling.
   */
  mode?: KlingMode;
  /**
   * The picture that guides the clip, as a file, or its URL as text.
   *
   * Some models want it in the size of the clip.
   */
  input_reference?: string;
  /**
   * Parameters that only the vendor of `model` knows, as an object or as its JSON text.
   *
   * It is sent as JSON text.
   */
  metadata?: VendorMetadata | string;
}

/**
 * Where a video stands.
 *
 * `queued` and `in_progress` mean that the work goes on, `completed` that the content can be
 * downloaded, and `failed` that there will be none. Some servers say `processing` for `in_progress`
 * and `succeeded` for `completed`. `unknown` and an empty text come before the vendor has first
 * answered. Take a word that is not listed for a job that goes on.
 */
export type VideoStatus =
  | "queued"
  | "in_progress"
  | "completed"
  | "failed"
  | "processing"
  | "succeeded"
  | "unknown"
  | (string & {});

/** Which file of a completed video to download. */
export type VideoVariant = "video" | "thumbnail" | "spritesheet" | (string & {});

/** A video as it stands, in the OpenAI video format. */
export interface Video {
  /**
   * The video's id.
   *
   * Retrieve and download the video with it.
   */
  id: string;
  /**
   * What this object is.
   *
   * Always `video`.
   */
  object: "video";
  /**
   * The model that makes the video.
   *
   * Some servers leave it empty on later calls.
   */
  model: VideoModel;
  /** Where the video stands. */
  status: VideoStatus;
  /** How far the work has come, in per cent. */
  progress: number;
  /**
   * When the job was taken, in seconds since 1970 (UTC).
   *
   * The gateway has been seen to send milliseconds for Kling: take values above 100 000 000 000 for
   * those.
   */
  created_at: number;
  /** When the video was finished, in seconds since 1970 (UTC), null before. */
  completed_at?: number | null;
  /**
   * When the content stops being available for download, in seconds since 1970 (UTC), null while
   * unknown.
   */
  expires_at?: number | null;
  /**
   * Picture size as WIDTHxHEIGHT.
   *
   * Not always the one that was asked for.
   */
  size?: string;
  /**
   * Length of the clip in seconds, as text.
   *
   * Some servers send a number.
   */
  seconds?: number | string;
  /**
   * Quality of the clip.
   *
   * Not every server tells.
   */
  quality?: string;
  /**
   * Where the finished clip can be fetched, from servers that tell.
   *
   * The content operation needs no URL.
   */
  url?: string | null;
  /** The prompt that the video is made from, from servers that tell. */
  prompt?: string | null;
  /** Id of the video that this one is a remix of, null if it is none. */
  remixed_from_video_id?: string | null;
  /** Why the video failed, null if it did not. */
  error?: VideoError | null;
  /** Further facts, from the gateway. */
  metadata?: VideoMetadata | null;
  /** The same as `id`, sent by the gateway for older clients. */
  task_id?: string;
}

/** Why a video failed. */
export interface VideoError {
  /** The reason, for programs. */
  code?: string | null;
  /** The reason, for people. */
  message?: string;
}

/** Further facts about a video, from the gateway. */
export interface VideoMetadata {
  /** Where the finished clip can be fetched from the vendor, for a limited time. */
  url?: string;
}

/**
 * A failed request, its particulars at the top of the body.
 *
 * The documented shape of the generations dialect. The gateway sends `data` in place of `param` and
 * `type`.
 */
export interface FlatError {
  /**
   * What went wrong, for programs.
   *
   * Null if there is no code for it.
   */
  code?: number | string | null;
  /** What went wrong, for people. */
  message: string;
  /** The parameter that caused it. */
  param?: string | null;
  /** The class of the error. */
  type?: string | null;
  /**
   * Further particulars.
   *
   * Null from the gateway.
   */
  data?: unknown;
}

/**
 * A failed request, its particulars under `error`.
 *
 * The documented shape of the videos dialect, and what the gateway sends in both when it refuses a
 * key or finds no channel for a model.
 */
export interface NestedError {
  /** The particulars. */
  error: ErrorDetail;
}

/** The particulars of a failed request. */
export interface ErrorDetail {
  /** What went wrong, for people. */
  message: string;
  /** The class of the error. */
  type: string;
  /**
   * What went wrong, for programs.
   *
   * May be empty, null or absent.
   */
  code?: number | string | null;
  /** The parameter that caused it. */
  param?: string | null;
}

/** The body of a failed request, in one of two shapes. */
export type ErrorBody = FlatError | NestedError;
