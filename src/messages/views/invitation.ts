// What is said of invitations: to the lead who asked for one, to all in a chat, and to whoever came in by it.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Language } from '../../app/ports.ts';
import type { Button, NoticeView } from '../../app/view.ts';
import type { Organisation } from '../../domain/contract/contract.ts';
import type { Entitlement } from '../../domain/contract/entitlement.ts';
import { format } from '../format.ts';
import { entitlementLine, type OrganisationContext } from './organisation.ts';

/** The invitation for a lead to pass on. */
export function invitationView(
  {
    organisation,
    code,
    uses,
    days,
    links,
    canPostHere,
  }: {
    readonly organisation: Organisation;
    readonly code: string;
    readonly uses: number;
    readonly days: number;
    /** By which it can be followed at once. */
    readonly links: readonly string[];
    /** Whether the chat is one where customers would see a button. */
    readonly canPostHere: boolean;
  },
  language: Language,
): NoticeView {
  const post: Button = { label: format(language, 'invite.postHere'), command: `invite-here ${code}` };
  return {
    kind: 'notice',
    tone: 'success',
    text: format(language, 'invite.done', { organisation: organisation.name, uses, days }),
    details: [
      ...links.map((link) => format(language, 'invite.link', { link })),
      format(language, 'invite.line', { line: `join ${code}` }),
    ],
    ...(canPostHere && { buttons: [[post]] }),
  };
}

/** For everybody in a chat: whoever presses belongs. */
export const joinButtonView = (organisation: Organisation, code: string, language: Language): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text: format(language, 'join.offer', { organisation: organisation.name }),
  buttons: [[{ label: format(language, 'join.button'), command: `join ${code}`, style: 'primary' }]],
});

/** For whoever came in. */
export function joinedView(
  {
    organisation,
    isNew,
    entitlement,
  }: {
    readonly organisation: Organisation;
    readonly isNew: boolean;
    readonly entitlement: Entitlement;
  },
  context: OrganisationContext & { readonly policy: DeskPolicy },
): NoticeView {
  const { language, policy } = context;
  const named = { organisation: organisation.name, desk: policy.name[language] };
  return {
    kind: 'notice',
    tone: 'success',
    text: isNew ? format(language, 'join.done', named) : format(language, 'join.already', named),
    details: [
      entitlementLine(entitlement, context),
      format(language, 'welcome.how'),
      format(language, 'welcome.more'),
    ],
  };
}
