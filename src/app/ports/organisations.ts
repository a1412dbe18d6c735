// Organisations with their contracts, who belongs to them, and which places are bound to them.
import type { Contract, ContractId, Organisation, OrganisationId } from '../../domain/contract/contract.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PersonId } from '../../domain/ticket.ts';

/** A chat, or a whole workspace, whose people belong to an organisation. */
export interface Binding {
  readonly platform: string;
  readonly scope: 'team' | 'chat';
  /** The platform's id of the team or the chat. */
  readonly place: string;
  readonly organisationId: OrganisationId;
}

export interface Organisations {
  /** Makes the organisation, or changes its name or key; a key that another one has is refused by throwing. */
  save(organisation: Organisation): Promise<void>;
  get(id: OrganisationId): Promise<Organisation | null>;
  byKey(key: string): Promise<Organisation | null>;
  /** All of them, by key. */
  list(): Promise<readonly Organisation[]>;
  saveContract(contract: Contract): Promise<void>;
  contract(id: ContractId): Promise<Contract | null>;
  /** Their contracts, past and coming ones too, the earliest start first. */
  contractsOf(ids: readonly OrganisationId[]): Promise<readonly Contract[]>;
  /** Belonging already changes nothing. */
  join(personId: PersonId, organisationId: OrganisationId, at: Instant): Promise<void>;
  leave(personId: PersonId, organisationId: OrganisationId): Promise<void>;
  /** In the order of their keys. */
  ofPerson(personId: PersonId): Promise<readonly Organisation[]>;
  /** In the order in which they joined. */
  membersOf(id: OrganisationId): Promise<readonly PersonId[]>;
  /** Binds the place, from another organisation too. */
  bind(binding: Binding): Promise<void>;
  unbind(place: Omit<Binding, 'organisationId'>): Promise<void>;
  bindingsOf(id: OrganisationId): Promise<readonly Binding[]>;
  /** The organisation to which the first of the places that are bound at all is bound. */
  boundTo(...places: readonly Omit<Binding, 'organisationId'>[]): Promise<Organisation | null>;
}
