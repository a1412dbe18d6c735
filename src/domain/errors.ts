// What a person can get wrong, as a closed union of codes; each has a message in every language.
import type { PersonId, Severity, Status } from './ticket.ts';

export type DeskError =
  | { readonly code: 'ticketNotFound'; readonly reference: string | null }
  | { readonly code: 'ticketUnnamed'; readonly verb: string }
  | { readonly code: 'alreadyClaimed'; readonly reference: string; readonly ownerId: PersonId }
  | { readonly code: 'alreadyYours'; readonly reference: string }
  | { readonly code: 'notClaimed'; readonly reference: string }
  | { readonly code: 'assigneeNotAgent'; readonly name: string }
  | { readonly code: 'personUnknown'; readonly name: string }
  | { readonly code: 'notAllowed'; readonly verb: string }
  | {
      readonly code: 'wrongStatus';
      readonly reference: string;
      readonly status: Status;
      readonly verb: string;
    }
  | { readonly code: 'textMissing'; readonly verb: string }
  | { readonly code: 'textTooLong'; readonly limit: number; readonly length: number }
  | { readonly code: 'severityUnknown'; readonly input: string; readonly choices: readonly Severity[] }
  | { readonly code: 'languageUnknown'; readonly input: string }
  | { readonly code: 'commandUnknown'; readonly input: string; readonly suggestion: string | null }
  | { readonly code: 'promiseNotOwed'; readonly reference: string }
  | { readonly code: 'durationUnknown'; readonly input: string; readonly verb: string }
  | { readonly code: 'draftGone' };
