/** The request on the wire that comes of an operation's request and what a client is set to. */

import { encoded, type Payload } from "./body.js";
import { type Credential, credentialsFor, credentialText } from "./credentials.js";
import {
  checkedHeader,
  cookiePairs,
  escaped,
  filled,
  headerPairs,
  type Pair,
  queryPairs,
} from "./encode.js";
import { ArgumentError, ConfigurationError } from "./errors.js";
import { acceptOf, isDownload, methodOf, type Request, templateOf } from "./request.js";
import type { Secret } from "./secret.js";
import { baseUrlHint, type Phases, phasesOf, type RequestOptions, secretsOf, type Settings } from "./settings.js";

/** A request as it goes over the wire. */
export interface Outgoing {
  readonly route: string;
  readonly method: string;
  /** It may have a key in its query. */
  readonly url: string;
  readonly headers: readonly Pair[];
  readonly payload: Payload | undefined;
  readonly timeout: Phases;
  readonly secrets: readonly Secret[];
  /** Headers of the answer that may name the exchange. */
  readonly requestIdIn: readonly string[];
  /** By which the server knows a request that it was sent before. */
  readonly idempotencyKey: string | undefined;
  /** Whether a key is sent otherwise than as `Authorization`, which is all that browsers take off. */
  readonly hasOtherKey: boolean;
}

const HARMLESS = ["accept", "accept-encoding", "user-agent", "range", "if-range"];

/** The server's name, for messages. */
export function hostOf({ url }: Outgoing): string {
  return new URL(url).host;
}

/** Return a request with further headers, in place of those of the same name. */
export function adding(sent: Outgoing, headers: Readonly<Record<string, string>>): Outgoing {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const kept = sent.headers.filter(([name]) => !names.includes(name.toLowerCase()));
  return { ...sent, headers: [...kept, ...Object.entries(headers)] };
}

/**
 * Return the request that a redirection asks for; undefined where it is not to be followed.
 *
 * Only what reads is followed: sending a body elsewhere is for the caller to decide. Another host,
 * port or scheme gets neither keys nor cookies nor any header that the caller added.
 */
export function redirected(sent: Outgoing, status: number, location: string): Outgoing | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === "") return undefined;
  if (sent.method !== "GET" && sent.method !== "HEAD") return undefined;
  const here = new URL(sent.url);
  const there = parsedUrl(location, here.href);
  if (there?.protocol !== "https:" && (there?.protocol !== "http:" || here.protocol === "https:")) {
    return undefined;
  }
  if (here.origin === there.origin) return { ...sent, url: there.href };
  return { ...withoutKeys(sent), url: there.href };
}

/** Return a request with nothing in its headers that is the client's. */
function withoutKeys(sent: Outgoing): Outgoing {
  const headers = sent.headers.filter(([name]) => HARMLESS.includes(name.toLowerCase()));
  return { ...sent, headers, hasOtherKey: false };
}

/**
 * Return the request for an address that an answer names.
 *
 * Keys, cookies and the caller's headers go there only if it is where the API is. Throws
 * ArgumentError, if it is no address to fetch from.
 */
export function elsewhere(sent: Outgoing, address: string): Outgoing {
  const there = parsedUrl(address);
  let problem = there?.hostname ? "" : "it names no host";
  if (there && there.protocol !== "http:" && there.protocol !== "https:") {
    problem = "it is neither http nor https";
  } else if (there?.username || there?.password) {
    problem = "it has a password in it";
  }
  if (!there || problem) {
    // Without the address: it may be a key to the file.
    throw new ArgumentError(`${sent.route}: the address of the file is refused: ${problem}`);
  }
  const isHome = new URL(sent.url).origin === there.origin;
  return { ...(isHome ? sent : withoutKeys(sent)), url: there.href };
}

