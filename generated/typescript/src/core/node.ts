/** What only a server program has, asked for without an import that a browser would stumble over. */

import type * as Crypto from "node:crypto";
import type * as Fs from "node:fs";
import type * as Path from "node:path";

/** @internal */
interface Modules {
  "node:crypto": typeof Crypto;
  "node:fs": typeof Fs;
  "node:path": typeof Path;
}

interface Process {
  readonly env?: Readonly<Record<string, string | undefined>>;
  getBuiltinModule?(name: string): unknown;
}

const { process } = globalThis as { readonly process?: Process };

/**
 * Return a module of Node.js; undefined in a browser.
 *
 * @internal
 */
export function nodeModule<N extends keyof Modules>(name: N): Modules[N] | undefined {
  return process?.getBuiltinModule?.(name) as Modules[N] | undefined;
}

/** Return what the environment says; undefined in a browser, which has none. */
export function fromEnvironment(name: string): string | undefined {
  return process?.env?.[name];
}
