// The parts of `org` that bind places: whoever writes there belongs to the organisation.
import { queueAt } from '../app/agents.ts';
import type { Binding } from '../app/ports.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { placeWord } from '../messages/views/places.ts';
import { refuse } from './answers.ts';
import { doOnce } from './org-record.ts';
import { organisationNamed } from './organisation-named.ts';
import type { Outcome, Request } from './spec.ts';

type BindablePlace = Omit<Binding, 'organisationId'>;

/** The place that is meant: a workspace by its id, or the chat in which it is said. */
function placeMeant(
  { desk, place, team: ownTeam }: Request,
  team: string | null,
): Result<BindablePlace, DeskError> {
  const { platform, chat, kind } = place;
  if (team !== null) {
    // Where people come without a workspace, the platform has none.
    const isTeam = ownTeam !== null && /^[A-Z0-9]{3,32}$/.test(team);
    return isTeam ? ok({ platform, scope: 'team', place: team }) : fail({ code: 'teamUnnamed' });
  }
  if (kind === 'direct') return fail({ code: 'chatNotBindable', why: 'direct' });
  if (queueAt(desk.policy, platform, chat) !== null) return fail({ code: 'chatNotBindable', why: 'queue' });
  return ok({ platform, scope: 'chat', place: chat });
}

export async function bindPlace(request: Request, key: string, team: string | null): Promise<Outcome> {
  const { language } = request.reader;
  const place = placeMeant(request, team);
  if (!place.ok) return refuse(place.error);
  return doOnce(request, async (tx) => {
    const found = await organisationNamed(tx, key);
    if (!found.ok) return found;
    const { id, name: organisation } = found.value;
    const before = await tx.organisations.boundTo(place.value);
    await tx.organisations.bind({ ...place.value, organisationId: id });
    const moved = before !== null && before.id !== id;
    return ok({
      text: format(language, 'org.bound', { place: placeWord(language, place.value), organisation }),
      details: moved ? [format(language, 'org.bound.moved', { before: before.name })] : [],
    });
  });
}

export async function unbindPlace(request: Request, team: string | null): Promise<Outcome> {
  const { language } = request.reader;
  const place = placeMeant(request, team);
  if (!place.ok) return refuse(place.error);
  return doOnce(request, async ({ organisations }) => {
    const before = await organisations.boundTo(place.value);
    if (before === null) return fail({ code: 'notBound' });
    await organisations.unbind(place.value);
    return ok({
      text: format(language, 'org.unbound', {
        place: placeWord(language, place.value),
        organisation: before.name,
      }),
    });
  });
}
