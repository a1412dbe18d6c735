// `invite`: a code by which customers come to belong to an organisation, to be passed on or posted as a button.
import type { z } from 'zod';
import { queueAt } from '../app/agents.ts';
import { isCode } from '../app/codes.ts';
import { invitationMs, invitedTo, issueInvitation, mostUses } from '../app/invitations.ts';
import { DAY_MS } from '../domain/instant.ts';
import { ok } from '../domain/result.ts';
import { invitationView, joinButtonView } from '../messages/views/invitation.ts';
import { refuse, showTo } from './answers.ts';
import { words } from './arguments.ts';
import { isAmongOwn, notALead } from './for-leads.ts';
import { organisationNamed } from './organisation-named.ts';
import { deskCommand, type Given, type Outcome, type Request } from './spec.ts';

const inviteArguments: z.ZodType<{ readonly key: string; readonly uses: string }, Given> = words
  .refine((text) => /^\S+(\s+\S+)?$/.test(text))
  .transform((text) => {
    const [key = '', uses = '1'] = text.split(/\s+/);
    return { key, uses };
  });

export const invite = deskCommand({
  verb: 'invite',
  audience: 'agents',
  usage: 'KEY [N]',
  summary: 'help.invite',
  examples: ['invite globex', 'invite globex 20'],
  arguments: inviteArguments,
  problem: (request) => notALead(request, 'invite') ?? { code: 'argumentsWrong', verb: 'invite' },
  async run(request, { key, uses: typed }) {
    const { desk, person, reader } = request;
    const refusal = notALead(request, 'invite');
    if (refusal !== null) return refuse(refusal);
    const uses = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
    if (uses < 1 || uses > mostUses) return refuse({ code: 'usesWrong', input: typed, most: mostUses });
    const now = desk.clock.now();
    const issued = await request.once(async (tx) => {
      const found = await organisationNamed(tx, key);
      if (!found.ok) return found;
      const invitation = { organisationId: found.value.id, uses, issuedBy: person.id, now };
      return ok({ organisation: found.value, code: await issueInvitation(tx, invitation) });
    });
    if (issued === null) return ok(null);
    if (!issued.ok) return issued;
    const { organisation, code } = issued.value;
    // Where everybody would read the code, they are given the button instead: it lets in as many as the lead said.
    if (!isAmongOwn(request)) return inPublic(request, organisation, code);
    const links = [...desk.platforms.values()].map((platform) => platform.inviteLink(code));
    const days = invitationMs / DAY_MS;
    const invitation = { organisation, code, uses, days, canPostHere: isCustomersChat(request) };
    return showTo(
      invitationView({ ...invitation, links: links.filter((link) => link !== null) }, reader.language),
    );
  },
});

/** Posts the invitation as a button for everybody in the chat; leads press it under an invitation of theirs. */
export const inviteHere = deskCommand({
  verb: 'invite-here',
  audience: 'agents',
  isHidden: true,
  usage: 'CODE',
  summary: 'help.invite',
  examples: [],
  arguments: words.refine(isCode),
  problem: () => ({ code: 'invitationUnknown' }),
  async run(request, code) {
    const { store, clock } = request.desk;
    const refusal = notALead(request, 'invite');
    if (refusal !== null) return refuse(refusal);
    const invited = await store.read((tx) => invitedTo(tx, code, clock.now()));
    return invited.ok ? inPublic(request, invited.value, code) : invited;
  },
});

/** In a chat of many the desk speaks its own language. */
function inPublic(
  { desk }: Request,
  organisation: Parameters<typeof joinButtonView>[0],
  code: string,
): Outcome {
  return ok({ view: joinButtonView(organisation, code, desk.policy.language), isPrivate: false });
}

const isCustomersChat = ({ desk, place }: Request): boolean =>
  place.kind === 'group' && queueAt(desk.policy, place.platform, place.chat) === null;
