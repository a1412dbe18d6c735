// In which zone the times that somebody types are meant.
import type { Request } from './spec.ts';

/** Their own IANA zone, where a platform tells; else the desk's. */
export const zoneOf = ({ person, desk }: Pick<Request, 'person' | 'desk'>): string =>
  person.identities.find(({ timezone }) => timezone !== null)?.timezone ?? desk.policy.timezone;
