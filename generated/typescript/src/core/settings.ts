/** What a client is set to, and what a single call may change. */

import { type Credential, withSecret } from "./credentials.js";
import { ArgumentError, type APIConnectionError, ConfigurationError, type StatusError } from "./errors.js";
import { fromEnvironment } from "./node.js";
import type { Reply } from "./reply.js";
import type { Secret } from "./secret.js";

/** One attempt of a call, as far as it has come. There is no secret in it, and no body. */
export interface Attempt {
  /** Method and path template, such as `GET /pets/{petId}`. */
  readonly route: string;
  /** Where it went, with the port if one was named. */
  readonly host: string;
  /** 1 for the first. */
  readonly number: number;
  /** Milliseconds until the headers of the answer were there, or until it failed. */
  readonly elapsed?: number;
  /** The HTTP status; undefined where no answer came. */
  readonly status?: number;
  /** What the server calls this exchange. */
  readonly requestId?: string | undefined;
  /** Why no answer came. */
  readonly error?: APIConnectionError;
  /** Milliseconds until the next attempt. */
  readonly pause?: number;
}

/** Functions to call around each attempt. What they throw ends the call. */
export interface Hooks {
  /** Before it is sent. */
  readonly onRequest?: (attempt: Attempt) => unknown;
  /** After its answer has begun, or none came: `status` or `error` tells. */
  readonly onResponse?: (attempt: Attempt) => unknown;
  /** Before the pause that leads to the next one. */
  readonly onRetry?: (attempt: Attempt) => unknown;
}

/** How long the two phases of an attempt may take that `fetch` tells apart; `null` waits for ever. */
export interface Timeout {
  /** Until the answer begins: to connect, to send, and for the server to think. */
  readonly answer?: number | null | undefined;
  /** For each further piece of the answer to come. */
  readonly piece?: number | null | undefined;
}

/** What a single call may change, beside the operation's own arguments. Times are milliseconds. */
export interface RequestOptions {
  /** Ends the call, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long each attempt may take to be answered, and each further piece of the answer to come;
   * `null` waits for ever. What uploads gets longer, by a second for each 10 kB.
   */
  readonly timeout?: Timeout | number | null | undefined;
  /** How often to try again what failed in passing, where that is safe. */
  readonly maxRetries?: number | undefined;
  /** For the whole call, all attempts and the pauses between them included. */
  readonly deadline?: number | null | undefined;
  /** Headers to send as well. They win over the client's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Query parameters to send as well. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** Fields to send as well, in the body's own media type. They win over the arguments. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** Which of the body's media types to send; by default the first that can carry it. */
  readonly mediaType?: string | undefined;
}

/** What a client can be given. Times are milliseconds. */
export interface SharedOptions {
  /** Where the API is. */
  readonly baseUrl?: string | undefined;
  /** As for a single call; by default 60 seconds. */
  readonly timeout?: Timeout | number | null | undefined;
  /** How often to try again what failed in passing, where that is safe; by default twice. */
  readonly maxRetries?: number | undefined;
  /** For a whole call, all attempts and the pauses between them included; by default none. */
  readonly deadline?: number | null | undefined;
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Functions to call around each attempt. */
  readonly hooks?: Hooks | undefined;
  /** A function to send with, in place of the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

/** Tells the time in milliseconds, waits, and throws dice: tests put their own in its place. */
export interface Clock {
  readonly now: () => number;
  /** Throws the signal's reason where it is aborted before. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Return a number from 0 to 1. */
  readonly chance: () => number;
}

/** What stands for both phases; milliseconds, or `null` for ever. */
export interface Phases {
  readonly answer: number | null;
  readonly piece: number | null;
}

/** What a client is set to. */
export interface Settings {
  /** Absolute; or empty, where the document names no server and nobody gave one. */
  readonly baseUrl: string;
  /** Environment variable that stands in for it. */
  readonly baseUrlFrom: string;
  /** Whether the base URL was given; else it is the document's. */
  readonly isGiven: boolean;
  readonly userAgent: string;
  readonly credentials: readonly Credential[];
  /** Headers of answers that may name the exchange. */
  readonly requestIdIn: readonly string[];
  /** Returns the error that an answer means. */
  readonly failure: (reply: Reply) => StatusError;
  readonly timeout: Phases;
  readonly maxRetries: number;
  readonly deadline: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly hooks: Hooks;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
}

const CLOCK: Clock = {
  now: () => performance.now(),
  chance: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, milliseconds);
      signal?.addEventListener("abort", stop, { once: true });
    }),
};

