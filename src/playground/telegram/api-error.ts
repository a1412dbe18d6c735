// The refusals of the Bot API: an error code, Telegram's own description, and what a client needs to recover.

/** What Telegram adds to some refusals so that a client can recover by itself. */
export interface ErrorParameters {
  readonly migrate_to_chat_id?: number;
  /** Seconds to wait. */
  readonly retry_after?: number;
}

/** A refusal, answered as `{ok: false, error_code, description}` with the code as the HTTP status. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ErrorParameters | undefined;

  constructor(code: number, description: string, parameters?: ErrorParameters) {
    super(description);
    this.name = 'ApiError';
    this.code = code;
    this.parameters = parameters;
  }

  /** The body of the answer. */
  toBody(): Record<string, unknown> {
    const parameters = this.parameters === undefined ? {} : { parameters: this.parameters };
    return { ok: false, error_code: this.code, description: this.message, ...parameters };
  }
}

/** 400: the request itself is wrong. */
export function badRequest(text: string, parameters?: ErrorParameters): ApiError {
  return new ApiError(400, `Bad Request: ${text}`, parameters);
}

/** 403: the bot may not reach this person or chat. */
export function forbidden(text: string): ApiError {
  return new ApiError(403, `Forbidden: ${text}`);
}

/** 409: two ways of receiving updates exclude each other. */
export function conflict(text: string): ApiError {
  return new ApiError(409, `Conflict: ${text}`);
}

/** 429: too fast; `retryAfterSeconds` is a whole number of at least 1. */
export function tooManyRequests(retryAfterSeconds: number): ApiError {
  const description = `Too Many Requests: retry after ${retryAfterSeconds}`;
  return new ApiError(429, description, { retry_after: retryAfterSeconds });
}
