// What a person can get wrong about organisations, contracts, invitations and the linking of accounts.
import type { LocalDate } from './contract/contract.ts';
import type { PlanKey } from './ticket.ts';

export type OrganisationError =
  | { readonly code: 'leadsOnly'; readonly verb: string }
  /** Others in the group would read the answer. */
  | { readonly code: 'readByOthers'; readonly verb: string }
  | { readonly code: 'argumentsWrong'; readonly verb: 'org' | 'contract' | 'invite' }
  | { readonly code: 'organisationUnknown'; readonly input: string; readonly suggestion: string | null }
  | { readonly code: 'organisationExists'; readonly key: string }
  | { readonly code: 'organisationKeyWrong'; readonly input: string }
  | { readonly code: 'chatNotBindable'; readonly why: 'direct' | 'queue' }
  | { readonly code: 'teamUnnamed' }
  | { readonly code: 'notBound' }
  | { readonly code: 'notMember'; readonly name: string; readonly organisation: string }
  | {
      readonly code: 'planUnknown';
      readonly input: string;
      readonly suggestion: PlanKey | null;
      readonly choices: readonly PlanKey[];
    }
  | { readonly code: 'dateUnknown'; readonly input: string }
  | { readonly code: 'datesReversed'; readonly from: LocalDate; readonly to: LocalDate }
  | { readonly code: 'contractOverlaps'; readonly plan: PlanKey; readonly from: LocalDate }
  | { readonly code: 'contractMissing'; readonly key: string }
  | { readonly code: 'contractUnclear'; readonly plans: readonly PlanKey[] }
  | { readonly code: 'contactWrong'; readonly input: string }
  | { readonly code: 'usesWrong'; readonly input: string; readonly most: number }
  | { readonly code: 'invitationUnknown' }
  | { readonly code: 'linkCodeUnknown' }
  | { readonly code: 'linkToItself' }
  | { readonly code: 'linkInGroup' };
