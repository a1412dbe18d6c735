// The parts of `org` that change what an organisation is called and who belongs to it.
import type { Person, Repositories } from '../app/ports.ts';
import { isOrganisationKey, longestOrganisationName } from '../domain/contract/organisation-key.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { nameOf } from '../messages/views/people.ts';
import { done, refuse } from './answers.ts';
import { organisationNamed } from './organisation-named.ts';
import type { Outcome, Request } from './spec.ts';

/** Runs `work` once and says what it says; nothing where it has been done before. */
export async function doOnce(
  request: Request,
  work: (
    tx: Repositories,
  ) => Promise<Result<{ readonly text: string; readonly details?: readonly string[] }, DeskError>>,
): Promise<Outcome> {
  const result = await request.once(work);
  if (result === null) return ok(null);
  return result.ok ? done(result.value.text, result.value.details) : result;
}

/** Names are one line. */
const nameIn = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

const nameProblem = (name: string): DeskError | null =>
  name.length <= longestOrganisationName
    ? null
    : { code: 'textTooLong', limit: longestOrganisationName, length: name.length };

export async function addOrganisation(request: Request, key: string, text: string): Promise<Outcome> {
  const { desk, reader } = request;
  const name = nameIn(text);
  if (!isOrganisationKey(key)) return refuse({ code: 'organisationKeyWrong', input: key });
  const problem = nameProblem(name);
  if (problem !== null) return refuse(problem);
  return doOnce(request, async ({ organisations }) => {
    if ((await organisations.byKey(key)) !== null) return fail({ code: 'organisationExists', key });
    await organisations.save({ id: desk.ids.next(), key, name });
    return ok({
      text: format(reader.language, 'org.added', { name }),
      details: [format(reader.language, 'org.added.next', { key })],
    });
  });
}

export async function renameOrganisation(request: Request, key: string, text: string): Promise<Outcome> {
  const name = nameIn(text);
  const problem = nameProblem(name);
  if (problem !== null) return refuse(problem);
  return doOnce(request, async (tx) => {
    const found = await organisationNamed(tx, key);
    if (!found.ok) return found;
    await tx.organisations.save({ ...found.value, name });
    return ok({ text: format(request.reader.language, 'org.renamed', { was: found.value.name, name }) });
  });
}

export async function removeMember(request: Request, key: string, text: string): Promise<Outcome> {
  const { reader } = request;
  return doOnce(request, async (tx) => {
    const found = await organisationNamed(tx, key);
    if (!found.ok) return found;
    const { id, name: organisation } = found.value;
    const people = await peopleCalled(tx, request, text.replace(/^@/, ''));
    const members = await tx.organisations.membersOf(id);
    const person = people.find((each) => members.includes(each.id));
    const [somebody] = people;
    if (somebody === undefined) return fail({ code: 'personUnknown', name: text });
    if (person === undefined) return fail({ code: 'notMember', name: nameOf(somebody), organisation });
    await tx.organisations.leave(person.id, id);
    const isBound = (await tx.organisations.bindingsOf(id)).length > 0;
    return ok({
      text: format(reader.language, 'org.removed', { name: nameOf(person), organisation }),
      details: isBound ? [format(reader.language, 'org.removed.bound')] : [],
    });
  });
}

/** Whoever goes by that handle or id, on whichever platform. */
async function peopleCalled(
  { people }: Repositories,
  { desk }: Request,
  idOrHandle: string,
): Promise<readonly Person[]> {
  const found: Person[] = [];
  for (const platform of desk.platforms.keys()) {
    const person = await people.findUser(platform, idOrHandle);
    if (person !== null) found.push(person);
  }
  return found;
}
