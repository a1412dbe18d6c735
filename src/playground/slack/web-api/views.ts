// The views.* methods: opening, stacking, replacing modals, and publishing Home tabs.
import type { z } from 'zod';
import {
  anyView,
  homeView,
  LARGEST_VIEW_BYTES,
  type ModalView,
  modalView,
  type ViewContent,
} from '../blocks/views.ts';
import { initialValues } from '../interactions/view-values.ts';
import { SlackRefusal } from '../refusals.ts';
import type { SlackView, ViewState } from '../workspace/types.ts';
import { viewWire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { argumentsOf, id, structure } from './arguments.ts';
import { method, requireScope } from './method.ts';

/** How many modals may lie on one another. */
const HIGHEST_STACK = 3;

function requireSize(view: ViewContent): void {
  if (Buffer.byteLength(JSON.stringify(view)) > LARGEST_VIEW_BYTES) throw new SlackRefusal('view_too_large');
}

/** Files that are given to a view reach only an app that may read files. */
function requireFileScope(workspace: Workspace, { blocks }: ViewContent): void {
  const takesFiles = blocks.some((block) => block.type === 'input' && block.element.type === 'file_input');
  if (takesFiles) requireScope(workspace, ['files:read']);
}

function requireFreeExternalId(workspace: Workspace, externalId: string | undefined): void {
  if (externalId && findView(workspace, { externalId }) !== undefined) {
    throw new SlackRefusal('duplicate_external_id');
  }
}

function findView(workspace: Workspace, by: { id?: string; externalId?: string }): SlackView | undefined {
  const open = [...workspace.modals.values()].flat();
  return [...open, ...workspace.homes.values()].find(
    (view) =>
      view.id === by.id || (by.externalId !== undefined && view.content.external_id === by.externalId),
  );
}

function createView(
  workspace: Workspace,
  userId: string,
  content: ViewContent,
  previous?: SlackView,
): SlackView {
  const viewId = workspace.ids.unique('V');
  requireFileScope(workspace, content);
  const named = { ...content, blocks: workspace.named(content.blocks) };
  return {
    id: viewId,
    userId,
    rootId: previous?.rootId ?? viewId,
    previousId: previous?.id ?? null,
    content: named,
    hash: newHash(workspace),
    values: initialValues(named.blocks),
    errors: {},
  };
}

function newHash(workspace: Workspace): string {
  return `${Math.floor(workspace.now() / 1000)}.${workspace.ids.unique('h')}`;
}

/** Shows a modal to a person, in place of whatever modals they had open. */
export function openModal(workspace: Workspace, userId: string, content: ModalView): SlackView {
  requireSize(content);
  requireFreeExternalId(workspace, content.external_id);
  const view = createView(workspace, userId, content);
  workspace.setModalStack(userId, [view]);
  return view;
}

/** Lays a modal on those which the person has open; throws push_limit_reached above three. */
export function pushModal(workspace: Workspace, userId: string, content: ModalView): SlackView {
  requireSize(content);
  requireFreeExternalId(workspace, content.external_id);
  const stack = workspace.modalStack(userId);
  if (stack.length >= HIGHEST_STACK) throw new SlackRefusal('push_limit_reached');
  const view = createView(workspace, userId, content, stack.at(-1));
  workspace.setModalStack(userId, [...stack, view]);
  return view;
}

/** Replaces what an open view shows. What was typed stays where block and element kept their ids. */
export function replaceView(workspace: Workspace, view: SlackView, content: ViewContent): void {
  requireSize(content);
  requireFileScope(workspace, content);
  const typed = view.values;
  view.content = { ...content, blocks: workspace.named(content.blocks) };
  view.values = keepTyped(initialValues(view.content.blocks), typed);
  view.hash = newHash(workspace);
  view.errors = {};
  workspace.changed();
}

function keepTyped(fresh: ViewState, typed: ViewState): ViewState {
  return Object.fromEntries(
    Object.entries(fresh).map(([blockId, actions]) => [
      blockId,
      Object.fromEntries(
        Object.entries(actions).map(([actionId, value]) => [actionId, typed[blockId]?.[actionId] ?? value]),
      ),
    ]),
  );
}

const modalArgument: z.ZodType<ModalView> = structure(modalView);

const open = method({
  name: 'views.open',
  tier: 4,
  args: argumentsOf({ trigger_id: id, view: modalArgument }),
  run({ workspace, triggers }, args) {
    const { userId } = triggers.exchange(args.trigger_id);
    return { view: viewWire(workspace, openModal(workspace, userId, args.view)) };
  },
});

const push = method({
  name: 'views.push',
  tier: 4,
  args: argumentsOf({ trigger_id: id, view: modalArgument }),
  run({ workspace, triggers }, args) {
    const { userId, viewId } = triggers.exchange(args.trigger_id);
    if (!workspace.modalStack(userId).some((view) => view.id === viewId)) {
      throw new SlackRefusal('invalid_trigger_id');
    }
    return { view: viewWire(workspace, pushModal(workspace, userId, args.view)) };
  },
});

const update = method({
  name: 'views.update',
  tier: 4,
  args: argumentsOf({
    view_id: id.optional(),
    external_id: id.optional(),
    hash: id.optional(),
    view: structure(anyView),
  }),
  run({ workspace }, args) {
    const view = findView(workspace, { id: args.view_id, externalId: args.external_id });
    if (view === undefined || view.content.type !== args.view.type) throw new SlackRefusal('not_found');
    if (args.hash !== undefined && args.hash !== view.hash) throw new SlackRefusal('hash_conflict');
    replaceView(workspace, view, args.view);
    return { view: viewWire(workspace, view) };
  },
});

const publish = method({
  name: 'views.publish',
  tier: 4,
  args: argumentsOf({ user_id: id, hash: id.optional(), view: structure(homeView) }),
  run({ workspace }, args) {
    const user = workspace.user(args.user_id);
    if (workspace.isStranger(user)) throw new SlackRefusal('user_not_found');
    requireSize(args.view);
    const existing = workspace.homes.get(user.id);
    if (args.hash !== undefined && args.hash !== existing?.hash) throw new SlackRefusal('hash_conflict');
    const view = existing ?? createView(workspace, user.id, args.view);
    if (existing !== undefined) replaceView(workspace, existing, args.view);
    workspace.homes.set(user.id, view);
    workspace.changed();
    return { view: viewWire(workspace, view) };
  },
});

export const viewMethods = [open, push, update, publish];
