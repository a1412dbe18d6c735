// Slack on this machine: a Web API, events, interactivity and Socket Mode towards an app, and people to play.
import { systemClock } from '../../adapters/clock.ts';
import { forgetOldest } from '../forget-oldest.ts';
import { createAppEvents } from './delivery/app-events.ts';
import { type AppTransport, sendWithDeadline } from './delivery/app-request.ts';
import { createHappenings } from './delivery/happenings.ts';
import { httpTransport } from './delivery/http-transport.ts';
import { createSocketMode, type SocketMode } from './delivery/socket-mode.ts';
import { type HttpAnswer, type HttpHandlers, startHttpServer } from './http-server.ts';
import { createWorkspace } from './installation.ts';
import { createResponseUrls, type ResponseUrls } from './interactions/response-urls.ts';
import { createTriggers } from './interactions/triggers.ts';
import type { SlackEmulatorOptions } from './options.ts';
import { type Administration, createAdministration } from './people/administration.ts';
import { type Person, personIn } from './people/person.ts';
import type { Scene } from './people/scene.ts';
import { type ShownMessage, shownMessage } from './people/shown.ts';
import { SlackRefusal } from './refusals.ts';
import { createScreens, type Screens } from './screens.ts';
import { createWatch, type WaitOptions } from './watching.ts';
import { type CallRecord, createApi } from './web-api/api.ts';
import { createFaults, type Fault, type FaultMatcher } from './web-api/faults.ts';
import { createUploads, type Uploads } from './web-api/files.ts';
import type { ApiContext } from './web-api/method.ts';
import { createRateLimiter } from './web-api/rate-limits.ts';
import { createIds } from './workspace/ids.ts';
import type { Wire } from './workspace/wire.ts';

