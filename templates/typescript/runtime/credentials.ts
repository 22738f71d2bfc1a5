/** Where each key goes, and which of an operation's alternatives is taken. */

import { ConfigurationError } from "./errors.js";
import { Secret } from "./secret.js";

/** A way to authenticate, with the secret for it, if there is one. */
export interface Credential {
  /** Key of the security scheme. */
  readonly scheme: string;
  readonly kind: "bearer" | "basic" | "header" | "query" | "cookie";
  /** Name of the header, query parameter or cookie. */
  readonly wire: string;
  /** Name of the option by which a client is given the secret. */
  readonly option: string;
  /** Environment variable that stands in for it. */
  readonly environment: string;
  readonly secret?: Secret;
}

/** Return a credential with a secret, or as it is where none is given. Throws ConfigurationError. */
export function withSecret(
  credential: Credential,
  given: string | readonly [string, string] | undefined,
): Credential {
  const text = typeof given === "object" ? given.join(":") : given;
  if (text === undefined || text === "") return credential;
  try {
    return { ...credential, secret: new Secret(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw new ConfigurationError(`${credential.option} cannot be used: ${reason}`);
  }
}

/** Return the text that is sent. */
export function credentialText(credential: Credential): string {
  const text = credential.secret?.reveal() ?? "";
  if (credential.kind === "bearer") return `Bearer ${text}`;
  return credential.kind === "basic" ? `Basic ${btoa(text)}` : text;
}

/**
 * Return the first alternative that is satisfied. Throws ConfigurationError where none is.
 *
 * No key at all, where that is an alternative, is the last one.
 */
export function credentialsFor(
  route: string,
  security: readonly (readonly string[])[],
  known: readonly Credential[],
): readonly Credential[] {
  const given = new Map(known.filter((one) => one.secret).map((one) => [one.scheme, one]));
  for (const alternative of security) {
    const found = alternative.map((scheme) => given.get(scheme)).filter((one) => one !== undefined);
    if (alternative.length > 0 && found.length === alternative.length) return found;
  }
  if (security.length === 0 || security.some((one) => one.length === 0)) return [];
  const hints = new Map(known.map((one) => [one.scheme, hint(one)]));
  const ways = security.map((one) => one.map((scheme) => hints.get(scheme) ?? scheme).join(" and "));
  throw new ConfigurationError(`${route} needs a key: give ${ways.join(", or else ")}`);
}

function hint(credential: Credential): string {
  return `${credential.option} or the environment variable ${credential.environment}`;
}
