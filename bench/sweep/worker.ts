// One worker process of the sweep: the desk's own reminding on a clock that stands at the instant given.
import { sweepReminders } from '../../src/app/remind.ts';
import { openBenchDesk } from './desk.ts';

const [url = '', at = ''] = process.argv.slice(2);
const desk = await openBenchDesk(url, { now: () => Number(at) });
process.send?.('ready');
process.once('message', () => {
  void (async () => {
    while (await sweepReminders(desk));
    // What a worker that was killed held is free again once its connection is gone.
    setInterval(() => void sweepReminders(desk), 200);
  })();
});
