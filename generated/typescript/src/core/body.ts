/** Request bodies: which media type to send, and the bytes of it. */

import {
  brackets,
  escaped,
  escapedButReserved,
  type Pair,
  pairsOf,
  type Style,
} from "./encode.js";
import { ArgumentError } from "./errors.js";
import { type FileInput, isFile, UNKNOWN_MEDIA, upload } from "./files.js";
import { isList, isObject, type Json, plain, textOf, written } from "./values.js";

/** The bytes of a body, files not yet read. It can be sent more than once. */
export interface Payload {
  readonly media: string;
  readonly content: string | Blob;
}

/** How one field of a form or multipart body travels, where it is not as its type has it. */
export interface Part {
  readonly media?: string;
  readonly style?: Style;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

interface Traits {
  /** Fields that other media types of the same body have, and this one has not. */
  readonly lacks?: readonly string[];
  /** Fields that are files and nothing else. */
  readonly files?: readonly string[];
  readonly parts?: Readonly<Record<string, Part>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** One media type of a body. */
export interface Content {
  readonly media: string;
  /** Say why it cannot carry a value; empty where it can. */
  problem(value: unknown): string;
  /** Return the bytes. Throws ArgumentError. */
  payload(value: unknown): Payload | Promise<Payload>;
}

/** A body that is sent, if there is one, in the first media type that can carry it. */
export interface Body {
  readonly value: unknown;
  readonly contents: readonly Content[];
}

/** Return a body of fields. Where it is required, there is one even without a field. */
export function fields(values: Fields, contents: readonly Content[], required = false): Body {
  const kept = Object.entries(values).filter(([, one]) => one !== undefined);
  return { value: kept.length > 0 || required ? Object.fromEntries(kept) : undefined, contents };
}

/** Return a body given as one value. */
export function wholeBody(value: unknown, contents: readonly Content[]): Body {
  return { value, contents };
}

export function jsonBody(media: string, traits: Traits = {}): Content {
  return {
    media,
    problem: (value) => (hasFile(value) ? "cannot carry a file" : lacking(traits, value)),
    payload: (value) => ({ media, content: written(plain("the body", value)) }),
  };
}

export function formBody(media: string, traits: Traits = {}): Content {
  return {
    media,
    problem: (value) => (hasFile(value) ? "cannot carry a file" : lacking(traits, value)),
    payload: (value) => {
      const pairs = Object.entries(fieldsOf(value)).flatMap(([name, one]) =>
        formPairs(name, plain(name, one), traits.parts?.[name] ?? {}),
      );
      return { media, content: pairs.map((pair) => pair.join("=")).join("&") };
    },
  };
}

export function textBody(media: string): Content {
  return {
    media,
    problem: (value) => (typeof value === "string" ? "" : "can only carry text"),
    payload: (value) => ({ media, content: value as string }),
  };
}

/** A body that is a file. The media type may be a range, where the file tells the rest. */
export function binaryBody(media: string): Content {
  return {
    media,
    problem: (value) => (isFile(value) ? "" : "can only carry a file"),
    payload: async (value) => {
      const file = await upload(value as FileInput);
      const own = file.media === "" ? UNKNOWN_MEDIA : file.media;
      return { media: media.includes("*") ? own : media, content: file.content };
    },
  };
}

/**
 * A body of parts, of which some may be files.
 *
 * It is put together here and not by FormData, which has no way to give a part that is not a file a
 * media type. A Blob reads the files in it while it is sent, and knows its length before.
 */
export function multipartBody(media: string, traits: Traits = {}): Content {
  return {
    media,
    problem: (value) => lacking(traits, value),
    payload: async (value) => {
      // Random, so that no file can have a line in it that ends its part.
      const boundary = crypto.randomUUID().replaceAll("-", "");
      const pieces: (string | Blob)[] = [];
      for (const [name, one] of Object.entries(fieldsOf(value))) {
        for (const part of await partsOf(name, one, traits)) {
          pieces.push(`--${boundary}\r\n`, ...part, "\r\n");
        }
      }
      pieces.push(`--${boundary}--\r\n`);
      return { media: `${media}; boundary=${boundary}`, content: new Blob(pieces) };
    },
  };
}

/** Return the bytes of a body; undefined where there is none. Throws ArgumentError. */
export async function encoded(
  body: Body | undefined,
  extra: Fields | undefined,
  mediaType: string | undefined,
): Promise<Payload | undefined> {
  const contents = body?.contents ?? [jsonBody("application/json")];
  const given = body?.value;
  const value = extra ? { ...fieldsOf(given ?? {}), ...extra } : given;
  if (value === undefined) return undefined;
  if (mediaType !== undefined) {
    const content = named(contents, mediaType);
    const problem = content.problem(value);
    if (problem) throw new ArgumentError(`${mediaType} ${problem}`);
    return content.payload(value);
  }
  const problems: string[] = [];
  for (const content of contents) {
    const problem = content.problem(value);
    if (!problem) return content.payload(value);
    problems.push(`${content.media} ${problem}`);
  }
  throw new ArgumentError(`no media type can carry the body: ${problems.join("; ")}`);
}

function named(contents: readonly Content[], mediaType: string): Content {
  const bare = (media: string): string => media.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const found = contents.find((one) => bare(one.media) === bare(mediaType));
  if (found) return found;
  if (contents.some((one) => one.media.includes("*"))) return binaryBody(mediaType);
  const known = contents.map((one) => one.media).join(", ");
  throw new ArgumentError(`the body cannot be ${mediaType}, only ${known}`);
}

/** Return the fields of a body that was given as one value. Throws ArgumentError. */
function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null || isList(value) || isFile(value)) {
    throw new ArgumentError("the body is no object and has no fields");
  }
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function lacking({ lacks = [] }: Traits, value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const found = lacks.filter((key) => Object.hasOwn(value, key));
  return found.length > 0 ? `has no ${found.join(" and no ")}` : "";
}

function hasFile(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof Date) return false;
  return isFile(value) || Object.values(value).some(hasFile);
}

