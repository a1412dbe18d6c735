// `org`: leads keep the organisations that the desk serves, their people and their places.
import { z } from 'zod';
import { refuse } from './answers.ts';
import { words } from './arguments.ts';
import { notALead, notForHere } from './for-leads.ts';
import { bindPlace, unbindPlace } from './org-places.ts';
import { addOrganisation, removeMember, renameOrganisation } from './org-record.ts';
import { listOrganisations, showOrganisation } from './org-show.ts';
import { deskCommand, type Given, type Outcome, type Request } from './spec.ts';

type OrgAct =
  | { readonly act: 'list' }
  | { readonly act: 'show'; readonly key: string }
  | { readonly act: 'add' | 'rename' | 'remove'; readonly key: string; readonly rest: string }
  | { readonly act: 'bind'; readonly key: string; readonly team: string | null }
  | { readonly act: 'unbind'; readonly team: string | null };

/** One word, then another, then all that is left. */
const pieces = /^(\S*)\s*(\S*)\s*([\s\S]*)$/;

const orgArguments: z.ZodType<OrgAct, Given> = words.transform((text, context) => {
  const [, first = '', second = '', rest = ''] = pieces.exec(text) ?? [];
  const act = actOf(first.toLowerCase(), second.toLowerCase(), rest.trim());
  if (act !== null) return act;
  context.addIssue({ code: 'custom', message: 'no such act' });
  return z.NEVER;
});

function actOf(first: string, second: string, rest: string): OrgAct | null {
  switch (first) {
    case '':
      return { act: 'list' };
    case 'add':
    case 'rename':
    case 'remove':
      return second === '' || rest === '' ? null : { act: first, key: second, rest };
    case 'bind': {
      const team = teamIn(rest);
      return second === '' || team === undefined ? null : { act: 'bind', key: second, team };
    }
    case 'unbind': {
      const team = teamIn(`${second} ${rest}`.trim());
      return team === undefined ? null : { act: 'unbind', team };
    }
    default:
      return second === '' ? { act: 'show', key: first } : null;
  }
}

/** Null for the chat itself, '' for a team that is not named, undefined for words that mean neither. */
function teamIn(text: string): string | null | undefined {
  if (text === '') return null;
  const match = /^team(?:\s+(\S+))?$/i.exec(text);
  return match === null ? undefined : (match[1] ?? '').toUpperCase();
}

export const org = deskCommand({
  verb: 'org',
  audience: 'agents',
  usage: '[KEY | add | rename | bind | unbind | remove …]',
  summary: 'help.org',
  examples: ['org', 'org globex', 'org add globex Globex Ltd', 'org bind globex', 'org remove globex @homer'],
  arguments: orgArguments,
  problem: (request) => notALead(request, 'org') ?? { code: 'argumentsWrong', verb: 'org' },
  run(request, asked) {
    const isBinding = asked.act === 'bind' || asked.act === 'unbind';
    const refusal = isBinding ? notALead(request, 'org') : notForHere(request, 'org');
    return refusal === null ? runAct(request, asked) : Promise.resolve(refuse(refusal));
  },
});

function runAct(request: Request, asked: OrgAct): Promise<Outcome> {
  switch (asked.act) {
    case 'list':
      return listOrganisations(request);
    case 'show':
      return showOrganisation(request, asked.key);
    case 'add':
      return addOrganisation(request, asked.key, asked.rest);
    case 'rename':
      return renameOrganisation(request, asked.key, asked.rest);
    case 'remove':
      return removeMember(request, asked.key, asked.rest);
    case 'bind':
      return bindPlace(request, asked.key, asked.team);
    case 'unbind':
      return unbindPlace(request, asked.team);
  }
}
