// The ways in which Slack says no: to an app's call, and to a person in front of the client.

/** What the Web API answers as `{ok: false, error: code, …details}`. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  /** HTTP status and headers, where they differ from 200. */
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(
    code: string,
    details: Record<string, unknown> = {},
    transport: { status?: number; headers?: Record<string, string> } = {},
  ) {
    super(code);
    this.name = 'SlackRefusal';
    this.code = code;
    this.details = details;
    this.status = transport.status ?? 200;
    this.headers = transport.headers ?? {};
  }
}

/** `invalid_arguments` and its kin, with Slack's lines on what is wrong. */
export function refuseWithMessages(code: string, messages: readonly string[]): SlackRefusal {
  return new SlackRefusal(code, { response_metadata: { messages } });
}

/** What Slack's client does not let a person do, e.g. press a button that is not there. */
export class PlayRefused extends Error {
  readonly code: string;

  constructor(code: string, explanation: string) {
    super(`${code}: ${explanation}`);
    this.name = 'PlayRefused';
    this.code = code;
  }
}

/**
 * What a person sees when the app did not take their act: `operation_timeout` after 3 s without an answer,
 * `dispatch_failed` when it cannot be reached, `app_error` when it answered what Slack cannot use.
 */
export class AppDidNotRespond extends Error {
  readonly code: 'operation_timeout' | 'dispatch_failed' | 'app_error';

  constructor(code: AppDidNotRespond['code'], explanation: string) {
    super(`${code}: ${explanation}`);
    this.name = 'AppDidNotRespond';
    this.code = code;
  }
}
