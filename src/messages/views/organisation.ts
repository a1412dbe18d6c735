// What leads see of organisations: all of them in a list, and one with everything that is known of it.
import type { OrganisationFacts } from '../../app/organisation-facts.ts';
import type { DeskPolicy } from '../../app/policy.ts';
import type { Language } from '../../app/ports.ts';
import type { ListView } from '../../app/view.ts';
import { contactText } from '../../domain/contract/contact.ts';
import type { Contract, LocalDate, Organisation } from '../../domain/contract/contract.ts';
import { type Entitlement, isInForce } from '../../domain/contract/entitlement.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';
import { nameOf } from './people.ts';
import { placeWord } from './places.ts';

export interface OrganisationContext {
  readonly language: Language;
  readonly policy: DeskPolicy;
  readonly today: LocalDate;
}

/** What the plan is called; of one that the configuration no longer has, its key. */
export const planTitle = (
  { policy, language }: Pick<OrganisationContext, 'policy' | 'language'>,
  plan: string,
) => policy.plans.get(plan)?.title[language] ?? plan;

/** What an organisation is handled under, in one line. */
export function entitlementLine(
  { contract, plan, expiredOn }: Entitlement,
  context: OrganisationContext,
): string {
  const { language } = context;
  const title = planTitle(context, plan);
  if (contract !== null)
    return contract.endsOn === null
      ? format(language, 'entitlement.open', { plan: title })
      : format(language, 'entitlement.until', { plan: title, to: formatDate(language, contract.endsOn) });
  return expiredOn === null
    ? format(language, 'entitlement.default', { plan: title })
    : format(language, 'entitlement.expired', { plan: title, date: formatDate(language, expiredOn) });
}

/** The organisations, each with a button to see more; `more` is how many further ones there are. */
export function organisationsView(
  shown: readonly { readonly organisation: Organisation; readonly entitlement: Entitlement }[],
  more: number,
  context: OrganisationContext,
): ListView {
  const { language } = context;
  const footer = shown.length === 0 ? format(language, 'org.none') : null;
  return {
    kind: 'list',
    title: format(language, 'org.list', { count: shown.length + more }),
    items: shown.map(({ organisation: { key, name }, entitlement }) => ({
      title: format(language, 'org.title', { key, name }),
      lines: [entitlementLine(entitlement, context)],
      button: { label: format(language, 'list.show'), command: `org ${key}` },
    })),
    footer: more > 0 ? format(language, 'org.more', { more }) : footer,
  };
}

/** One organisation with all that is known of it. */
export function organisationView(facts: OrganisationFacts, context: OrganisationContext): ListView {
  const { language } = context;
  const { organisation, bindings, quota } = facts;
  const { key, name } = organisation;
  const contracts = facts.contracts.flatMap((contract) => contractLines(contract, context));
  const places = bindings.map((binding) => placeWord(language, binding));
  const section = (title: string, lines: readonly string[], empty: string) => ({
    title,
    lines: lines.length === 0 ? [empty] : lines,
  });
  return {
    kind: 'list',
    title: format(language, 'org.title', { key, name }),
    items: [
      section(format(language, 'org.contracts'), contracts, format(language, 'org.contracts.none', { key })),
      ...(quota === null
        ? []
        : [{ title: format(language, 'org.quota'), lines: [format(language, 'org.quota.left', quota)] }]),
      section(
        format(language, 'org.people'),
        peopleLines(facts, language),
        format(language, 'org.people.none', { key }),
      ),
      section(format(language, 'org.places'), places, format(language, 'org.places.none', { key })),
    ],
    footer: null,
  };
}

function peopleLines({ members, moreMembers }: OrganisationFacts, language: Language): readonly string[] {
  const names = members.map(nameOf);
  return moreMembers === 0 ? names : [...names, format(language, 'org.people.more', { count: moreMembers })];
}

function contractLines(contract: Contract, context: OrganisationContext): readonly string[] {
  const { language } = context;
  const state = stateOf(contract, context.today);
  const contacts = contract.contacts.map((contact) =>
    format(language, 'org.contact', { contact: contactText(contact) }),
  );
  return [`${termLine(contract, context)} (${format(language, `contractState.${state}`)})`, ...contacts];
}

/** The contract's plan and dates. */
export function termLine({ plan, startsOn, endsOn }: Contract, context: OrganisationContext): string {
  const { language } = context;
  const named = { plan: planTitle(context, plan), from: formatDate(language, startsOn) };
  return endsOn === null
    ? format(language, 'contractTerm.open', named)
    : format(language, 'contractTerm.until', { ...named, to: formatDate(language, endsOn) });
}

function stateOf(contract: Contract, today: LocalDate): 'inForce' | 'ended' | 'coming' {
  if (isInForce(contract, today)) return 'inForce';
  return contract.startsOn > today ? 'coming' : 'ended';
}
