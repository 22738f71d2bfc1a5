// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/**
 * Everything that can go wrong, as one tree.
 *
 *     APIError
 *       ConfigurationError            the client lacks a key or a base URL
 *       ArgumentError                 an argument cannot be sent
 *       APIConnectionError            no whole answer came
 *         APITimeoutError             it did not come in time
 *       OutcomeUnknown                nobody knows whether it was carried out
 *       APIResponseValidationError    an answer cannot be read
 *       DownloadCorrupt               the bytes of a file are not those that were announced
 *       JobError                      a job has no result, or none yet
 *         JobFailed                   the server has given up on it
 *         JobCancelled                it was stopped on demand
 *         JobTimeout                  it was not over in time, and goes on
 *         JobNotDone                  its result was asked for too early
 *       JobsNotSubmitted              some of many jobs were not submitted
 *       APIStatusError                the status means failure
 *         BadRequestError             400
 *         AuthenticationError         401
 *         PermissionDeniedError       403
 *         NotFoundError               404
 *         ConflictError               409
 *         UnprocessableEntityError    422
 *         RateLimitError              429
 *         InternalServerError         5XX
 */

import { type ErrorPlaces, StatusError } from "./core/errors.js";
import type { Reply } from "./core/reply.js";
import type * as models from "./models.js";

export {
  APIConnectionError,
  APIError,
  APIResponseValidationError,
  APITimeoutError,
  ArgumentError,
  ConfigurationError,
  DownloadCorrupt,
  OutcomeUnknown,
} from "./core/errors.js";
export {
  JobCancelled,
  JobError,
  JobFailed,
  JobNotDone,
  JobsNotSubmitted,
  JobTimeout,
} from "./core/job-errors.js";

const PLACES: ErrorPlaces = {
  message: ["/error/message", "/message"],
  code: ["/error/code", "/code"],
  type: ["/error/type", "/type"],
  param: ["/error/param", "/param"],
};

/** The server answered with a status that means failure. */
export class APIStatusError extends StatusError {
  static {
    this.prototype.name = "APIStatusError";
  }

  constructor(response: Reply, advice = "") {
    super(response, PLACES, advice);
  }

  /** The answer's body as JSON; undefined where it is no JSON. */
  override get body(): models.ErrorBody | undefined {
    return super.body as models.ErrorBody | undefined;
  }
}

/** 400 Bad Request. */
export class BadRequestError extends APIStatusError {
  static {
    this.prototype.name = "BadRequestError";
  }

  constructor(response: Reply) {
    super(response, "Correct the arguments.");
  }
}

/** 401 Unauthorized. */
export class AuthenticationError extends APIStatusError {
  static {
    this.prototype.name = "AuthenticationError";
  }

  constructor(response: Reply) {
    super(response, "Check the key.");
  }
}

/** 403 Forbidden. */
export class PermissionDeniedError extends APIStatusError {
  static {
    this.prototype.name = "PermissionDeniedError";
  }

  constructor(response: Reply) {
    super(response, "The key may not do this.");
  }
}

/** 404 Not Found. */
export class NotFoundError extends APIStatusError {
  static {
    this.prototype.name = "NotFoundError";
  }

  constructor(response: Reply) {
    super(response, "Check the identifier and the base URL.");
  }
}

/** 409 Conflict. */
export class ConflictError extends APIStatusError {
  static {
    this.prototype.name = "ConflictError";
  }

  constructor(response: Reply) {
    super(response, "Look at the present state and try again.");
  }
}

/** 422 Unprocessable Content. */
export class UnprocessableEntityError extends APIStatusError {
  static {
    this.prototype.name = "UnprocessableEntityError";
  }

  constructor(response: Reply) {
    super(response, "Correct the arguments.");
  }
}

/** 429 Too Many Requests. */
export class RateLimitError extends APIStatusError {
  static {
    this.prototype.name = "RateLimitError";
  }

  constructor(response: Reply) {
    super(response, "Wait, then try again.");
  }
}

/** 5XX Server Error. */
export class InternalServerError extends APIStatusError {
  static {
    this.prototype.name = "InternalServerError";
  }

  constructor(response: Reply) {
    super(response, "The server failed: trying again later may help.");
  }
}

const BY_STATUS: Readonly<Record<number, new (response: Reply) => APIStatusError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** Return the error that an answer means. */
export function failure(response: Reply): APIStatusError {
  const usual = response.status >= 500 ? InternalServerError : APIStatusError;
  const kind = BY_STATUS[response.status] ?? usual;
  return new kind(response);
}
