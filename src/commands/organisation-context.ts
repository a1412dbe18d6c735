// What the views of organisations and contracts need to know of who reads them.
import { today } from '../app/entitlements.ts';
import type { OrganisationContext } from '../messages/views/organisation.ts';
import type { Request } from './spec.ts';

export const organisationContext = ({
  desk,
  reader,
}: Pick<Request, 'desk' | 'reader'>): OrganisationContext => ({
  language: reader.language,
  policy: desk.policy,
  today: today(desk.policy, desk.clock.now()),
});
