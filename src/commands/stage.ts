// `stage`: says which stage of its kind a request has reached; the last ones end the work on it.

import { z } from 'zod';
import { latestDatabases } from '../app/databases.ts';
import type { StagePolicy } from '../app/policy.ts';
import type { DeskError } from '../domain/errors.ts';
import { ok } from '../domain/result.ts';
import { compareVersions, isVersion } from '../domain/version.ts';
import { format } from '../messages/format.ts';
import { stagesOf } from '../messages/views/stage.ts';
import { done, inform, refuse } from './answers.ts';
import { noProblem } from './arguments.ts';
import { changeTicket, messageOf } from './change-ticket.ts';
import { type Given, type Outcome, type TicketRequest, ticketCommand } from './spec.ts';
import { chooseStage } from './stage-choice.ts';
import { amend, ask, offer } from './stage-form.ts';

/** What was typed names the stage; a form's answer is what comes with it. */
const stageArguments: z.ZodType<StageArguments, Given> = z
  .object({ text: z.string(), values: z.record(z.string(), z.string()) })
  .transform(({ text, values }) => ({ text: text.trim(), answer: values.text?.trim() ?? null }));

interface StageArguments {
  readonly text: string;
  /** Null where no form was answered. */
  readonly answer: string | null;
}

export const stage = ticketCommand({
  verb: 'stage',
  act: 'stage',
  audience: 'agents',
  usage: '[REF] STAGE [words]',
  summary: 'help.stage',
  examples: ['stage ACME-118 analysing', 'stage ACME-118 released 2026.11.22.1200'],
  arguments: stageArguments,
  problem: noProblem,
  async run(request, { text, answer }) {
    const { ticket, desk } = request;
    const stages = stagesOf(desk.policy, ticket);
    if (stages.length === 0) return refuse({ code: 'noStages', reference: ticket.reference });
    if (text === '') return offer(request, stages);
    const chosen = chooseStage(stages, text);
    if (chosen === null) return refuse(unknown(stages, text));
    return reach(request, chosen.stage, { words: answer ?? chosen.rest, isForm: answer !== null });
  },
});

function unknown(stages: readonly StagePolicy[], input: string): DeskError {
  const choices = {
    en: stages.map(({ title }) => title.en),
    ru: stages.map(({ title }) => title.ru),
  };
  return { code: 'stageUnknown', input, choices };
}

interface Said {
  readonly words: string;
  readonly isForm: boolean;
}

/** What must be said with the stage is asked for where it is missing. */
async function reach(request: TicketRequest, chosen: StagePolicy, { words, isForm }: Said): Promise<Outcome> {
  const lacks = words === '' && (chosen.needsVersion || chosen.needsReason);
  if (lacks) return isForm ? amend(request, { code: 'textMissing', verb: 'stage' }) : ask(request, chosen);
  const { version, rest } = chosen.needsVersion ? takeVersion(words) : { version: null, rest: words };
  if (version !== null && !isVersion(version)) {
    const verb = `stage ${request.ticket.reference} ${chosen.name}`;
    const error: DeskError = { code: 'versionUnknown', input: version, verb };
    return isForm ? amend(request, error) : refuse(error);
  }
  // A version is an answer as well: naming it is all that a release needs to say.
  const said = rest === '' ? (version ?? '') : rest;
  const isSilent = said === '' && request.attachments.length === 0;
  const changed = await changeTicket(request, {
    type: 'stage',
    stage: chosen.name,
    isFinal: chosen.isFinal,
    comment: isSilent ? null : messageOf(request, said),
    databaseVersion: version,
    at: request.at,
  });
  if (changed === null) return ok(null);
  if (!changed.ok) return changed;
  return reached(request, { chosen, version, isNew: changed.value.events.length > 0 });
}

function takeVersion(words: string): { readonly version: string; readonly rest: string } {
  const [version = ''] = words.split(/\s/, 1);
  return { version, rest: words.slice(version.length).trim() };
}

async function reached(
  { ticket, reader, desk }: TicketRequest,
  outcome: { readonly chosen: StagePolicy; readonly version: string | null; readonly isNew: boolean },
): Promise<Outcome> {
  const { chosen, version, isNew } = outcome;
  const { language } = reader;
  const words = { reference: ticket.reference, stage: chosen.title[language] };
  if (!isNew) return inform(format(language, 'stage.same', words));
  const latest = await desk.store.read(latestDatabases);
  const isNewer = version !== null && (latest === null || compareVersions(version, latest) > 0);
  const suggestion = isNewer ? [format(language, 'stage.suggest', { version })] : [];
  return done(format(language, 'stage.done', words), suggestion);
}
