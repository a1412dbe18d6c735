// The page's one link to the playground's server: what is to be shown comes in, what people do goes out.
import { toast } from './toast.js';

/** Calls `onState` with everything to show for somebody who plays `agent`, now and after each change. */
export function connect(agent, onState) {
  const source = new EventSource(`/playground/events?agent=${encodeURIComponent(agent)}`);
  source.addEventListener('message', ({ data }) => onState(JSON.parse(data)));
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) toast('The playground has stopped.', 'error');
  });
  return () => source.close();
}

/** Lets a person act with `files`, whose bytes go first; resolves as `act` does. */
export async function actWith(files, what) {
  const uploads = await uploadAll(files);
  if (uploads === null) return false;
  return act(uploads.length === 0 ? what : { ...what, uploads });
}

/** Sends the bytes of `files` ahead; resolves with what acts name them by, or with null when one was refused. */
export async function uploadAll(files) {
  const uploads = [];
  for (const file of files) {
    const answer = await upload(file);
    if (answer === null) return null;
    uploads.push(answer.upload);
  }
  return uploads;
}

/** Lets a person act; resolves with whether their client allowed it. What it says instead is shown. */
export async function act(what) {
  const answer = await post('/playground/act', what);
  if (answer?.told) toast(answer.told);
  return answer !== null;
}

export const jump = (to) => post('/playground/clock', { to });

const upload = (file) =>
  send(`/playground/upload?name=${encodeURIComponent(file.name)}`, 'application/octet-stream', file);

const post = (path, body) => send(path, 'application/json', JSON.stringify(body));

async function send(path, type, body) {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body });
    const answer = await response.json().catch(() => ({ error: 'The playground did not understand that.' }));
    if (response.ok) return answer;
    toast(answer.error, 'error');
  } catch {
    toast('The playground does not answer. Is it still running?', 'error');
  }
  return null;
}