/** Return an address; undefined where it is none. */
function parsedUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** Return the request on the wire. Throws ArgumentError or ConfigurationError: nothing is sent. */
export async function outgoing(
  request: Request,
  settings: Settings,
  options: RequestOptions,
): Promise<Outgoing> {
  const keys = credentialsFor(request.route, request.security ?? [], settings.credentials);
  const extra = new Map(Object.entries(options.headers ?? {}));
  let mediaType = options.mediaType;
  for (const name of [...extra.keys()].filter((one) => one.toLowerCase() === "content-type")) {
    // A Content-Type of its own would not fit the bytes: it chooses what is sent instead.
    mediaType ??= extra.get(name);
    extra.delete(name);
  }
  const payload = await encoded(request.body, options.body, mediaType);
  const headers = headersOf(request, settings, keys, payload, extra);
  return {
    route: request.route,
    method: methodOf(request),
    url: urlOf(request, settings, queryOf(request, keys, options)),
    idempotencyKey: keyOf(request, headers),
    headers: [...headers.values()],
    payload,
    timeout: phasesOf(options.timeout, settings.timeout),
    secrets: secretsOf(settings),
    requestIdIn: settings.requestIdIn,
    hasOtherKey: keys.some((one) => one.kind !== "bearer" && one.kind !== "basic"),
  };
}

/** Return the idempotency key, a fresh one unless the caller has given it. */
function keyOf(request: Request, headers: Map<string, Pair>): string | undefined {
  const name = request.idempotencyHeader;
  if (name === undefined) return undefined;
  const pair = headers.get(name.toLowerCase()) ?? ([name, crypto.randomUUID()] as const);
  headers.set(name.toLowerCase(), pair);
  return pair[1];
}

function urlOf(request: Request, settings: Settings, query: string): string {
  let base = settings.baseUrl;
  if (request.server !== undefined && !settings.isGiven) {
    base = parsedUrl(request.server, base || undefined)?.href ?? "";
  }
  if (!base.includes("://")) {
    throw new ConfigurationError(`${request.route} has no address: give ${baseUrlHint(settings)}`);
  }
  const path = filled(templateOf(request), request.path ?? []);
  return `${base.replace(/\/+$/, "")}${path}${query === "" ? "" : `?${query}`}`;
}

function queryOf(request: Request, keys: readonly Credential[], options: RequestOptions): string {
  const pairs = (request.query ?? []).flatMap(queryPairs);
  for (const [name, value] of Object.entries(options.query ?? {})) {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    pairs.push(...queryPairs({ name, value, style: isObject ? "deepObject" : "form" }));
  }
  for (const key of keys.filter((one) => one.kind === "query")) {
    pairs.push([escaped(key.wire), escaped(credentialText(key))]);
  }
  return pairs.map((pair) => pair.join("=")).join("&");
}

/** Return the headers by their names in lower case; the later win. */
function headersOf(
  request: Request,
  settings: Settings,
  keys: readonly Credential[],
  payload: Payload | undefined,
  extra: ReadonlyMap<string, string>,
): Map<string, Pair> {
  const found = new Map<string, Pair>();
  const add = (pair: Pair): unknown => found.set(pair[0].toLowerCase(), pair);
  add(["Accept", acceptOf(request)]);
  // Browsers send their own; so they do for Accept-Encoding, Connection and Cookie.
  add(["User-Agent", settings.userAgent]);
  // A range of packed bytes would be of no use, and their length is not the file's.
  if (isDownload(request)) add(["Accept-Encoding", "identity"]);
  if (request.startsJob) add(["Connection", "close"]);
  if (payload) add(checkedHeader("Content-Type", payload.media));
  const cookies = (request.cookies ?? []).flatMap(cookiePairs).map((pair) => pair.join("="));
  for (const key of keys.filter((one) => one.kind === "cookie")) {
    cookies.push(`${key.wire}=${credentialText(key)}`);
  }
  if (cookies.length > 0) add(["Cookie", cookies.join("; ")]);
  for (const [name, value] of Object.entries(settings.headers)) add(checkedHeader(name, value));
  for (const pair of (request.headers ?? []).flatMap(headerPairs)) add(pair);
  for (const key of keys.filter((one) => !["query", "cookie"].includes(one.kind))) {
    add([key.wire, credentialText(key)]);
  }
  for (const [name, value] of extra) add(checkedHeader(name, value));
  return found;
}
