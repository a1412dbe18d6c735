// What people can get wrong, each with what to do about it.
import type { Language, Person } from '../../app/ports.ts';
import type { NoticeView } from '../../app/view.ts';
import type { DeskError } from '../../domain/errors.ts';
import type { IntakeError } from '../../domain/intake-errors.ts';
import { languages } from '../../domain/language.ts';
import { never } from '../../domain/result.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { monthName } from '../month-name.ts';
import { intakeErrorView } from './intake-error.ts';
import { organisationError } from './organisation-error.ts';
import { nameById } from './people.ts';
import { severityWord, statusWord } from './words.ts';

interface ErrorContext {
  /** Those whom the error names. */
  readonly people: ReadonlyMap<PersonId, Person>;
  /** What the desk's references begin with. */
  readonly prefix: string;
}

/** The error as shown to the person who made it. */
export function errorView(language: Language, error: DeskError, context: ErrorContext): NoticeView {
  switch (error.code) {
    case 'answersRefused':
    case 'databasesOutdated':
    case 'notInvited':
      return intakeErrorView(language, error);
    default:
      return { kind: 'notice', tone: 'error', text: textOf(language, error, context) };
  }
}

function textOf(
  language: Language,
  error: Exclude<DeskError, IntakeError>,
  { people, prefix }: ErrorContext,
): string {
  switch (error.code) {
    case 'ticketNotFound':
      return format(language, 'error.ticketNotFound', { reference: error.reference ?? '' });
    case 'ticketUnnamed':
      return format(language, 'error.ticketUnnamed', {
        verb: error.verb,
        example: `${prefix}-118`,
      });
    case 'alreadyClaimed': {
      const owner = nameById(error.ownerId, { people, language });
      return format(language, 'error.alreadyClaimed', { reference: error.reference, owner });
    }
    case 'alreadyYours':
      return format(language, 'error.alreadyYours', { reference: error.reference });
    case 'notClaimed':
      return format(language, 'error.notClaimed', { reference: error.reference });
    case 'assigneeNotAgent':
      return format(language, 'error.assigneeNotAgent', { name: error.name });
    case 'personUnknown':
      return format(language, 'error.personUnknown', { name: error.name });
    case 'notAllowed':
      return format(language, 'error.notAllowed', { verb: error.verb });
    case 'wrongStatus': {
      const { reference, verb } = error;
      return format(language, 'error.wrongStatus', {
        reference,
        verb,
        status: statusWord(language, error.status),
      });
    }
    case 'textMissing':
      return format(language, 'error.textMissing', { verb: error.verb });
    case 'textTooLong':
      return format(language, 'error.textTooLong', { length: error.length, limit: error.limit });
    case 'severityUnknown': {
      const choices = error.choices.map((severity) => severityWord(language, severity)).join(', ');
      return format(language, 'error.severityUnknown', { input: error.input, choices });
    }
    case 'languageUnknown':
      return format(language, 'error.languageUnknown', { input: error.input, choices: languages.join(', ') });
    case 'commandUnknown':
      return error.suggestion === null
        ? format(language, 'command.unknownPlain', { input: error.input })
        : format(language, 'command.unknown', { input: error.input, suggestion: error.suggestion });
    case 'promiseNotOwed':
      return format(language, 'error.promiseNotOwed', { reference: error.reference });
    case 'durationUnknown':
      return format(language, 'error.durationUnknown', { input: error.input, verb: error.verb });
    case 'alreadyPriority':
      return format(language, 'error.alreadyPriority', { reference: error.reference });
    case 'notPriority':
      return format(language, 'error.notPriority', { reference: error.reference });
    case 'quotaUsedUp':
      return format(language, 'error.quotaUsedUp', { reference: error.reference });
    case 'quotaAbsent':
      return format(language, 'error.quotaAbsent', { reference: error.reference });
    case 'priorityNotYours':
      return format(language, 'error.priorityNotYours', { reference: error.reference });
    case 'priorityUnclear': {
      const { input, reference } = error;
      return format(language, 'error.priorityUnclear', { input, reference });
    }
    case 'organisationForeign':
      return format(language, 'error.organisationForeign', { input: error.input });
    case 'mergeUnnamed':
      return format(language, 'error.mergeUnnamed', {
        reference: error.reference,
        example: `${prefix}-118`,
      });
    case 'mergeIntoItself':
      return format(language, 'error.mergeIntoItself', { reference: error.reference });
    case 'mergeForeign':
      return format(language, 'error.mergeForeign', { reference: error.reference, into: error.into });
    case 'mergeOfSamples':
      return format(language, 'error.mergeOfSamples', { reference: error.reference, into: error.into });
    case 'callInFuture':
      return format(language, 'error.callInFuture');
    case 'phoneUnknown':
      return format(language, 'error.phoneUnknown', { input: error.input });
    case 'timeUnknown':
      return format(language, 'error.timeUnknown', { input: error.input });
    case 'callWithoutText':
      return format(language, 'error.callWithoutText');
    case 'callElsewhere':
      return format(language, 'error.callElsewhere');
    case 'nothingToResend':
      return format(language, 'error.nothingToResend', { reference: error.reference });
    case 'pageOver':
      return format(language, 'error.pageOver', { reference: error.reference });
    case 'pageNotYours':
      return format(language, 'error.pageNotYours', { reference: error.reference });
    case 'otherQueue': {
      const { verb, reference } = error;
      return format(language, 'error.otherQueue', { verb, reference, queue: error.queue[language] });
    }
    case 'noStages':
      return format(language, 'error.noStages', { reference: error.reference });
    case 'stageUnknown': {
      const choices = error.choices[language].join(', ');
      return format(language, 'error.stageUnknown', { input: error.input, choices });
    }
    case 'versionUnknown':
      return format(language, 'error.versionUnknown', { input: error.input, verb: error.verb });
    case 'databasesOlder':
      return format(language, 'error.databasesOlder', { version: error.version, latest: error.latest });
    case 'leadsOnly':
    case 'readByOthers':
    case 'argumentsWrong':
    case 'organisationUnknown':
    case 'organisationExists':
    case 'organisationKeyWrong':
    case 'chatNotBindable':
    case 'teamUnnamed':
    case 'notBound':
    case 'notMember':
    case 'planUnknown':
    case 'dateUnknown':
    case 'datesReversed':
    case 'contractOverlaps':
    case 'contractMissing':
    case 'contractUnclear':
    case 'contactWrong':
    case 'usesWrong':
    case 'invitationUnknown':
    case 'linkCodeUnknown':
    case 'linkToItself':
    case 'linkInGroup':
      return organisationError(language, error);
    case 'monthUnknown':
      return format(language, 'error.monthUnknown', { input: error.input, example: error.example });
    case 'monthAhead':
      return format(language, 'error.monthAhead', { month: monthName(language, error.month) });
    case 'noOrganisation':
      return format(language, 'error.noOrganisation');
    case 'organisationUnnamed':
      return format(language, 'error.organisationUnnamed', { verb: error.verb });
    case 'draftGone':
      return format(language, 'error.draftGone');
    default:
      return never(error);
  }
}
