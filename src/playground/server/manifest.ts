// The Slack app that the playground installs: the one of manifest.yml, with its scopes, commands and shortcuts.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { installationOf } from '../slack/installation.ts';
import type { Installation } from '../slack/options.ts';
import type { Shortcut } from './state.ts';

const manifestFile = new URL('../../../manifest.yml', import.meta.url);

const shortcutsSchema = z.object({
  features: z.object({
    shortcuts: z
      .array(z.object({ type: z.enum(['message', 'global']), name: z.string(), callback_id: z.string() }))
      .default([]),
  }),
});

export interface AppManifest {
  readonly installation: Installation;
  readonly shortcuts: readonly Shortcut[];
}

/** Reads the manifest that ships with the desk. */
export function readManifest(): AppManifest {
  const manifest: unknown = parse(readFileSync(manifestFile, 'utf8'));
  const { shortcuts } = shortcutsSchema.parse(manifest).features;
  return {
    installation: installationOf(manifest),
    shortcuts: shortcuts.map(({ type, name, callback_id }) => ({ type, name, callbackId: callback_id })),
  };
}
