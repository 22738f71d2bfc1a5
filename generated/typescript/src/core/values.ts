/** Values on their way to the wire and back: JSON without loss. */

import { ArgumentError } from "./errors.js";

/** Plain JSON. An integer that no `number` can hold is a `bigint`. */
export type Json =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Return the value of a text of JSON. Throws SyntaxError. */
export function parsed(text: string): Json {
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json;
  const mark = crypto.randomUUID();
  const marked = text.replace(TOKEN, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_, value: Json) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  ) as Json;
}

/** Return the text of JSON, as short as can be. */
export function written(value: Json): string {
  const mark = crypto.randomUUID();
  const text = JSON.stringify(value, (_, one: Json) =>
    typeof one === "bigint" ? mark + String(one) : one,
  );
  const digits = new RegExp(`"${mark}(-?\\d+)"`, "g");
  return text.includes(mark) ? text.replaceAll(digits, "$1") : text;
}

/**
 * Return a value as plain JSON. Members that are `undefined` are left out.
 *
 * Throws ArgumentError, which names the value, where it has no form in JSON.
 */
export function plain(name: string, value: unknown): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "bigint":
      return value;
    case "number":
      if (Number.isFinite(value)) return value;
      throw new ArgumentError(`${name} cannot be sent: ${String(value)} is no JSON number`);
    case "object":
      return value === null ? null : composite(name, value);
    default:
      throw new ArgumentError(`${name} cannot be sent: ${typeof value} has no form in JSON`);
  }
}

function composite(name: string, value: object): Json {
  if (value instanceof Date) return moment(name, value);
  if (value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    throw new ArgumentError(`${name} cannot be sent: bytes can only travel as a file`);
  }
  if ("toJSON" in value && typeof value.toJSON === "function") {
    return plain(name, (value as { toJSON(): unknown }).toJSON());
  }
  if (isList(value)) return value.map((one) => plain(name, one === undefined ? null : one));
  if (value instanceof Set) return [...value].map((one) => plain(name, one));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const kept = entries.filter(([, one]) => one !== undefined);
  return Object.fromEntries(kept.map(([key, one]) => [String(key), plain(name, one)]));
}

/** Return a moment as RFC 3339 has it, without a fraction that says nothing. */
function moment(name: string, date: Date): string {
  if (Number.isNaN(date.getTime())) throw new ArgumentError(`${name} is no valid date`);
  return date.toISOString().replace(".000Z", "Z");
}

/** Whether a value is a list. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether a JSON value is an object. */
export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Return a value without parts as it stands in a URL, a header or a form. */
export function textOf(value: Json): string {
  if (typeof value === "object") return value === null ? "" : written(value);
  return String(value);
}

/** Return what a JSON Pointer leads to; `null` where it leads nowhere. */
export function at(value: Json, pointer: string): Json {
  let found = value;
  for (const written of pointer.split("/").slice(1)) {
    const step = written.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isObject(found)) found = Object.hasOwn(found, step) ? (found[step] ?? null) : null;
    else if (isList(found)) found = /^\d+$/.test(step) ? ((found[Number(step)] as Json) ?? null) : null;
    else return null;
  }
  return found;
}

/** Return what the first pointer that leads to something leads to, or null. */
export function firstAt(value: Json, pointers: readonly string[]): Json {
  const found = pointers.map((pointer) => at(value, pointer));
  return found.find((one) => one !== null && one !== "") ?? null;
}

/** Return the first text or number that a pointer leads to, as text. */
export function textAt(value: Json, pointers: readonly string[]): string | undefined {
  for (const pointer of pointers) {
    const found = at(value, pointer);
    if (typeof found === "number" || typeof found === "bigint") return String(found);
    if (typeof found === "string" && found !== "") return found;
  }
  return undefined;
}
