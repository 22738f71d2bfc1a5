// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/** Client of BurnCloud Video API. */

import { Session } from "./core/session.js";
import {
  changed,
  fromSurroundings,
  type Secrets,
  type Settings,
  type SharedOptions,
} from "./core/settings.js";
import { Generations } from "./resources/generations.js";
import { Videos } from "./resources/videos.js";
import { DEFAULTS } from "./settings.js";

/** What a client can be given. Times are milliseconds. */
export interface ClientOptions extends SharedOptions {
  /**
   * Your API key, sent as `Authorization: Bearer sk-...`. By default the environment variable
   * BURNCLOUD_API_KEY.
   */
  readonly apiKey?: string | undefined;
}

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
export class Client {
  readonly #settings: Settings;
  /** Video jobs in the gateway's own format. */
  readonly generations: Generations;
  /** Video jobs in the OpenAI video format, which software written for Sora speaks. */
  readonly videos: Videos;

  /** Throws ConfigurationError where a key or the base URL cannot be used. */
  constructor(options: ClientOptions = {}, settings: Settings = fromSurroundings(DEFAULTS)) {
    this.#settings = changed(settings, secrets(options), options);
    const session = new Session(this.#settings);
    this.generations = new Generations(session);
    this.videos = new Videos(session);
  }

  /** Where the requests go. */
  get baseUrl(): string {
    return this.#settings.baseUrl;
  }

  /** Return a client with some settings changed. */
  withOptions(options: ClientOptions): Client {
    return new Client(options, this.#settings);
  }
}

function secrets(options: ClientOptions): Secrets {
  return {
    bearer: options.apiKey,
  };
}
