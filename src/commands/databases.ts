// `databases`: shows which antivirus databases are the latest, or says so, for those whose requests depend on it.
import { isAgentOf, queueAt } from '../app/agents.ts';
import { knownDatabases, type LatestDatabases, setLatestDatabases } from '../app/databases.ts';
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { nameById } from '../messages/views/people.ts';
import { instantFor } from '../messages/views/timer-words.ts';
import { done, inform, refuse } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { peopleOf } from './people-of.ts';
import { deskCommand, type Outcome, type Request } from './spec.ts';

export const databases = deskCommand({
  verb: 'databases',
  audience: 'agents',
  usage: '[set VERSION]',
  summary: 'help.databases',
  examples: ['databases', 'databases set 2026.11.22.1200'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    if (!(await mayAsk(request))) return refuse({ code: 'notAllowed', verb: 'databases' });
    if (text === '') return show(request);
    const { version, force } = wanted(text);
    if (version === '') return refuse({ code: 'textMissing', verb: 'databases set' });
    return set(request, version, force);
  },
});

/** `[set] VERSION [force]`, the version in one piece or in several. */
function wanted(text: string): { readonly version: string; readonly force: boolean } {
  const given = text.replace(/^set(?=\s|$)/i, '').trim();
  const version = given.replace(/(^|\s+)force$/i, '');
  return { version, force: version !== given };
}

/** Agents of the queues whose requests are measured against the databases, among agents, and every queue's leads. */
async function mayAsk({ desk, person, place, conversation }: Request): Promise<boolean> {
  const { policy } = desk;
  const isLead = [...policy.queues.values()]
    .flatMap(({ leads }) => leads)
    .some((lead) =>
      person.identities.some((own) => own.platform === lead.platform && own.userId === lead.userId),
    );
  if (isLead) return true;
  const isAmongAgents =
    conversation?.side === 'agents' || queueAt(desk.policy, place.platform, place.chat) !== null;
  if (!isAmongAgents) return false;
  for (const { queue, preconditions } of policy.requestTypes.values()) {
    if (preconditions.length > 0 && (await isAgentOf(desk, person, queue))) return true;
  }
  return false;
}

async function set(request: Request, version: string, force: boolean): Promise<Outcome> {
  const { desk, person, reader } = request;
  const outcome = await request.once((tx) =>
    setLatestDatabases(tx, { version, at: desk.clock.now(), by: person.id, force }),
  );
  if (outcome === null) return ok(null);
  return outcome.ok ? done(format(reader.language, 'databases.done', { version })) : outcome;
}

async function show(request: Request): Promise<Outcome> {
  const { desk, reader } = request;
  const known = await desk.store.read(knownDatabases);
  if (known === null) return inform(format(reader.language, 'databases.none'));
  return inform(await latestWords(request, known));
}

async function latestWords({ desk, reader }: Request, known: LatestDatabases): Promise<string> {
  const { language } = reader;
  const { version, setBy } = known;
  const at = instantFor(reader, known.setAt);
  if (setBy === null) return format(language, 'databases.latest', { version, at });
  const name = nameById(setBy, { people: await peopleOf(desk, [setBy]), language });
  return format(language, 'databases.latestBy', { version, name, at });
}
