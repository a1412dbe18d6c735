// The Events API: wraps inner events, sends those the app subscribed to, and repeats what was not taken.
import type { EmulatorClock } from '../../emulator-clock.ts';
import type { SlackChannel } from '../workspace/types.ts';
import type { Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type AppAnswer, type AppTransport, sendWithDeadline } from './app-request.ts';

/** When a delivery that failed is repeated, counted from the event: nearly at once, after 1 and after 5 minutes. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

export interface AppEventsParts {
  readonly workspace: Workspace;
  readonly clock: EmulatorClock;
  readonly transport: AppTransport;
  /** Names as in a manifest's `bot_events`, e.g. `message.channels`; undefined stands for all. */
  readonly subscriptions: ReadonlySet<string> | undefined;
  readonly onEvent: (event: Wire) => void;
  /** Milliseconds from the event; Slack's own unless told. */
  readonly retriesAfterMs?: readonly number[] | undefined;
}

export interface AppEvents {
  /**
   * Sends an inner event, if the app subscribed to it and, for events of a conversation, belongs to that.
   * Resolves when the first delivery was answered or given up; repetitions go on by the clock.
   */
  emit(event: Wire, channel?: SlackChannel): Promise<void>;
  /** Drops the repetitions that are still to come. */
  stop(): void;
}

const MESSAGE_SUBSCRIPTIONS = { channel: 'message.channels', group: 'message.groups', im: 'message.im' };

export function createAppEvents(parts: AppEventsParts): AppEvents {
  const { workspace, clock, retriesAfterMs = RETRY_AFTER_MS } = parts;
  const cancels = new Set<() => void>();

  const isWanted = (event: Wire, channel: SlackChannel | undefined): boolean => {
    const type = String(event.type);
    const name = type === 'message' && channel !== undefined ? MESSAGE_SUBSCRIPTIONS[channel.kind] : type;
    return parts.subscriptions === undefined || parts.subscriptions.has(name);
  };

  const repeatLater = (payload: Wire, attempt: number, startedAt: number, reason: string): void => {
    const afterMs = retriesAfterMs[attempt - 1];
    if (afterMs === undefined) return;
    const cancel = clock.setTimer(startedAt + afterMs, () => {
      cancels.delete(cancel);
      void deliver(payload, attempt, startedAt, reason);
    });
    cancels.add(cancel);
  };

  const deliver = async (
    payload: Wire,
    attempt: number,
    startedAt: number,
    reason: string,
  ): Promise<void> => {
    const retry = attempt === 0 ? undefined : { attempt, reason };
    const answer: AppAnswer = await sendWithDeadline(
      parts.transport,
      { kind: 'events_api', payload, retry },
      clock,
    );
    if (!answer.ok && !answer.isFinal) repeatLater(payload, attempt + 1, startedAt, answer.reason);
  };

  return {
    async emit(event, channel) {
      if (!isWanted(event, channel)) return;
      parts.onEvent(event);
      await deliver(envelope(workspace, event, channel), 0, clock.now(), '');
    },
    stop() {
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}

function envelope(workspace: Workspace, event: Wire, channel: SlackChannel | undefined): Wire {
  const { app, team } = workspace;
  return {
    token: 'verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.appId,
    event,
    type: 'event_callback',
    event_id: workspace.ids.unique('Ev'),
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isShared ?? false,
    event_context: workspace.ids.unique('4-'),
  };
}
