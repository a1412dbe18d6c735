// What an answer to asking for a file means: its bytes, a loss, or a reason to ask again.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { download } from '../../src/adapters/download.ts';

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-token/file`;
}

test('A file comes with the size that its server tells, where nobody else did.', async () => {
  const opened = await download(await serving((_, response) => void response.end('hello')), {});
  expect(opened.sizeBytes).toBe(5);
  expect(await new Response(opened.bytes).text()).toBe('hello');
});

test('A file whose size nobody tells is lost.', async () => {
  const url = await serving((_, response) => {
    response.write('hel');
    response.end('lo');
  });
  await expect(download(url, {})).rejects.toMatchObject({ loss: 'failed' });
});

test('A file is asked for unpacked, so that it has the size it is said to have.', async () => {
  const url = await serving((request, response) => void response.end(request.headers['accept-encoding']));
  const { bytes } = await download(url, {});
  expect(await new Response(bytes).text()).toBe('identity');
});

test('A file that is a page of HTML is given as any other.', async () => {
  const url = await serving((_, response) => {
    response.setHeader('content-type', 'text/html').end('<p>hello');
  });
  expect(await new Response((await download(url, {})).bytes).text()).toBe('<p>hello');
});

test.each([
  [404, { loss: 'gone' }],
  [410, { loss: 'gone' }],
  [403, { loss: 'failed' }],
  [429, { failure: { kind: 'retry' } }],
  [503, { failure: { kind: 'retry' } }],
])('Status %i means what it says.', async (status, expected) => {
  const url = await serving((_, response) => void response.writeHead(status).end('no'));
  await expect(download(url, { sizeBytes: 2 })).rejects.toMatchObject(expected);
});

test('A server that does not answer may answer later, and its address is told to nobody.', async () => {
  const error: unknown = await download('http://127.0.0.1:1/secret-token/file', {}).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ failure: { kind: 'retry' } });
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('secret-token');
});