export interface SlackEmulator extends Administration, Screens {
  /** For Slack clients: `http://127.0.0.1:PORT/api/`. */
  readonly apiUrl: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly appId: string;
  readonly teamId: string;
  /** Every call of the Web API, oldest first, without tokens. */
  readonly calls: readonly CallRecord[];
  readonly socketMode: Pick<SocketMode, 'connectionCount' | 'disconnectAll' | 'cutAll'>;
  /** The person with this id, to be played. */
  as(userId: string): Person;
  onChange(listener: () => void): () => void;
  /** Tells of every message as it is posted, by people and the app alike. Returns how to stop. */
  onPosted(listener: (message: ShownMessage) => void): () => void;
  waitFor<T>(predicate: () => T | undefined | false | null, options?: WaitOptions): Promise<T>;
  /** Resolves when no delivery to the app is under way. */
  settled(): Promise<void>;
  /** Makes the next matching calls of the Web API fail; the returned function ends it. */
  fail(matcher: FaultMatcher, fault: Fault & { readonly times?: number }): () => void;
  setRequestUrl(url: string): void;
  /** The challenge by which Slack checks a request URL; rejects when the app does not echo it. */
  verifyRequestUrl(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an emulator on 127.0.0.1. The caller stops it. */
export async function startSlackEmulator(options: SlackEmulatorOptions): Promise<SlackEmulator> {
  const { clock } = options;
  const now = (): number => clock.now();
  const watch = createWatch();
  const ids = createIds(now);
  const postListeners = new Set<(message: ShownMessage) => void>();
  const workspace = createWorkspace(options, ids, {
    changed: watch.changed,
    posted: (message) => {
      for (const listener of postListeners) listener(shownMessage(message));
    },
  });
  const calls: CallRecord[] = [];
  const underWay = new Set<Promise<unknown>>();
  const background = (work: Promise<unknown>): void => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  const record = (kind: 'call' | 'response_url' | 'event', params: Wire, method?: string): void =>
    options.trafficSink?.({ platform: 'slack', kind, ...(method === undefined ? {} : { method }), params });

  let handlers: HttpHandlers;
  const http = await startHttpServer(options.port ?? 0, () => handlers);
  const socketMode = createSocketMode({
    appId: workspace.app.appId,
    unique: ids.unique,
    onChange: watch.changed,
  });
  let requestUrl = options.requestUrl;
  const byHttp = httpTransport({
    requestUrl: () => requestUrl,
    signingSecret: options.signingSecret,
    signedAt: options.signedAt ?? systemClock.now,
  });
  const usesSocketMode = (): boolean =>
    options.socketMode ?? (options.appToken !== undefined && requestUrl === undefined);
  const stopping = new AbortController();
  const transport: AppTransport = (request, given) => {
    const signal = AbortSignal.any([given, stopping.signal]);
    const sent = usesSocketMode() ? socketMode.transport(request, signal) : byHttp(request, signal);
    background(sent.catch(() => undefined));
    return sent;
  };
  const events = createAppEvents({
    workspace,
    clock,
    transport,
    subscriptions: asSet(options.installation?.events),
    onEvent: (event) => record('event', event),
    retriesAfterMs: options.eventRetriesAfterMs,
  });
  const happenings = createHappenings(workspace, events, () => http.url);
  const triggers = createTriggers(now, ids.unique);
  const context: ApiContext = {
    workspace,
    happenings,
    triggers,
    background,
    baseUrl: http.url,
    socketUrl: () => socketMode.issueUrl(http.url),
  };
  const responseUrls = createResponseUrls(context, (body) =>
    record('response_url', isWire(body) ? body : {}),
  );
  const uploads = createUploads(() => ids.next('F'), now);
  const faults = createFaults();
  const call = createApi({
    context,
    uploads,
    faults,
    tokens: { bot: options.botToken, app: options.appToken },
    limiter: (options.rateLimits ?? true) ? createRateLimiter(now) : undefined,
    onCall: ({ method, args }) => record('call', args, method),
    onAnswer: (answered) => {
      calls.push(answered);
      forgetOldest(calls, options.keptCalls);
      watch.changed();
    },
  });
  handlers = {
    call,
    respond: responseUrls.use,
    upload: (fileId, content) => receiveUpload(uploads, fileId, content),
    download: (fileId, token) =>
      token === options.botToken && workspace.app.scopes.has('files:read')
        ? workspace.files.get(fileId)
        : undefined,
    upgrade: socketMode.upgrade,
  };
  const scene: Scene = sceneOf({ context, responseUrls, transport, options });

  return {
    ...createAdministration(workspace, happenings),
    ...createScreens(workspace),
    apiUrl: `${http.url}/api/`,
    botUserId: workspace.app.botUserId,
    botId: workspace.app.botId,
    appId: workspace.app.appId,
    teamId: workspace.team.id,
    calls,
    socketMode,
    as: (userId) => personIn(scene, userId),
    onChange: watch.onChange,
    onPosted(listener) {
      postListeners.add(listener);
      return () => void postListeners.delete(listener);
    },
    waitFor: watch.waitFor,
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    fail: faults.add,
    setRequestUrl(url) {
      requestUrl = url;
    },
    verifyRequestUrl: () => verifyRequestUrl(scene),
    async stop() {
      events.stop();
      stopping.abort();
      socketMode.cutAll();
      await http.close();
    },
  };
}

interface SceneParts {
  readonly context: ApiContext;
  readonly responseUrls: ResponseUrls;
  readonly transport: AppTransport;
  readonly options: SlackEmulatorOptions;
}

function sceneOf({ context, responseUrls, transport, options }: SceneParts): Scene {
  const { workspace, happenings, triggers } = context;
  return {
    context,
    workspace,
    happenings,
    triggers,
    responseUrls,
    transport,
    clock: options.clock,
    commands: asSet(options.installation?.commands),
    shortcuts: asSet(options.installation?.shortcuts),
  };
}

async function verifyRequestUrl({ transport, clock, workspace }: Scene): Promise<void> {
  const challenge = workspace.ids.unique('challenge-');
  const payload = { token: 'verification-token', challenge, type: 'url_verification' };
  const answer = await sendWithDeadline(transport, { kind: 'events_api', payload }, clock);
  if (!answer.ok) throw new Error(`the request URL was not verified: ${answer.explanation}`);
  const echoed = isWire(answer.body) ? answer.body.challenge : answer.body;
  if (echoed !== challenge) throw new Error('the request URL did not echo the challenge');
}

function receiveUpload(uploads: Uploads, fileId: string, content: Buffer): HttpAnswer {
  try {
    uploads.receive(fileId, content);
    return { status: 200, body: `OK - ${content.byteLength}` };
  } catch (error) {
    if (error instanceof SlackRefusal) return { status: 400, body: error.code };
    throw error;
  }
}

function asSet(values: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return values && new Set(values);
}

function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
