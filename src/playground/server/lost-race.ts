// Notices that the desk has told an agent in person who was first.
import type { SlackEmulator } from '../slack/emulator.ts';
import type { Act } from './acts.ts';
import type { Cast } from './cast.ts';

export interface LostRace {
  /** Hears what Telegram told somebody who pressed a button. */
  told(person: Act['as'], text: string): void;
  hasHappened(): boolean;
}

/** A word to one agent alone that names another: nothing else that the desk whispers does. */
export function watchForLostRace(slack: SlackEmulator, { agents }: Cast): LostRace {
  const pressAnswers: { readonly person: Act['as']; readonly text: string }[] = [];
  const whispersTo = (key: string, slackId: string): readonly string[] => [
    ...slack.ephemerals(slackId).map(({ content }) => content),
    ...pressAnswers.filter(({ person }) => person === key).map(({ text }) => text),
  ];
  return {
    told: (person, text) => void pressAnswers.push({ person, text }),
    hasHappened: () =>
      Object.entries(agents).some(([key, agent]) => {
        const others = Object.values(agents).filter((other) => other !== agent);
        return whispersTo(key, agent.slackId).some((text) => others.some(({ name }) => text.includes(name)));
      }),
  };
}
