// How a file that is sent again is told from one that is sent for the first time.
import type { DeliverParts, Work } from './delivery-work.ts';
import type { FileAttempt } from './ports.ts';

/** What is known of earlier tries at sending the file, and where to keep its id for later ones. */
export function attemptOf({ store }: DeliverParts, { delivery }: Work): FileAttempt {
  const { id, doubtSince, fileId } = delivery;
  return {
    fileId: doubtSince === null ? null : fileId,
    uploaded: (newId) => store.transaction((tx) => tx.deliveries.keepFileId(id, newId)),
  };
}