function formPairs(name: string, value: Json, part: Part): readonly Pair[] {
  const { media = "", style = "form", explode = true } = part;
  // An object has no style by default: it is JSON, as one part of a multipart body is.
  const isWhole = media !== "" || (isObject(value) && style === "form" && explode);
  const escape = part.allowReserved ? escapedButReserved : escaped;
  const how = { style, explode, escape: (text: string) => escape(text).replaceAll("%20", "+") };
  return pairsOf(name, isWhole ? asText(value, media) : value, how);
}

/** Return the parts of a field: one, or as many as a list has elements. */
async function partsOf(
  name: string,
  value: unknown,
  traits: Traits,
): Promise<readonly (readonly (string | Blob)[])[]> {
  const part = traits.parts?.[name] ?? {};
  if (isFile(value)) return [await filePart(name, value, part.media ?? "")];
  if (isList(value) && !part.media) {
    return (await Promise.all(value.map((one) => partsOf(name, one, traits)))).flat();
  }
  if (traits.files?.includes(name) && value !== null) {
    throw new ArgumentError(`${name} takes a file: a File, a Blob, bytes or localFile(path)`);
  }
  return textParts(name, plain(name, value), part);
}

function textParts(name: string, value: Json, part: Part): readonly (readonly string[])[] {
  if (value === null) return [];
  if (part.style === "deepObject" && !part.media) {
    return brackets(name, value).map(([key, text]) => [disposition(key), "\r\n\r\n", text]);
  }
  const media = part.media ?? (typeof value === "object" ? "application/json" : "");
  const header = media === "" ? "" : `\r\nContent-Type: ${media}`;
  const text = media === "" ? textOf(value) : asText(value, media);
  return [[disposition(name), header, "\r\n\r\n", text]];
}

/** Return a part that is a file. Of several media types allowed, the file's own is taken. */
async function filePart(
  name: string,
  value: FileInput,
  media: string,
): Promise<readonly (string | Blob)[]> {
  const file = await upload(value);
  const allowed = media.split(",").map((one) => one.trim()).filter(Boolean);
  const concrete = allowed.filter((one) => !one.includes("*"));
  const only = allowed.length === 1 ? concrete[0] : undefined;
  const chosen = only ?? (file.media || (concrete[0] ?? UNKNOWN_MEDIA));
  if (!/^[\x20-\x7e]+$/.test(chosen)) throw new ArgumentError(`${chosen} is no media type`);
  const head = `${disposition(name)}; filename="${quoted(file.name)}"`;
  return [`${head}\r\nContent-Type: ${chosen}\r\n\r\n`, file.content];
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${quoted(name)}"`;
}

/** Escape a name as browsers do, so that it cannot end its header. */
function quoted(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Return a value as one text: a text as it is, anything else as JSON. */
function asText(value: Json, media: string): string {
  const isJson = media === "" || media.includes("json") || typeof value === "object";
  return typeof value === "string" || !isJson ? textOf(value) : written(value);
}
