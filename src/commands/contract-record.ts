// The parts of `contract` that change an organisation's contracts: a new one, the end of one, a contact.
import { today } from '../app/entitlements.ts';
import type { Repositories } from '../app/ports.ts';
import { closestName } from '../domain/closest-name.ts';
import { parseContact } from '../domain/contract/contact.ts';
import type { Contract, LocalDate, Organisation } from '../domain/contract/contract.ts';
import { dateFromText } from '../domain/contract/local-date.ts';
import { overlapOf } from '../domain/contract/overlap.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { PlanKey } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { termLine } from '../messages/views/organisation.ts';
import { refuse } from './answers.ts';
import { doOnce } from './org-record.ts';
import { organisationContext } from './organisation-context.ts';
import { organisationNamed } from './organisation-named.ts';
import type { Outcome, Request } from './spec.ts';

/** What is asked of `contract`, as typed. */
export type ContractAct =
  | { readonly act: 'terms' }
  | { readonly act: 'show'; readonly key: string }
  | {
      readonly act: 'add';
      readonly key: string;
      readonly plan: string;
      readonly from: string;
      readonly to: string | null;
    }
  | { readonly act: 'end'; readonly key: string; readonly on: string; readonly plan: string | null }
  | { readonly act: 'contact'; readonly key: string; readonly contact: string };

type Asked<A extends ContractAct['act']> = Extract<ContractAct, { act: A }>;

const dateIn = (text: string): Result<LocalDate, DeskError> => {
  const date = dateFromText(text);
  return date === null ? fail({ code: 'dateUnknown', input: text }) : ok(date);
};

function planIn({ desk }: Request, typed: string): Result<PlanKey, DeskError> {
  const choices = [...desk.policy.plans.keys()];
  const plan = choices.find((key) => key.toLowerCase() === typed.toLowerCase());
  if (plan !== undefined) return ok(plan);
  return fail({
    code: 'planUnknown',
    input: typed,
    suggestion: closestName(typed, choices) ?? null,
    choices,
  });
}

/** The contract's term as typed, or what is wrong with it. */
function termIn(
  request: Request,
  asked: Asked<'add'>,
): Result<Pick<Contract, 'plan' | 'startsOn' | 'endsOn'>, DeskError> {
  const plan = planIn(request, asked.plan);
  if (!plan.ok) return plan;
  const from = dateIn(asked.from);
  if (!from.ok) return from;
  if (asked.to === null) return ok({ plan: plan.value, startsOn: from.value, endsOn: null });
  const to = dateIn(asked.to);
  if (!to.ok) return to;
  if (to.value < from.value) return fail({ code: 'datesReversed', from: from.value, to: to.value });
  return ok({ plan: plan.value, startsOn: from.value, endsOn: to.value });
}

export function addContract(request: Request, asked: Asked<'add'>): Promise<Outcome> {
  const term = termIn(request, asked);
  if (!term.ok) return Promise.resolve(refuse(term.error));
  return onOrganisation(request, asked.key, async (tx, organisation, contracts) => {
    const contract: Contract = {
      id: request.desk.ids.next(),
      organisationId: organisation.id,
      ...term.value,
      contacts: [],
    };
    const overlap = overlapOf(contract, contracts);
    if (overlap !== undefined)
      return fail({ code: 'contractOverlaps', plan: overlap.plan, from: overlap.startsOn });
    await tx.organisations.saveContract(contract);
    return ok(told(request, 'contract.added', organisation, contract));
  });
}

export function endContract(request: Request, asked: Asked<'end'>): Promise<Outcome> {
  const on = dateIn(asked.on);
  if (!on.ok) return Promise.resolve(refuse(on.error));
  const plan = asked.plan === null ? null : planIn(request, asked.plan);
  if (plan !== null && !plan.ok) return Promise.resolve(refuse(plan.error));
  return onOrganisation(request, asked.key, async (tx, organisation, contracts) => {
    const unended = contractsNotOver(request, contracts).filter(
      (each) => (plan?.value ?? each.plan) === each.plan,
    );
    const [contract, another] = unended;
    if (contract === undefined) return fail({ code: 'contractMissing', key: organisation.key });
    if (another !== undefined && unended.some((each) => each.plan !== contract.plan))
      return fail({ code: 'contractUnclear', plans: [...new Set(unended.map((each) => each.plan))] });
    if (on.value < contract.startsOn)
      return fail({ code: 'datesReversed', from: contract.startsOn, to: on.value });
    const ended = { ...contract, endsOn: on.value };
    const overlap = overlapOf(ended, contracts);
    if (overlap !== undefined)
      return fail({ code: 'contractOverlaps', plan: overlap.plan, from: overlap.startsOn });
    await tx.organisations.saveContract(ended);
    return ok(told(request, 'contract.ended', organisation, ended));
  });
}

/** A contact is for the organisation: it stands in each of its contracts that is not over. */
export function addContact(request: Request, asked: Asked<'contact'>): Promise<Outcome> {
  const contact = parseContact(asked.contact);
  if (contact === null) return Promise.resolve(refuse({ code: 'contactWrong', input: asked.contact }));
  const { language } = request.reader;
  return onOrganisation(request, asked.key, async (tx, organisation, contracts) => {
    const current = contractsNotOver(request, contracts);
    if (current.length === 0) return fail({ code: 'contractMissing', key: organisation.key });
    for (const each of current) {
      const others = each.contacts.filter(({ name }) => name !== contact.name);
      await tx.organisations.saveContract({ ...each, contacts: [...others, contact] });
    }
    const named = { name: contact.name, organisation: organisation.name };
    return ok({ text: format(language, 'contract.contactAdded', named) });
  });
}

type Told = { readonly text: string; readonly details?: readonly string[] };

function onOrganisation(
  request: Request,
  key: string,
  work: (
    tx: Repositories,
    organisation: Organisation,
    contracts: readonly Contract[],
  ) => Promise<Result<Told, DeskError>>,
): Promise<Outcome> {
  return doOnce(request, async (tx) => {
    const found = await organisationNamed(tx, key);
    if (!found.ok) return found;
    return work(tx, found.value, await tx.organisations.contractsOf([found.value.id]));
  });
}

/** Those in force and those to come, the earliest first. */
function contractsNotOver({ desk }: Request, contracts: readonly Contract[]): readonly Contract[] {
  const date = today(desk.policy, desk.clock.now());
  return contracts.filter(({ endsOn }) => endsOn === null || endsOn >= date);
}

function told(
  request: Request,
  key: 'contract.added' | 'contract.ended',
  { name }: Organisation,
  contract: Contract,
): Told {
  const term = termLine(contract, organisationContext(request));
  return { text: format(request.reader.language, key, { organisation: name, term }) };
}
