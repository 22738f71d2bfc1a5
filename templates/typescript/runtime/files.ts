/** Files: what may be given for one, and how it becomes bytes that can be read twice. */

import { ArgumentError } from "./errors.js";
import { nodeModule } from "./node.js";

/**
 * A file to be sent. A `File` has a name and a media type of its own; `localFile(path)` is read from
 * the disk while it is sent; a stream is read into memory first, so that it can be sent again.
 *
 * A string is never a file, since a path and a text could not be told apart.
 */
export type FileInput =
  | Blob
  | ArrayBuffer
  | Uint8Array
  | LocalFile
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

export const UNKNOWN_MEDIA = "application/octet-stream";

/** A file on the disk of a server program: Node.js, Bun or Deno. */
export class LocalFile {
  readonly path: string;
  /** As the server will know it. */
  readonly name: string;
  /** Media type; empty where nothing tells it. */
  readonly type: string;

  constructor(path: string, options: { name?: string; type?: string } = {}) {
    this.path = path;
    this.name = options.name ?? path.split(/[/\\]/).at(-1) ?? path;
    this.type = options.type ?? mediaOf(this.name);
  }
}

/** Return the file at a path, to be sent. It is opened when it is. */
export function localFile(path: string, options: { name?: string; type?: string } = {}): LocalFile {
  return new LocalFile(path, options);
}

/** A file as it is sent. */
export interface Upload {
  readonly content: Blob;
  readonly name: string;
  /** Media type; empty where nothing tells it. */
  readonly media: string;
}

/** Whether a value is a file. */
export function isFile(value: unknown): value is FileInput {
  if (typeof value !== "object" || value === null) return false;
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof Uint8Array ||
    value instanceof LocalFile ||
    value instanceof ReadableStream ||
    Symbol.asyncIterator in value
  );
}

/** Return a file as it is sent. Throws ArgumentError where it cannot be read. */
export async function upload(value: FileInput): Promise<Upload> {
  if (value instanceof LocalFile) {
    return { content: await opened(value), name: value.name, media: value.type };
  }
  if (value instanceof Blob) {
    const name = value instanceof File ? value.name : "upload";
    return { content: value, name, media: value.type === "" ? mediaOf(name) : value.type };
  }
  const name = nameOf(value);
  const parts =
    value instanceof ArrayBuffer || value instanceof Uint8Array ? [value] : await read(value);
  return { content: new Blob(parts as BlobPart[]), name, media: mediaOf(name) };
}

async function opened(file: LocalFile): Promise<Blob> {
  const fs = nodeModule("node:fs");
  if (fs === undefined) throw new ArgumentError(`${file.name}: there are no files at a path here`);
  try {
    return await fs.openAsBlob(file.path);
  } catch (error) {
    throw new ArgumentError(`${file.path} cannot be read`, { cause: error });
  }
}

async function read(
  stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  if (stream instanceof ReadableStream) {
    parts.push(new Uint8Array(await new Response(stream).arrayBuffer()));
  } else {
    for await (const part of stream) parts.push(part);
  }
  return parts;
}

/** Return the name by which the server will know a file: a stream of Node.js has a path. */
function nameOf(value: object): string {
  const path = "path" in value && typeof value.path === "string" ? value.path : "";
  return path.split(/[/\\]/).at(-1) || "upload";
}

const MEDIA: Readonly<Record<string, string>> = {
  avif: "image/avif",
  csv: "text/csv",
  gif: "image/gif",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  m4a: "audio/mp4",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  wav: "audio/x-wav",
  webm: "video/webm",
  webp: "image/webp",
  xml: "text/xml",
  zip: "application/zip",
};

/** Return the media type that the end of a name tells; empty where it tells none. */
function mediaOf(name: string): string {
  const ending = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  return Object.hasOwn(MEDIA, ending) ? (MEDIA[ending] ?? "") : "";
}
