/** Parameters: values in the path, the query, headers and cookies, in every style of OpenAPI. */

import { ArgumentError } from "./errors.js";
import { type Json, isList, isObject, plain, textOf, written } from "./values.js";

export type Style =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject";
export type Escape = (text: string) => string;
export type Pair = readonly [name: string, value: string];

/** A parameter: where it does not say otherwise, as its place has it. */
export interface Parameter {
  readonly name: string;
  readonly value: unknown;
  readonly style?: Style;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** Media type where the value is serialised as a whole. */
  readonly media?: string;
}

const DELIMITERS: Readonly<Record<Style, string>> = {
  simple: ",",
  form: ",",
  label: ",",
  matrix: ",",
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
  deepObject: ",",
};

/** Return a text as it stands in a URL. Throws ArgumentError where it has no form in UTF-8. */
export function escaped(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${hex(sign)}`);
  } catch {
    throw new ArgumentError("a text cannot be sent as UTF-8: it has half of a character");
  }
}

/**
 * Return a text as it stands in a query that may have reserved characters.
 *
 * Those that would end the value, or change the meaning of the rest, are escaped all the same.
 */
export function escapedButReserved(text: string): string {
  return escaped(text).replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B|3D)/g, decodeURIComponent);
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase();
}

/** Return what stands in place of a parameter of the path. */
function pathText(parameter: Parameter): string {
  const { name, style = "simple", explode = false } = parameter;
  const value = whole(parameter);
  if (value === null) throw new ArgumentError(`path parameter ${name} cannot be null`);
  const items = taken(value, escaped);
  if (style === "label") return `.${joined(items, explode ? "." : ",", explode)}`;
  if (style !== "matrix") return joined(items, ",", explode);
  const pairs = paired(items, escaped(name), ",", explode);
  return pairs.map(([key, text]) => (text === "" ? `;${key}` : `;${key}=${text}`)).join("");
}

/** Return keys and values of a parameter of the query, escaped. None where there is no value. */
export function queryPairs(parameter: Parameter): readonly Pair[] {
  if (parameter.value === undefined) return [];
  const { name, style = "form", explode = true, allowReserved = false } = parameter;
  const escape = allowReserved ? escapedButReserved : escaped;
  return pairsOf(name, whole(parameter), { style, explode, escape });
}

/** Return name and value of a header; nothing where there is no value. */
export function headerPairs(parameter: Parameter): readonly Pair[] {
  if (parameter.value === undefined) return [];
  const value = whole(parameter);
  if (value === null) return [];
  const items = taken(value, (text) => text);
  return [checkedHeader(parameter.name, joined(items, ",", parameter.explode ?? false))];
}

/** Return names and values of a cookie, escaped. None where there is no value. */
export function cookiePairs(parameter: Parameter): readonly Pair[] {
  if (parameter.value === undefined) return [];
  const explode = parameter.explode ?? true;
  return pairsOf(parameter.name, whole(parameter), { style: "form", explode, escape: escaped });
}

/** A value taken apart: there is no key for what is no member of an object. */
interface Items {
  readonly items: readonly (readonly [key: string | undefined, text: string])[];
  readonly isSingle: boolean;
}

/** Take a value apart. An absent part is left out, and one with parts of its own is JSON. */
function taken(value: Json, escape: Escape): Items {
  if (isList(value)) {
    const kept = value.filter((one) => one !== null);
    return { items: kept.map((one) => [undefined, escape(leaf(one))]), isSingle: false };
  }
  if (isObject(value)) {
    const kept = Object.entries(value).filter(([, one]) => one !== null);
    return { items: kept.map(([key, one]) => [escape(key), escape(leaf(one))]), isSingle: false };
  }
  return { items: [[undefined, escape(textOf(value))]], isSingle: true };
}

/** Return all of it as one text. */
function joined({ items }: Items, delimiter: string, explode: boolean): string {
  const between = explode ? "=" : delimiter;
  return items
    .map(([key, text]) => (key === undefined ? text : key + between + text))
    .join(delimiter);
}

/** Return it under a name, or, exploded, under the names of its parts. */
function paired(items: Items, name: string, delimiter: string, explode: boolean): readonly Pair[] {
  if (explode || items.isSingle) return items.items.map(([key, text]) => [key ?? name, text]);
  return [[name, joined(items, delimiter, false)]];
}

/** Return the keys and values of a query or a form, escaped. */
export function pairsOf(
  name: string,
  value: Json,
  how: { readonly style: Style; readonly explode: boolean; readonly escape: Escape },
): readonly Pair[] {
  if (value === null) return [];
  if (how.style === "deepObject" && isObject(value)) {
    return brackets(name, value).map(([key, text]) => [how.escape(key), how.escape(text)]);
  }
  const items = taken(value, how.escape);
  if (items.items.length === 0) return [];
  return paired(items, how.escape(name), DELIMITERS[how.style], how.explode);
}

/** Return the leaves of a value under names such as `filter[price][max]`. */
export function brackets(name: string, value: Json): readonly Pair[] {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, one]) => brackets(`${name}[${key}]`, one));
  }
  if (isList(value)) return value.flatMap((one) => brackets(`${name}[]`, one));
  return value === null ? [] : [[name, textOf(value)]];
}

/** Return a header. Throws ArgumentError where it could not be sent, or would end in another. */
export function checkedHeader(name: string, value: string): Pair {
  const text = value.replace(/^[ \t]+|[ \t]+$/g, "");
  if (!/^[\t\x20-\x7e]*$/.test(text)) {
    throw new ArgumentError(`header ${name} can only have printable ASCII characters`);
  }
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
    throw new ArgumentError(`${JSON.stringify(name)} is no name for a header`);
  }
  return [name, text];
}

/**
 * Return a path with its parameters put in.
 *
 * Throws ArgumentError where a value would lead to another path: an empty one, `.` or `..`.
 */
export function filled(template: string, parameters: readonly Parameter[]): string {
  const texts = new Map(parameters.map((one) => [`{${one.name}}`, pathText(one)]));
  const fill = (step: string): string => {
    let made = step;
    for (const [place, text] of texts) made = made.replaceAll(place, () => text);
    if (made !== step && ["", ".", ".."].includes(made)) {
      throw new ArgumentError(`${step} cannot be ${JSON.stringify(made)} in ${template}`);
    }
    return made;
  };
  return template.split("/").map(fill).join("/");
}

/** Return the value of a parameter, as one text where it has a media type. */
function whole({ name, value, media = "" }: Parameter): Json {
  const made = plain(name, value);
  const isText = media.startsWith("text/") && typeof made === "string";
  return media !== "" && !isText ? written(made) : made;
}

function leaf(value: Json): string {
  return typeof value === "object" && value !== null ? written(value) : textOf(value);
}
