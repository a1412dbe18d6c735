// Enqueued jobs in memory: nothing runs them, tests look at them or take them.
import type { Ids, JobOutbox } from '../../../src/app/ports.ts';
import { compoundKey, type State } from './state.ts';

export function memoryJobs(state: State, ids: Ids): JobOutbox {
  const enqueue: JobOutbox['enqueue'] = async (queue, id, options = {}) => {
    const { runAt = null, key = null } = options;
    const place = compoundKey(queue, key, key === null ? ids.next() : null);
    state.jobs.delete(place);
    state.jobs.set(place, { queue, id, runAt, key });
  };
  const cancel: JobOutbox['cancel'] = async (queue, key) => {
    state.jobs.delete(compoundKey(queue, key, null));
  };
  return {
    enqueue,
    async enqueueAll(queue, jobs) {
      for (const { id, ...when } of jobs) await enqueue(queue, id, { ...when, key: id });
    },
    cancel,
    async cancelAll(queue, keys) {
      for (const key of keys) await cancel(queue, key);
    },
  };
}
