import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { COOKIE, openWeb, type Web } from './web.ts';
import type { Caller, World } from './world.ts';

/** The data of a stream, as received. */
export interface Stream {
  readonly status: number;
  /** All data so far, comments included. */
  text(): string;
  /** The next result. Fails if no result arrives within five seconds or the stream ends before. */
  next(): Promise<any>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** A signed-in member or an API key at the endpoint of live events. */
export interface Follower {
  readonly headers: Readonly<Record<string, string>>;
  request(method: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Opens a stream for one operation, which must be among the registered documents. */
  follow(query: string, variables?: Record<string, unknown>): Promise<Stream>;
}

export interface Live extends Web {
  /** Address of the listening server. */
  readonly url: string;
  as(caller: Caller): Promise<Follower>;
  withKey(key: string): Follower;
}

const PATIENCE_MS = 5_000;

/** The hash by which the server knows a document. */
export const nameOf = (document: string): string =>
  `sha256:${createHash('sha256').update(document).digest('hex')}`;

/** Writes a manifest of documents that sessions may send. The caller removes its folder. */
export function manifestOf(documents: readonly string[]): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  const file = join(folder, 'documents.json');
  writeFileSync(file, JSON.stringify(Object.fromEntries(documents.map((d) => [nameOf(d), d]))));
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}

/** The whole application over a world's database, listening on a port, since streams need a real connection. */
export async function openLive(world: World, documents: readonly string[]): Promise<Live> {
  const { file, remove } = manifestOf(documents);
  const web = await openWeb(world, { demo: true }, file);
  await web.app.fastify.listen({ host: '127.0.0.1', port: 0 });
  const { port } = web.app.fastify.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...web,
    url,
    async close() {
      const closing = web.close();
      // Closes connections that the client opened ahead and never used; the server would wait for them.
      const timer = setInterval(() => web.app.fastify.server.closeAllConnections(), 200);
      await closing;
      clearInterval(timer);
      remove();
    },
    async as({ viewer }) {
      const browser = web.browser();
      const { statusCode } = await browser.post('/auth/demo-sign-in', {
        mail: `${viewer.actorId}@example.com`,
      });
      if (statusCode !== 200) throw new Error(`Nobody signs in: ${statusCode}`);
      return follower(url, {
        cookie: `${COOKIE}=${browser.cookie}`,
        'apollo-require-preflight': '1',
      });
    },
    withKey: (key) => follower(url, { authorization: `Bearer ${key}` }),
  };
}

/** Cuts the connections on which servers receive events of a world. Fails if there is no such connection. */
export async function cutEvents(world: World): Promise<void> {
  const client = new pg.Client(world.db.url);
  await client.connect();
  const { rows } = await client.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'partnergraph live' and datname = current_database()`);
  await client.end();
  if (rows.length === 0) throw new Error('Nobody listens');
}

function follower(url: string, own: Readonly<Record<string, string>>): Follower {
  const request: Follower['request'] = (method, body, headers) =>
    fetch(`${url}/graphql/stream`, {
      method,
      headers: {
        ...own,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    headers: own,
    request,
    follow: async (query, variables) =>
      readStream(
        await request(
          'POST',
          { documentId: nameOf(query), variables },
          { accept: 'text/event-stream' },
        ),
      ),
  };
}

/** Reads a stream to its end, even if no test waits for it. */
export function readStream(response: Response): Stream {
  let text = '';
  let taken = 0;
  let over = false;
  let wake = (): void => {};
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) break;
      text += decoder.decode(value, { stream: true });
      wake();
    }
    over = true;
    wake();
  })();
  const results = (): string[] =>
    [...text.matchAll(/^event: next\ndata: (.*)\n\n/gm)].map(([, data]) => data!);
  return {
    status: response.status,
    text: () => text,
    ended,
    leave: () => void reader.cancel(),
    async next() {
      const until = performance.now() + PATIENCE_MS;
      while (results().length <= taken) {
        const left = until - performance.now();
        if (over || left <= 0) throw new Error(`No result comes; so far: ${text}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return JSON.parse(results()[taken++]!);
    },
  };
}
