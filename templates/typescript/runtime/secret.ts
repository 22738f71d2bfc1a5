/** Keys that do not show themselves. */

const HIDDEN = "[hidden]";

/** A key or password. Its text is had by `reveal()` alone, and never by printing it. */
export class Secret {
  readonly #text: string;
  readonly #forms: readonly string[];

  /** Throws TypeError where no header can carry the text. */
  constructor(text: string) {
    // A key read from a file often ends with a line break.
    this.#text = text.trim();
    if (this.#text === "") throw new TypeError("a key is empty");
    if (!/^[\x20-\x7e]+$/.test(this.#text)) {
      throw new TypeError("a key has characters that no header can carry");
    }
    const escaped = encodeURIComponent(this.#text);
    this.#forms = [this.#text, escaped, escaped.replaceAll("%20", "+"), btoa(this.#text)];
  }

  /** Return the text, to be put into a request. */
  reveal(): string {
    return this.#text;
  }

  /** Return a text without it, as it is or in a form in which it travels. */
  hidden(text: string): string {
    return this.#forms.reduce((left, form) => left.replaceAll(form, HIDDEN), text);
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }
}

/** Return a text without the secrets, such as a key that a server's message repeats. */
export function redact(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce((left, secret) => secret.hidden(left), text);
}
