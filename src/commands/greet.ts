// What becomes of somebody who meets the desk: a welcome, or by an invitation's link their way in.
import { isCode } from '../app/codes.ts';
import { welcomeView } from '../messages/views/welcome.ts';
import { showTo } from './answers.ts';
import { joinBy } from './join.ts';
import type { Outcome, Request } from './spec.ts';

/** Links that carry something other than a code are just a way here. */
export function greet(request: Request, payload: string | null): Promise<Outcome> {
  if (payload !== null && isCode(payload)) return joinBy(request, payload);
  const { reader, desk } = request;
  return Promise.resolve(showTo(welcomeView(reader.language, desk.policy)));
}
