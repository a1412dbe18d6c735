// `link-account`: makes one person of somebody's accounts on several platforms.
import { isCode } from '../app/codes.ts';
import { issueLink, linkByCode, linkMs } from '../app/linking.ts';
import { MINUTE_MS } from '../domain/instant.ts';
import { ok } from '../domain/result.ts';
import { linkCodeView, linkedView } from '../messages/views/linking.ts';
import { refuse, showTo } from './answers.ts';
import { words } from './arguments.ts';
import { deskCommand, type Outcome, type Request } from './spec.ts';

export const linkAccount = deskCommand({
  verb: 'link-account',
  audience: 'everyone',
  usage: '[CODE]',
  summary: 'help.linkAccount',
  examples: ['link-account', 'link-account Zm9vYmFyYmF6cXV4MTIzNA'],
  arguments: words.refine((text) => text === '' || isCode(text)),
  problem: ({ place }) => ({ code: place.kind === 'direct' ? 'linkCodeUnknown' : 'linkInGroup' }),
  run(request, code) {
    if (request.place.kind !== 'direct') return Promise.resolve(refuse({ code: 'linkInGroup' }));
    return code === '' ? giveCode(request) : redeem(request, code);
  },
});

async function giveCode({ once, desk, person, reader }: Request): Promise<Outcome> {
  const code = await once((tx) => issueLink(tx, person.id, desk.clock.now()));
  return code === null ? ok(null) : showTo(linkCodeView(reader.language, code, linkMs / MINUTE_MS));
}

async function redeem(request: Request, code: string): Promise<Outcome> {
  const { desk, person, place, reader } = request;
  const account = person.identities.find(({ platform }) => platform === place.platform);
  if (account === undefined) throw new Error(`${person.id} writes on a platform where they have no account`);
  const linked = await request.once((tx) => linkByCode(tx, code, { person, account, now: desk.clock.now() }));
  if (linked === null) return ok(null);
  return linked.ok ? showTo(linkedView(reader.language, linked.value.identities)) : linked;
}
