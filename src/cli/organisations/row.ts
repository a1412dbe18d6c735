// One row of the table of organisations, checked by itself.
import { z } from 'zod';
import type { Binding } from '../../app/ports.ts';
import { didYouMean } from '../../domain/closest-name.ts';
import { parseContact } from '../../domain/contract/contact.ts';
import type { Contact, Contract } from '../../domain/contract/contract.ts';
import { dateFromText } from '../../domain/contract/local-date.ts';
import { isOrganisationKey, longestOrganisationName } from '../../domain/contract/organisation-key.ts';
import type { PlanKey } from '../../domain/ticket.ts';
import { placeColumns } from './columns.ts';

export interface OrganisationRow {
  readonly key: string;
  readonly name: string;
  readonly contract: Pick<Contract, 'plan' | 'startsOn' | 'endsOn' | 'contacts'> | null;
  readonly places: readonly Omit<Binding, 'organisationId'>[];
}

export interface RowRules {
  readonly plans: readonly PlanKey[];
  /** Whether a chat is one where the desk's own agents work. */
  isQueueChat(platform: string, chat: string): boolean;
}

type Issues = z.core.$RefinementCtx;

const cellsSchema = z.object({
  key: z.string(),
  name: z.string(),
  plan: z.string(),
  from: z.string(),
  to: z.string(),
  contacts: z.string(),
  slack_team: z.string(),
  slack_channel: z.string(),
  telegram_chat: z.string(),
});
type Cells = z.output<typeof cellsSchema>;

/** The row of a table's cells; every issue names its column and says what to do. */
export const rowSchema = (rules: RowRules): z.ZodType<OrganisationRow, Cells> =>
  cellsSchema.transform((cells, context) => {
    const key = cells.key.toLowerCase();
    if (!isOrganisationKey(key)) {
      const wrong = cells.key === '' ? 'is missing' : `cannot be "${cells.key}"`;
      complain(context, 'key', `${wrong}: take up to 32 small letters, digits and hyphens.`);
    }
    const name = cells.name.replaceAll(/\s+/g, ' ');
    if (name === '') complain(context, 'name', 'is missing: every row names its organisation.');
    if (name.length > longestOrganisationName)
      complain(context, 'name', `is longer than ${longestOrganisationName} characters: shorten it.`);
    const contract = contractIn(cells, rules, context);
    return { key, name, contract, places: placesIn(cells, rules, context) };
  });

function complain(context: Issues, column: string, message: string): void {
  context.addIssue({ code: 'custom', path: [column], message });
}

function contractIn(cells: Cells, { plans }: RowRules, context: Issues): OrganisationRow['contract'] {
  const contacts = contactsIn(cells.contacts, context);
  if (cells.plan === '' && cells.from === '' && cells.to === '' && cells.contacts === '') return null;
  const plan = plans.find((each) => each.toLowerCase() === cells.plan.toLowerCase());
  if (cells.plan === '')
    complain(context, 'plan', `is missing beside the rest of a contract: one of ${plans.join(', ')}.`);
  else if (plan === undefined)
    complain(
      context,
      'plan',
      `"${cells.plan}" is none of ${plans.join(', ')}.${didYouMean(cells.plan, plans)}`,
    );
  const startsOn = dateIn('from', cells.from, context);
  if (cells.from === '') complain(context, 'from', 'is missing: on which day does the contract begin?');
  const endsOn = dateIn('to', cells.to, context);
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    complain(context, 'to', `is before "from": ${endsOn} is earlier than ${startsOn}.`);
  return { plan: plan ?? '', startsOn: startsOn ?? '', endsOn, contacts };
}

function dateIn(column: string, text: string, context: Issues): string | null {
  if (text === '') return null;
  const date = dateFromText(text);
  if (date === null) complain(context, column, `"${text}" is no date: write 2026-12-31 or 31.12.2026.`);
  return date;
}

/** Parted by semicolons, the parts of each by commas. */
function contactsIn(text: string, context: Issues): readonly Contact[] {
  const texts = text.split(';').filter((each) => each.trim() !== '');
  return texts.flatMap((each) => {
    const contact = parseContact(each);
    if (contact !== null) return [contact];
    const example = 'Homer Simpson, +74950000000, homer@globex.example; Marge Simpson';
    complain(context, 'contacts', `"${each.trim()}" is not understood: write for example ${example}`);
    return [];
  });
}

function placesIn(cells: Cells, rules: RowRules, context: Issues): OrganisationRow['places'] {
  return placeColumns.flatMap(({ column, platform, scope, form, example }) => {
    const place = cells[column];
    if (place === '') return [];
    if (!form.test(place)) complain(context, column, `"${place}" is no id such as ${example}.`);
    else if (rules.isQueueChat(platform, place))
      complain(context, column, `${place} is a chat of the desk's own agents: it cannot be a customer's.`);
    else return [{ platform, scope, place }];
    return [];
  });
}
