/** A file that is on its way: kept beside its place until it is whole, also from process to process. */

import type { FileHandle } from "node:fs/promises";

import { beyond, type Digest, extentOf, KNOWN, promised, validatorOf } from "./digest.js";
import { ArgumentError, DownloadCorrupt } from "./errors.js";
import { nodeModule } from "./node.js";
import type { Reply } from "./reply.js";

/** Characters of a file's name that its part's name repeats; file systems take some 255 bytes. */
const LONGEST = 100;
const CHUNK = 256 * 1024;

/** Which bytes a part is the beginning of. */
interface Mark extends Digest {
  /** Hash of the address, which may be a secret. */
  readonly source: string;
  /** ETag or date that tells this version of the file from others; empty where nothing does. */
  readonly validator: string;
  readonly total: number | null;
}

/** Parts that a download of this process is writing. */
const taken = new Set<string>();

/**
 * The first bytes of a file, under another name, locked against other processes.
 *
 * Whoever looks at the path sees the whole file or what was there before, never a part.
 */
export class Part {
  readonly path: string;
  /** Bytes that are there. */
  size = 0;
  /** Whether it was put together from several answers. */
  isPieced = false;
  readonly #url: string;
  readonly #fs = needed("node:fs");
  readonly #crypto = needed("node:crypto");
  #isKept: boolean;
  #name: string;
  #mark: Mark | undefined;
  #file: FileHandle | undefined;
  #lock: string | undefined;

  /** `isKept` is whether another process may go on where this one ends. */
  constructor(path: string, url: string, isKept: boolean) {
    this.path = needed("node:path").resolve(path);
    this.#url = url;
    this.#isKept = isKept;
    this.#name = this.#fileName("");
  }

  /** Bytes of the whole file, if the server said so. */
  get total(): number | undefined {
    return this.#mark?.total ?? undefined;
  }

  /** What tells the version that these bytes are of; empty where nothing does. */
  get validator(): string {
    return this.#mark?.validator ?? "";
  }

