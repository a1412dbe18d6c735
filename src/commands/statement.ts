// `statement`: how an organisation's promises were kept in a month, as a message and as documents.
import { z } from 'zod';
import { isLead } from '../app/leads.ts';
import { tell } from '../app/outbox.ts';
import type { Conversation, Repositories } from '../app/ports.ts';
import { monthlyStatement, type StatementAsked } from '../app/statement.ts';
import type { Organisation } from '../domain/contract/contract.ts';
import { isMonth, type Month, monthAt, monthsLater } from '../domain/contract/month.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { format as say } from '../messages/format.ts';
import { statementView, whichOrganisation } from '../messages/views/statement.ts';
import { done, refuse, showTo, silent } from './answers.ts';
import { directConversation } from './direct-conversation.ts';
import { deskCommand, type Given, type Outcome, type Request } from './spec.ts';

const formats = ['csv', 'pdf'] as const;
type DocumentFormat = (typeof formats)[number];

interface Asked {
  /** What is neither a month nor a format, in their order: the organisation's key, if anything. */
  readonly others: readonly string[];
  readonly month: Month | null;
  readonly document: DocumentFormat | null;
}

/** Whether the words that follow the verb name a month or a kind of document, as those of a sentence hardly do. */
export const namesDocument = (text: string): boolean =>
  wordsOf(text).some((word) => isMonth(word) || formats.some((each) => each === word));

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

const asked: z.ZodType<Asked, Given> = z
  .object({ text: z.string(), values: z.record(z.string(), z.string()) })
  .transform(({ text }) => {
    const words = wordsOf(text);
    const document = formats.find((each) => words.includes(each)) ?? null;
    const month = words.find(isMonth) ?? null;
    return { others: words.filter((word) => word !== month && word !== document), month, document };
  });

export const statement = deskCommand({
  verb: 'statement',
  audience: 'everyone',
  usage: '[organisation] [YYYY-MM] [csv | pdf]',
  summary: 'help.statement',
  examples: ['statement', 'statement 2026-10', 'statement 2026-10 pdf', 'statement globex 2026-10'],
  arguments: asked,
  problem: ({ text }) => ({ code: 'monthUnknown', input: text, example: '2026-10' }),
  async run(request, { others, month: named, document }) {
    const present = monthAt(request.desk.clock.now(), request.desk.policy.timezone);
    const month = named ?? monthsLater(present, -1);
    if (month > present) return refuse({ code: 'monthAhead', month });
    const found = await organisationsFor(request, others, monthsLater(present, -1));
    if (!found.ok) return found;
    const [organisation, ...rest] = found.value;
    if (organisation === undefined) return refuse({ code: 'noOrganisation' });
    return rest.length === 0
      ? answer(request, { organisation, month, document })
      : ask(request, found.value, [month, document ?? ''].join(' ').trim());
  },
});

/** The organisation that is named, which leads may do with any; else those that the person belongs to. */
async function organisationsFor(
  { desk, person }: Request,
  [key, ...more]: readonly string[],
  example: Month,
): Promise<Result<readonly Organisation[], DeskError>> {
  const leads = isLead(desk.policy, person);
  const [own, named] = await desk.store.read(async ({ organisations }) => [
    await organisations.ofPerson(person.id),
    key === undefined ? null : await organisations.byKey(key),
  ]);
  const [surplus] = more;
  if (surplus !== undefined) return fail({ code: 'monthUnknown', input: surplus, example });
  if (key === undefined) {
    return leads && own.length === 0 ? fail({ code: 'organisationUnnamed', verb: 'statement' }) : ok(own);
  }
  if (named !== null && (leads || own.some(({ id }) => id === named.id))) return ok([named]);
  // Which organisations there are is for leads to know; anybody else will have meant a month.
  return fail(
    leads
      ? { code: 'organisationUnknown', input: key, suggestion: null }
      : { code: 'monthUnknown', input: key, example },
  );
}

const ask = ({ reader }: Request, organisations: readonly Organisation[], rest: string): Outcome =>
  showTo(
    whichOrganisation(organisations, {
      language: reader.language,
      commandFor: ({ key }) => `statement ${key} ${rest}`,
    }),
  );

interface Chosen {
  readonly organisation: Organisation;
  readonly month: Month;
  readonly document: DocumentFormat | null;
}

/** In direct messages at once; what is asked for before others goes to direct messages. */
async function answer(request: Request, chosen: Chosen): Promise<Outcome> {
  const { desk, place, reader } = request;
  const subject = subjectOf(request, chosen);
  if (chosen.document !== null || place.kind !== 'direct') return send(request, chosen, subject.readerId);
  const found = await desk.store.read((tx) => monthlyStatement(tx, desk.policy, subject));
  return found === null ? refuse({ code: 'noOrganisation' }) : showTo(statementView(found, reader));
}

function subjectOf({ desk, person }: Request, { organisation, month }: Chosen): StatementAsked {
  const readerId = isLead(desk.policy, person) ? null : person.id;
  return { organisationId: organisation.id, month, readerId, now: desk.clock.now() };
}

async function send(request: Request, { organisation, month, document }: Chosen, readerId: string | null) {
  const { desk, place, reader } = request;
  const isHere = place.kind === 'direct' && (place.form === 'flat' || place.thread !== null);
  await request.once(async (tx) => {
    const { id } = isHere
      ? await conversationHere(tx, request)
      : await tx.conversations.open(directConversation(request));
    const content = { kind: 'statement' as const, organisationId: organisation.id, month, readerId };
    const owe = (format: DocumentFormat | 'message') =>
      tell(tx, id, { ...content, format }, { ticketId: null, now: desk.clock.now() });
    // A document cannot begin a conversation on every platform; words can.
    if (!isHere) await owe('message');
    if (document !== null) await owe(document);
  });
  return isHere ? silent : done(say(reader.language, 'statement.onItsWay'));
}

const conversationHere = (tx: Repositories, { place, person }: Request): Promise<Conversation> => {
  const { platform, chat, thread, form } = place;
  return tx.conversations.open({ side: 'requester', platform, chat, thread, form, personId: person.id });
};
