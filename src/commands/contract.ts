// `contract`: what a requester's contract promises them; and, for leads, the contracts of an organisation.
import { z } from 'zod';
import { refuse } from './answers.ts';
import { words } from './arguments.ts';
import { addContact, addContract, type ContractAct, endContract } from './contract-record.ts';
import { showContractTerms } from './contract-terms.ts';
import { notForHere } from './for-leads.ts';
import { showOrganisation } from './org-show.ts';
import { deskCommand, type Given, type Outcome, type Request } from './spec.ts';

const contractArguments: z.ZodType<ContractAct, Given> = words.transform((text, context) => {
  const act = actIn(text);
  if (act !== null) return act;
  context.addIssue({ code: 'custom', message: 'no such act' });
  return z.NEVER;
});

function actIn(text: string): ContractAct | null {
  const [key = '', second, third, fourth, ...others] = text.split(/\s+/);
  if (key === '') return { act: 'terms' };
  if (second === undefined) return { act: 'show', key };
  if (second.toLowerCase() === 'contact') {
    const contact = text.slice(key.length).trim().slice(second.length).trim();
    return contact === '' ? null : { act: 'contact', key, contact };
  }
  if (third === undefined || others.length > 0) return null;
  return second.toLowerCase() === 'end'
    ? { act: 'end', key, on: third, plan: fourth ?? null }
    : { act: 'add', key, plan: second, from: third, to: fourth ?? null };
}

export const contract = deskCommand({
  verb: 'contract',
  audience: 'everyone',
  requesterUsage: '',
  usage: '[KEY PLAN FROM [TO] | KEY end DATE | KEY contact NAME, PHONE, MAIL]',
  summary: 'help.contract',
  examples: [
    'contract',
    'contract globex msa-start 2026-01-01 2026-12-31',
    'contract globex end 2026-06-30',
    'contract globex contact Homer Simpson, +7 495 000-00-00, homer@globex.example',
  ],
  arguments: contractArguments,
  problem: (request) => notForHere(request, 'contract') ?? { code: 'argumentsWrong', verb: 'contract' },
  run(request, asked) {
    if (asked.act === 'terms') return showContractTerms(request);
    const refusal = notForHere(request, 'contract');
    return refusal === null ? runAct(request, asked) : Promise.resolve(refuse(refusal));
  },
});

function runAct(request: Request, asked: Exclude<ContractAct, { act: 'terms' }>): Promise<Outcome> {
  switch (asked.act) {
    case 'show':
      return showOrganisation(request, asked.key);
    case 'add':
      return addContract(request, asked);
    case 'end':
      return endContract(request, asked);
    case 'contact':
      return addContact(request, asked);
  }
}
