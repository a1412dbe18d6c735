// What only leads may do, and what is told only where nobody else reads the answer.
import { queueAt } from '../app/agents.ts';
import { isLead } from '../app/leads.ts';
import type { DeskError } from '../domain/errors.ts';
import type { Request } from './spec.ts';

/** Whether an answer here is read by the person alone, or among the desk's own agents. */
export function isAmongOwn({ desk, place }: Request): boolean {
  if (place.kind === 'direct' || queueAt(desk.policy, place.platform, place.chat) !== null) return true;
  return desk.platforms.get(place.platform)?.canWhisper === true;
}

/** To whom the place is bound where it is asked, and whether others read the answer. */
export const whereaboutsOf = (request: Request) => ({
  boundTo: request.boundTo,
  isReadByOthers: !isAmongOwn(request),
});

/** Why the person may not run `verb`; null for a lead. */
export const notALead = ({ desk, person }: Request, verb: string): DeskError | null =>
  isLead(desk.policy, person) ? null : { code: 'leadsOnly', verb };

/** Why the person may not be shown customers' data here; null for a lead where nobody else reads it. */
export const notForHere = (request: Request, verb: string): DeskError | null =>
  notALead(request, verb) ?? (isAmongOwn(request) ? null : { code: 'readByOthers', verb });
