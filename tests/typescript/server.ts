/** A server on a loopback socket that keeps what it is sent and answers as it is told. */

import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Recorded {
  readonly method: string;
  /** Path and query, as they stood on the wire. */
  readonly target: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Bytes after which the connection is cut; 0 for before the answer begins. */
  readonly cutAt?: number;
  /** Whether the connection is left open after those bytes. */
  readonly lingers?: boolean;
  /** Milliseconds until it comes. */
  readonly takes?: number;
}

type Answering = Answer | ((request: Recorded) => Answer);

export class Server {
  readonly requests: Recorded[] = [];
  readonly #answers: Answering[];
  readonly #http = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      this.#answer({ method, target: url, headers, body: Buffer.concat(parts) }, response);
    });
  });

  /** The answers, in order; the last one again and again. */
  constructor(...answers: Answering[]) {
    this.#answers = answers;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#http.address() as AddressInfo).port)}`;
  }

  get last(): Recorded {
    const found = this.requests.at(-1);
    if (!found) throw new Error("there was no request");
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #answer(request: Recorded, response: http.ServerResponse): void {
    this.requests.push(request);
    const next = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    const answer = typeof next === "function" ? next(request) : (next ?? {});
    const content = Buffer.isBuffer(answer.body)
      ? answer.body
      : Buffer.from(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {}));
    setTimeout(() => {
      if (answer.cutAt === 0) {
        response.socket?.resetAndDestroy();
        return;
      }
      const usual = { "Content-Type": "application/json", "Content-Length": String(content.length) };
      response.writeHead(answer.status ?? 200, { ...usual, ...answer.headers });
      response.write(content.subarray(0, answer.cutAt), () => {
        if (answer.cutAt === undefined) response.end();
        else if (!answer.lingers) setTimeout(() => response.socket?.destroy(), 20);
      });
    }, answer.takes ?? 0).unref();
  }
}

/** Run a test with a server that gives these answers. */
export async function serving(
  answers: readonly Answering[],
  test: (server: Server) => Promise<void>,
): Promise<void> {
  const server = await new Server(...answers).start();
  try {
    await test(server);
  } finally {
    await server[Symbol.asyncDispose]();
  }
}
