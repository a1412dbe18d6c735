// What people can get wrong when they ask for something: answers of a form, outdated databases, no invitation.
import type { AnswerProblem } from './check-answer.ts';
import type { Language } from './language.ts';

type LocalText = Readonly<Record<Language, string>>;

/** What is wrong with one answer. */
export interface RefusedAnswer {
  readonly field: string;
  /** What the field is called; null for those that every form has. */
  readonly label: LocalText | null;
  readonly problem: AnswerProblem;
}

export type IntakeError =
  /** At least one. */
  | { readonly code: 'answersRefused'; readonly answers: readonly RefusedAnswer[] }
  | {
      readonly code: 'databasesOutdated';
      readonly field: string;
      /** What the request type says of it. */
      readonly refusal: LocalText;
      readonly given: string;
      readonly latest: string;
      /** The command that asks for the version again; null where the question is still in sight. */
      readonly retry: string | null;
    }
  | { readonly code: 'notInvited'; readonly phone: string | null };
