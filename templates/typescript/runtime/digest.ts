/** What a server says of the bytes it sends: how many, which version, and what they hash to. */

import { type Reply, timeOf } from "./reply.js";

/** Which bytes of a file an answer carries. */
export interface Extent {
  readonly start: number;
  /** Bytes of the whole file, if the server says so. */
  readonly total: number | undefined;
}

/** A digest of the whole file: algorithm and hex; empty where none is announced. */
export interface Digest {
  readonly algorithm: string;
  readonly digest: string;
}

/** Algorithms by their names on the wire, and as `node:crypto` calls them: the strongest first. */
export const KNOWN = { "sha-512": "sha512", "sha-256": "sha256", md5: "md5" } as const;

/** Return which bytes an answer says that it carries; undefined where that makes no sense. */
export function extentOf(reply: Reply): Extent | undefined {
  const length = reply.headers.get("content-length") ?? "";
  const size = /^\d+$/.test(length) && !isEncoded(reply) ? Number(length) : undefined;
  if (reply.status !== 206) return { start: 0, total: size };
  const span = (reply.headers.get("content-range") ?? "").trim().toLowerCase();
  const [start, end, total] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(span)?.slice(1) ?? []).map(Number);
  if (start === undefined || end === undefined || total === undefined) return undefined;
  // A range may be answered in part. What is missing is asked for again.
  if (end < start || end >= total) return undefined;
  return size === undefined || size === end - start + 1 ? { start, total } : undefined;
}

/** Return how long the file is that has none of the bytes that were asked for. */
export function beyond(reply: Reply): number | undefined {
  const span = (reply.headers.get("content-range") ?? "").trim().toLowerCase();
  const found = /^bytes \*\/(\d+)$/.exec(span)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Whether the bytes on the wire are not those of the file: its length and digest are not theirs. */
function isEncoded(reply: Reply): boolean {
  return (reply.headers.get("content-encoding") ?? "identity").toLowerCase() !== "identity";
}

/**
 * Return what tells this version of the file from any other; empty where nothing does.
 *
 * A weak ETag may stay when bytes change, and so may a date of the very second of the answer.
 */
export function validatorOf(reply: Reply): string {
  if (isEncoded(reply)) return "";
  const tag = reply.headers.get("etag") ?? "";
  if (tag !== "") return /^"[\x20-\x7e]*$/.test(tag) ? tag : "";
  const modified = reply.headers.get("last-modified") ?? "";
  const [seen, changed] = [timeOf(reply.headers.get("date") ?? ""), timeOf(modified)];
  if (seen === undefined || changed === undefined || seen <= changed) return "";
  return modified;
}

/** Return the strongest digest of the whole file that an answer names. */
export function promised(reply: Reply): Digest {
  const found = isEncoded(reply) ? new Map<string, string>() : announced(reply.headers);
  for (const algorithm of Object.keys(KNOWN)) {
    const digest = found.get(algorithm);
    if (digest !== undefined) return { algorithm, digest };
  }
  return { algorithm: "", digest: "" };
}

function announced(headers: Headers): Map<string, string> {
  // Of a part, Content-Digest and Content-MD5 are the part's own; those of the whole win.
  const names = headers.has("content-range") ? [] : ["content-md5", "content-digest"];
  const found = new Map<string, string>();
  for (const name of [...names, "digest", "repr-digest"]) {
    const value = headers.get(name) ?? "";
    for (const item of (name === "content-md5" ? `md5=${value}` : value).split(",")) {
      const [algorithm = "", ...rest] = item.trim().split("=");
      const hex = hexOf(rest.join("=").split(";", 1)[0]?.trim() ?? "");
      if (hex !== "") found.set(algorithm.trim().toLowerCase(), hex);
    }
  }
  return found;
}

function hexOf(text: string): string {
  try {
    const bytes = Array.from(atob(text.replace(/^:|:$/g, "")), (sign) => sign.charCodeAt(0));
    return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}
