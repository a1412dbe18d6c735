// `help`: what can be said, to this person, here.
import { queuesOf } from '../app/agents.ts';
import { formTypes } from '../app/form-steps.ts';
import type { ListView } from '../app/view.ts';
import { format } from '../messages/format.ts';
import { showTo } from './answers.ts';
import { noProblem, nothing } from './arguments.ts';
import { type CommandSpec, deskCommand } from './spec.ts';

/** The help command for a catalogue; it lists itself. */
export const helpFor = (catalogue: () => readonly CommandSpec[]): CommandSpec =>
  deskCommand({
    verb: 'help',
    audience: 'everyone',
    usage: '',
    summary: 'help.help',
    examples: ['help'],
    arguments: nothing,
    problem: noProblem,
    async run({ desk, person, reader: { language } }) {
      const isAgent = (await queuesOf(desk, person)).length > 0;
      const shown = catalogue().filter(
        ({ isHidden, audience }) => !isHidden && (isAgent || audience === 'everyone'),
      );
      return showTo({
        kind: 'list',
        title: format(language, 'help.title'),
        items: [
          ...shown.map(({ verb, usage, requesterUsage = usage, summary }) => ({
            title: `${verb} ${isAgent ? usage : requesterUsage}`.trim(),
            lines: [format(language, summary)],
          })),
          ...formTypes(desk.policy).map(({ key, title }) => ({
            title: `new ${key}`,
            lines: [title[language]],
            button: { label: title[language], command: `new ${key}` },
          })),
        ],
        footer: format(language, isAgent ? 'help.agentFooter' : 'help.footer'),
      } satisfies ListView);
    },
  });