  /** Take what is there, and keep others from it. */
  async open(): Promise<void> {
    const { constants, promises: fs } = this.#fs;
    const found = await fs.stat(this.path).catch(() => undefined);
    if (found?.isDirectory()) {
      const problem = new Error(`EISDIR: ${this.path} is a folder`);
      throw Object.assign(problem, { code: "EISDIR", path: this.path });
    }
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
    if (this.#isKept && (await this.#isFree())) {
      this.#file = await fs.open(this.#name, flags);
      this.size = (await this.#file.stat()).size;
      this.#mark = this.size > 0 ? await this.#noted() : undefined;
      if (this.validator === "") this.forget();
      return;
    }
    // Another download writes the same file at this moment: each writes its own part.
    this.#isKept = false;
    this.#name = this.#fileName(`.${this.#crypto.randomBytes(4).toString("hex")}`);
    this.#file = await fs.open(this.#name, flags | constants.O_EXCL);
  }

  /** Whether an answer carries the bytes that the part is the beginning of. */
  isOf(reply: Reply): boolean {
    const mark = this.#markOf(reply);
    const facts = ["source", "validator", "total"] as const;
    return this.validator !== "" && facts.every((fact) => this.#mark?.[fact] === mark[fact]);
  }

  /** Begin anew. */
  forget(): void {
    this.#mark = undefined;
    this.size = 0;
  }

  /** Make ready for what an answer carries. Throws DownloadCorrupt, where it does not fit. */
  async begin(reply: Reply): Promise<void> {
    const mark = this.#markOf(reply);
    const extent = extentOf(reply);
    if (extent === undefined || (extent.start > 0 && extent.start !== this.size)) {
      const span = reply.headers.get("content-range") ?? "unknown";
      throw this.misfit(reply, `byte ${String(this.size)} was asked for, and came as ${span}`);
    }
    if (extent.start > 0) {
      const fits = this.#mark?.total === null || this.#mark?.total === mark.total;
      const isNew = mark.validator !== "" && mark.validator !== this.validator;
      if (!fits || isNew) throw this.misfit(reply, "the file changed while it was fetched");
      this.isPieced = true;
      await this.#handle.truncate(this.size);
      return;
    }
    this.forget();
    this.isPieced = false;
    await this.#handle.truncate(0);
    this.#mark = mark;
    const { promises: fs } = this.#fs;
    if (this.#isKept && mark.validator !== "") {
      await fs.writeFile(`${this.#note}~`, JSON.stringify(mark));
      await fs.rename(`${this.#note}~`, this.#note);
    } else {
      await fs.rm(this.#note, { force: true });
    }
  }

  /** Return the error of an answer that does not go on where this ends. */
  misfit(reply: Reply, problem: string): DownloadCorrupt {
    this.isPieced = this.size > 0;
    return new DownloadCorrupt(`${reply.route}: ${problem}`);
  }

  /** Whether an answer that has none of the bytes asked for says that all of them are here. */
  isWhole(reply: Reply): boolean {
    return beyond(reply) === this.size && (this.total ?? this.size) === this.size;
  }

  /** Add bytes. */
  async write(piece: Uint8Array): Promise<void> {
    if (this.total !== undefined && this.size + piece.length > this.total) {
      const problem = `there are more bytes than the ${String(this.total)} that were announced`;
      throw new DownloadCorrupt(`${this.path}: ${problem}`);
    }
    try {
      for (let at = 0; at < piece.length; ) {
        const { bytesWritten } = await this.#handle.write(piece, at, piece.length - at, this.size);
        at += bytesWritten;
        this.size += bytesWritten;
      }
    } catch (error) {
      // Nobody can go on from here; and a disk that is full is better off without it.
      this.forget();
      throw error;
    }
  }

  /** Throw DownloadCorrupt, where the bytes are not what the server announced. */
  async verify(): Promise<void> {
    const { algorithm = "", digest = "" } = this.#mark ?? {};
    if (digest === "") return;
    const hash = this.#crypto.createHash(KNOWN[algorithm as keyof typeof KNOWN]);
    const buffer = new Uint8Array(CHUNK);
    for (let at = 0; at < this.size; ) {
      const { bytesRead } = await this.#handle.read(buffer, 0, CHUNK, at);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    const found = hash.digest("hex");
    if (found === digest) return;
    const problem = `its ${algorithm} is ${found}, not ${digest} as the server announced`;
    throw new DownloadCorrupt(`${this.path}: ${problem}`);
  }

  /** Put the file in its place. */
  async finish(): Promise<void> {
    const { promises: fs } = this.#fs;
    await this.#handle.close();
    this.#file = undefined;
    await fs.rename(this.#name, this.path);
    await fs.rm(this.#note, { force: true });
    await this.#unlock();
  }

  /** Let others have it; remove it, where nobody can go on from here. */
  async release(): Promise<void> {
    const { promises: fs } = this.#fs;
    if (this.#file !== undefined) {
      await this.#file.close();
      this.#file = undefined;
      if (!this.isWorthKeeping) {
        await fs.rm(this.#note, { force: true });
        await fs.rm(this.#name, { force: true });
      }
    }
    await this.#unlock();
  }

  /** What there is of it, for messages. */
  get account(): string {
    const total = this.total === undefined ? "an unknown number of" : String(this.total);
    const end = this.isWorthKeeping ? "kept for the next call" : "thrown away";
    return `${String(this.size)} of ${total} bytes are here, and ${end}.`;
  }

  /** Whether another process can go on from here. */
  get isWorthKeeping(): boolean {
    return this.#isKept && this.size > 0 && this.validator !== "";
  }

  get #handle(): FileHandle {
    if (this.#file === undefined) throw new ArgumentError(`${this.path} is not being fetched`);
    return this.#file;
  }

  /** Where the mark is. */
  get #note(): string {
    return `${this.#name}.json`;
  }

  #fileName(unique: string): string {
    const { dir, base } = needed("node:path").parse(this.path);
    const digest = this.#crypto.createHash("sha256").update(base).digest("hex").slice(0, 16);
    const name = base.length > LONGEST ? `${base.slice(0, LONGEST / 4)}.${digest}` : base;
    return needed("node:path").join(dir, `.${name}${unique}.part`);
  }

  #markOf(reply: Reply): Mark {
    const validator = validatorOf(reply);
    const url = new URL(this.#url);
    // A signed address changes with each signature, while an ETag says enough. A date does not.
    if (validator.startsWith('"')) url.search = "";
    url.hash = "";
    const source = this.#crypto.createHash("sha256").update(url.href).digest("hex");
    return { source, validator, total: extentOf(reply)?.total ?? null, ...promised(reply) };
  }

  /** Return the mark that is beside the part; undefined where there is none that can be trusted. */
  async #noted(): Promise<Mark | undefined> {
    try {
      const text = await this.#fs.promises.readFile(this.#note, "utf8");
      const { source, validator, total, algorithm, digest } = JSON.parse(text) as Mark;
      // It goes into a header: whoever could write beside the file shall not write there.
      const texts = [source, validator, algorithm, digest];
      const isText = texts.every((one) => typeof one === "string" && /^[\x20-\x7e]*$/.test(one));
      const isKnown = algorithm === "" || Object.hasOwn(KNOWN, algorithm);
      if (!isText || !isKnown || (total !== null && typeof total !== "number")) return undefined;
      return { source, validator, total, algorithm, digest };
    } catch {
      return undefined;
    }
  }

  /** Take the lock of the part, unless a download that still runs has it. */
  async #isFree(): Promise<boolean> {
    const lock = `${this.#name}.lock`;
    if (taken.has(lock)) return false;
    taken.add(lock);
    this.#lock = lock;
    const { promises: fs } = this.#fs;
    for (let count = 0; count < 3; count += 1) {
      try {
        await fs.writeFile(lock, String(process.pid), { flag: "wx" });
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const owner = Number(await fs.readFile(lock, "utf8").catch(() => ""));
      if (owner !== process.pid && isRunning(owner)) break;
      // Whoever had it was killed.
      await fs.rm(lock, { force: true });
    }
    taken.delete(lock);
    this.#lock = undefined;
    return false;
  }

  async #unlock(): Promise<void> {
    if (this.#lock === undefined) return;
    await this.#fs.promises.rm(this.#lock, { force: true });
    taken.delete(this.#lock);
    this.#lock = undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function needed<N extends Parameters<typeof nodeModule>[0]>(
  name: N,
): NonNullable<ReturnType<typeof nodeModule<N>>> {
  const found = nodeModule(name);
  if (found === undefined) {
    throw new ArgumentError("there is no disk here: take `blob()`, `stream()` or `pipeTo()`");
  }
  return found;
}
