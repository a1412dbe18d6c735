// The arguments that several commands share.
import { z } from 'zod';
import type { DeskError } from '../domain/errors.ts';
import type { Given, Request } from './spec.ts';

const given = z.object({ text: z.string(), values: z.record(z.string(), z.string()) });

/** The words themselves: a form's `text` field, else what was typed; '' where there are none. */
export const words: z.ZodType<string, Given> = given.transform(({ text, values }) =>
  (values.text ?? text).trim(),
);

/** For commands that take nothing more: anything further is let pass, as people add a word of thanks. */
export const nothing: z.ZodType<null, Given> = given.transform(() => null);

/** What is said where arguments cannot be wrong. */
export const noProblem = (request: Request): DeskError => ({ code: 'textMissing', verb: request.text });
