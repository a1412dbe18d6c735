// The codes that people pass on to get in: unguessable, and known to the desk by their hash alone.
import { createHash, randomBytes } from 'node:crypto';

/** 128 bits, as 22 characters that any link, command line or button can carry. */
export const newCode = (): string => randomBytes(16).toString('base64url');

/** What the desk keeps of a code. */
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** Whether the text has the form of a code, as nothing has that people write. */
export const isCode = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text);
