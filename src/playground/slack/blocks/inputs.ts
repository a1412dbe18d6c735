// Schemas of the elements one types in.
import { z } from 'zod';
import { actionId, typed } from './element-fields.ts';
import { characters, items } from './text-objects.ts';
import { isWebAddress } from './web-address.ts';

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: characters(3000, 0).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 3000), {
    message: 'must not be less than min_length',
    path: ['max_length'],
  })
  .refine((input) => [...(input.initial_value ?? '')].length <= (input.max_length ?? 3000), {
    message: 'must not be longer than max_length',
    path: ['initial_value'],
  });
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a number')
  .optional();
const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal,
    min_value: decimal,
    max_value: decimal,
  })
  .refine(
    ({ min_value: least = '-Infinity', max_value: most = 'Infinity' }) => Number(least) <= Number(most),
    {
      message: 'must not be less than min_value',
      path: ['max_value'],
    },
  );
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().optional(),
});
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...typed,
  initial_value: characters(3000).refine(isWebAddress, 'must be a valid URL').optional(),
});
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionId,
  filetypes: items(z.string().regex(/^[A-Za-z0-9]+$/, 'must be a file extension'), 100).optional(),
  max_files: z.number().int().min(1, 'must be at least 1').max(10, 'must be at most 10').optional(),
});
/** Every kind of field for typing, and the one for files. */
export const typedInputs = [plainTextInput, numberInput, emailInput, urlInput, fileInput] as const;
