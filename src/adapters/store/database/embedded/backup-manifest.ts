// What a backup says about itself, in an entry of its own that is written last.
import { z } from 'zod';

export const MANIFEST_ENTRY = 'deskhand-backup.json';
/** Every other entry lies below it. */
export const POSTGRES_ENTRIES = 'postgres/';

export const backupManifest = z.object({
  format: z.literal(1),
  postgresMajor: z.string(),
  /** When it was begun: what was committed by then is in it, and so is what came until it ended. */
  takenAt: z.iso.datetime(),
  files: z.int().nonnegative(),
});

/** What is known of the manifests of later versions. */
export const laterManifest = z.object({ format: z.number().gt(1) });

export type BackupManifest = z.infer<typeof backupManifest>;
