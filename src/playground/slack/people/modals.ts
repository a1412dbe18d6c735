// What people do with modals: fill in, submit, close; and what an app's answer does to the screen.
import { z } from 'zod';
import { modalView } from '../blocks/views.ts';
import { viewPayload } from '../interactions/payloads.ts';
import { AppDidNotRespond, PlayRefused, SlackRefusal } from '../refusals.ts';
import { parseArguments } from '../web-api/arguments.ts';
import { pushModal, replaceView } from '../web-api/views.ts';
import type { SlackUser, SlackView } from '../workspace/types.ts';
import type { Wire } from '../workspace/wire.ts';
import { setValue, visibleView } from './acting.ts';
import { choiceIn, type FieldValue, filesIn, stateWithFiles } from './attaching.ts';
import { type Control, findControl, valueFor } from './controls.ts';
import { requireComplete } from './required-fields.ts';
import { activeUser, askApp, type Scene } from './scene.ts';
import { type ShownView, shownView } from './shown.ts';

/** What a person fills in, by action_id, block_id or label. */
export type Filled = Readonly<Record<string, FieldValue>>;

/** What became of a submission: gone, refused with texts under the fields, or another view on the screen. */
export type SubmitOutcome =
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'updated' | 'pushed'; readonly view: ShownView };

const answerSchema = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal('update'), view: modalView }),
  z.strictObject({ response_action: z.literal('push'), view: modalView }),
]);

/** Fills in and submits a modal. Throws PlayRefused where the client would not let it go. */
export async function submit(
  scene: Scene,
  userId: string,
  shown: Pick<ShownView, 'id'>,
  filled: Filled,
): Promise<SubmitOutcome> {
  const { workspace, triggers } = scene;
  const user = activeUser(workspace, userId);
  const view = visibleView(scene, userId, shown.id);
  if (view.content.type !== 'modal' || view.content.submit === undefined) {
    throw new PlayRefused('no_submit', 'this view has nothing to submit');
  }
  for (const [wanted, value] of Object.entries(filled)) {
    const control = findControl(view.content.blocks, wanted);
    setValue(view, control, stateOf(scene, user, control, value));
  }
  requireComplete(view);
  view.errors = {};
  workspace.changed();
  const payload = viewPayload(workspace, user, view, 'view_submission', {
    trigger_id: triggers.issue(userId, view.id),
    response_urls: [],
  });
  return applyAnswer(scene, view, await askApp(scene, { kind: 'interactive', payload }));
}

function stateOf(scene: Scene, user: SlackUser, { block, element }: Control, value: FieldValue): Wire {
  if (block.type === 'input' && block.element.type === 'file_input') {
    return stateWithFiles(scene, user, block.element, filesIn(value));
  }
  return valueFor(element, choiceIn(value));
}

function applyAnswer(scene: Scene, view: SlackView, body: unknown): SubmitOutcome {
  if (isEmpty(body)) {
    takeAway(scene, view);
    return { outcome: 'closed' };
  }
  try {
    return obey(scene, view, parseArguments(answerSchema, { ...(body as object) }));
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    throw new AppDidNotRespond('app_error', `the answer is not usable: ${JSON.stringify(error.details)}`);
  }
}

function isEmpty(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true;
  return Object.keys(body).length === 0;
}

function obey(scene: Scene, view: SlackView, answer: z.output<typeof answerSchema>): SubmitOutcome {
  const { workspace } = scene;
  switch (answer.response_action) {
    case 'clear':
      workspace.setModalStack(view.userId, []);
      return { outcome: 'closed' };
    case 'errors':
      requireInputs(view, Object.keys(answer.errors));
      view.errors = answer.errors;
      workspace.changed();
      return { outcome: 'errors', errors: answer.errors };
    case 'update':
      replaceView(workspace, view, answer.view);
      return { outcome: 'updated', view: shownView(view) };
    case 'push':
      return { outcome: 'pushed', view: shownView(pushModal(workspace, view.userId, answer.view)) };
    default:
      return answer satisfies never;
  }
}

/** Slack shows errors only under input blocks that are there. */
function requireInputs(view: SlackView, blockIds: readonly string[]): void {
  const inputs = view.content.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const unknown = blockIds.filter((blockId) => !inputs.includes(blockId));
  if (unknown.length > 0 || blockIds.length === 0) {
    throw new SlackRefusal('invalid_errors', { unknown });
  }
}

function takeAway({ workspace }: Scene, view: SlackView): void {
  const rest = workspace.modalStack(view.userId).filter((other) => other !== view);
  workspace.setModalStack(view.userId, rest);
}

/** Closes a modal, with those under it where it asks for that; tells the app where it wants to know. */
export async function close(scene: Scene, userId: string, shown: Pick<ShownView, 'id'>): Promise<void> {
  const { workspace } = scene;
  const user = activeUser(workspace, userId);
  const view = visibleView(scene, userId, shown.id);
  if (view.content.type !== 'modal') throw new PlayRefused('not_a_modal', 'a Home tab does not close');
  if (view.content.clear_on_close) workspace.setModalStack(userId, []);
  else takeAway(scene, view);
  if (!view.content.notify_on_close) return;
  const isCleared = view.content.clear_on_close ?? false;
  const payload = viewPayload(workspace, user, view, 'view_closed', { is_cleared: isCleared });
  await askApp(scene, { kind: 'interactive', payload });
}