/** What every client is set to, whatever the API. */
export const USUAL = {
  isGiven: false,
  timeout: { answer: 60_000, piece: 60_000 },
  maxRetries: 2,
  deadline: null,
  headers: {},
  hooks: {},
  fetch: undefined,
  clock: CLOCK,
} satisfies Partial<Settings>;

/** What is given for keys, by the security scheme. */
export type Secrets = Readonly<Record<string, string | readonly [string, string] | undefined>>;

/** All that must not be shown. */
export function secretsOf(settings: Settings): readonly Secret[] {
  return settings.credentials.flatMap((one) => (one.secret ? [one.secret] : []));
}

/** How to give the base URL, for messages. */
export function baseUrlHint(settings: Settings): string {
  return `baseUrl or the environment variable ${settings.baseUrlFrom}`;
}

/** Return settings with what the environment says. */
export function fromSurroundings(settings: Settings): Settings {
  const known = settings.credentials.map((one) => [one.scheme, fromEnvironment(one.environment)]);
  const baseUrl = fromEnvironment(settings.baseUrlFrom);
  return changed(settings, Object.fromEntries(known) as Secrets, { baseUrl });
}

/** Return settings with what is given. Throws ConfigurationError or ArgumentError. */
export function changed(
  settings: Settings,
  secrets: Secrets,
  given: SharedOptions,
): Settings {
  checkTimes(given);
  const baseUrl = given.baseUrl ? checkedUrl(given.baseUrl, baseUrlHint(settings)) : "";
  return {
    ...settings,
    baseUrl: baseUrl || settings.baseUrl,
    isGiven: settings.isGiven || baseUrl !== "",
    credentials: settings.credentials.map((one) => withSecret(one, secrets[one.scheme])),
    timeout: phasesOf(given.timeout, settings.timeout),
    maxRetries: given.maxRetries ?? settings.maxRetries,
    deadline: given.deadline === undefined ? settings.deadline : given.deadline,
    headers: { ...settings.headers, ...given.headers },
    hooks: given.hooks ?? settings.hooks,
    fetch: given.fetch ?? settings.fetch,
  };
}

/** Return both phases, those that are not given as they were before. */
export function phasesOf(given: RequestOptions["timeout"], before: Phases): Phases {
  if (given === undefined) return before;
  if (given === null || typeof given !== "object") return { answer: given, piece: given };
  const { answer = before.answer, piece = before.piece } = given;
  return { answer, piece };
}

/** Throw ArgumentError where a number makes no sense. */
export function checkTimes(given: Pick<RequestOptions, "timeout" | "maxRetries" | "deadline">): void {
  const { timeout, maxRetries = 0, deadline } = given;
  if (!(maxRetries >= 0)) {
    throw new ArgumentError(`maxRetries cannot be less than 0, and is ${String(maxRetries)}`);
  }
  const phases = timeout !== null && typeof timeout === "object" ? timeout : { timeout };
  for (const [name, value] of Object.entries({ ...phases, deadline })) {
    if (value === undefined || value === null || value > 0) continue;
    const shown = name in phases && name !== "timeout" ? `timeout.${name}` : name;
    throw new ArgumentError(`${shown} must be more than 0 milliseconds, and is ${String(value)}`);
  }
}

function checkedUrl(baseUrl: string, hint: string): string {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    throw new ConfigurationError(`the base URL must be absolute, with http or https: give ${hint}`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ConfigurationError(`the base URL must be absolute, with http or https: give ${hint}`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError("the base URL can have no user, query or fragment");
  }
  return baseUrl;
}
