// What people can get wrong, each with what to do about it.
import type { Language, Person } from '../../app/ports.ts';
import type { NoticeView } from '../../app/view.ts';
import type { DeskError } from '../../domain/errors.ts';
import { languages } from '../../domain/language.ts';
import { never } from '../../domain/result.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { format } from '../format.ts';
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
  return { kind: 'notice', tone: 'error', text: textOf(language, error, context) };
}

function textOf(language: Language, error: DeskError, { people, prefix }: ErrorContext): string {
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
    case 'draftGone':
      return format(language, 'error.draftGone');
    default:
      return never(error);
  }
}
