// Zod's findings in the words of Slack: `[ERROR] must be less than 76 characters [json-pointer:/blocks/0/text]`.
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}

function describe(issue: Issue, given: unknown): { path: PropertyKey[]; message: string } {
  const missing = valueAt(given, issue.path) === undefined;
  switch (issue.code) {
    case 'unrecognized_keys':
      return { path: issue.path, message: `invalid additional property: ${issue.keys.join(', ')}` };
    case 'invalid_union':
      return { path: issue.path, message: missing ? 'missing required field: type' : 'unsupported type' };
    case 'invalid_type':
    case 'invalid_value':
      if (!missing) return { path: issue.path, message: issue.message };
      return {
        path: issue.path.slice(0, -1),
        message: `missing required field: ${String(issue.path.at(-1))}`,
      };
    default:
      return { path: issue.path, message: issue.message };
  }
}

/** What is wrong with `given`, one line an issue, as Slack lists it in `response_metadata.messages`. */
export function slackMessages(error: z.ZodError, given: unknown): string[] {
  return error.issues.map((issue) => {
    const { path, message } = describe(issue, given);
    return `[ERROR] ${message} [json-pointer:/${path.map(String).join('/')}]`;
  });
}

/** The first argument that an issue is about, e.g. `blocks`. */
export function offendingArguments(error: z.ZodError): string[] {
  return error.issues.map((issue) => String(issue.path[0] ?? ''));
}
