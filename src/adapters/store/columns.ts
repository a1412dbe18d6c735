// How single values stand in the database: instants as timestamps, plain data as JSON, ids as UUIDs.
import { storable } from '../../app/storable.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

export { storableText } from '../../app/storable.ts';

export const dateOf = (at: Instant): Date => new Date(at);
export const nullableDateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));
export const instantOf = (date: Date): Instant => date.getTime();
export const nullableInstantOf = (date: Date | null): Instant | null => date?.getTime() ?? null;

/** Plain data as a JSON column takes it: Prisma's own type leaves out interfaces, which have no index signature. */
export const jsonOf = (data: object): Prisma.InputJsonValue => storable(data) as Prisma.InputJsonValue;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether anything can have this id. Others would be an error to the database and end the transaction. */
export const isId = (text: string): boolean => uuidPattern.test(text);
