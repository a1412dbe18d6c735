// The files of the page, each at a path of its own.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HttpRoute } from '../../adapters/http-route.ts';

const directory = fileURLToPath(new URL('../page/', import.meta.url));

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing but the page's own files and its own server, and no script in what people write. */
const securityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

/** The page at `/`, and what it is made of below `/playground/`. */
export function pageRoutes(): HttpRoute[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return files.flatMap((file) => {
    const mediaType = mediaTypes[path.extname(file)];
    if (mediaType === undefined) return [];
    const content = readFileSync(path.join(directory, file));
    const route = file === 'index.html' ? '/' : `/playground/${file.split(path.sep).join('/')}`;
    return [fileRoute(route, mediaType, content)];
  });
}

function fileRoute(route: string, mediaType: string, content: Buffer): HttpRoute {
  return {
    method: 'GET',
    path: route,
    handle(_request, response) {
      response
        .writeHead(200, {
          'content-type': mediaType,
          'content-security-policy': securityPolicy,
          'cache-control': 'no-cache',
        })
        .end(content);
    },
  };
}
