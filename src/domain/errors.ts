// What a person can get wrong, as a closed union of codes; each has a message in every language.

import type { IntakeError } from './intake-errors.ts';
import type { Language } from './language.ts';
import type { OrganisationError } from './organisation-errors.ts';
import type { PersonId, Severity, Status } from './ticket.ts';

/** Words to choose among, in every language. */
type LocalChoices = Readonly<Record<Language, readonly string[]>>;

export type DeskError =
  | OrganisationError
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
  | { readonly code: 'alreadyPriority'; readonly reference: string }
  | { readonly code: 'notPriority'; readonly reference: string }
  | { readonly code: 'quotaUsedUp'; readonly reference: string }
  | { readonly code: 'quotaAbsent'; readonly reference: string }
  | { readonly code: 'priorityNotYours'; readonly reference: string }
  | { readonly code: 'priorityUnclear'; readonly input: string; readonly reference: string }
  | { readonly code: 'organisationForeign'; readonly input: string }
  | { readonly code: 'mergeUnnamed'; readonly reference: string }
  | { readonly code: 'mergeIntoItself'; readonly reference: string }
  | { readonly code: 'mergeForeign'; readonly reference: string; readonly into: string }
  | { readonly code: 'mergeOfSamples'; readonly reference: string; readonly into: string }
  | { readonly code: 'callInFuture' }
  | { readonly code: 'phoneUnknown'; readonly input: string }
  | { readonly code: 'timeUnknown'; readonly input: string }
  | { readonly code: 'callWithoutText' }
  | { readonly code: 'callElsewhere' }
  | { readonly code: 'pageOver'; readonly reference: string }
  | { readonly code: 'pageNotYours'; readonly reference: string }
  | {
      readonly code: 'otherQueue';
      readonly verb: string;
      readonly reference: string;
      /** What the queue is called. */
      readonly queue: Readonly<Record<Language, string>>;
    }
  | { readonly code: 'noStages'; readonly reference: string }
  | { readonly code: 'stageUnknown'; readonly input: string; readonly choices: LocalChoices }
  | { readonly code: 'versionUnknown'; readonly input: string; readonly verb: string }
  | { readonly code: 'databasesOlder'; readonly version: string; readonly latest: string }
  | { readonly code: 'monthUnknown'; readonly input: string; readonly example: string }
  | { readonly code: 'monthAhead'; readonly month: string }
  | { readonly code: 'noOrganisation' }
  | { readonly code: 'organisationUnnamed'; readonly verb: string }
  | { readonly code: 'nothingToResend'; readonly reference: string }
  | { readonly code: 'draftGone' }
  | IntakeError;
