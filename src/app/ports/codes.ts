// Codes that invite to an organisation or link an account.
import type { Instant } from '../../domain/instant.ts';
import type { PersonId } from '../../domain/ticket.ts';

/** Something that can be had by whoever knows its code; only the code's hash is kept. */
export interface Code {
  readonly hash: string;
  readonly purpose: 'invitation' | 'link';
  /** The organisation that it invites to, or the person to whom an account is linked. */
  readonly subjectId: string;
  readonly issuedBy: PersonId | null;
  readonly expiresAt: Instant;
  /** How often it can still be used. */
  readonly usesLeft: number;
}

export interface Codes {
  issue(code: Code): Promise<void>;
  /** The code until it expires, also when it is used up, without using it. */
  find(hash: string, purpose: Code['purpose'], now: Instant): Promise<Code | null>;
  /** Uses the code once; null for one that is unknown, used up or out of date. */
  redeem(hash: string, purpose: Code['purpose'], now: Instant): Promise<Code | null>;
}
