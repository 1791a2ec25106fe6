import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sizes } from '../kit/sizes.ts';
import { ATTACKS, type Attack, seeded } from './fixtures/attacks.ts';
import { complaint, hangUp, send, storm } from './fixtures/client.ts';
import { type ServerProcess, startProcess } from './fixtures/process.ts';
import { CALLERS } from './fixtures/server.ts';

const SIZE = sizes.hostileDocuments;
const SEED = Number(process.env.TEST_SEED ?? 20_260_301);
const MAX_RSS = 400 * 1024 * 1024;
const MAX_MS = 100;

let server: ServerProcess;
beforeAll(async () => {
  server = await startProcess();
});
afterAll(async () => {
  hangUp();
  await server.stop();
});

describe('hostile requests', () => {
  const name = `${SIZE} of ${Object.keys(ATTACKS).length} kinds, seed ${SEED}, as %s: JSON, coded, no 5xx`;
  test.each([null, ...Object.keys(CALLERS), 'wrong'])(
    name,
    async (caller) => {
      expect(await storm(server.url, caller, SIZE, SEED)).toEqual([]);
      expect((await server.usage()).peakRss).toBeLessThan(MAX_RSS);
    },
    600_000,
  );

  test('no single document takes 100 ms', async () => {
    const random = seeded(SEED + 1);
    const slow: string[] = [];
    for (const [kind, make] of Object.entries(ATTACKS)) {
      const times: number[] = [];
      for (let i = 0; i < 6; i++) {
        const attack = make(random);
        // Measures the server's processor time instead of elapsed time, since other processes must not
        // count.
        const before = await server.usage();
        await send(server.url, attack);
        times.push((await server.usage()).cpuMs - before.cpuMs);
      }
      // The first one warms the code up.
      const worst = Math.max(...times.slice(1));
      if (worst >= MAX_MS) slow.push(`${kind} ${Math.round(worst)} ms`);
    }
    expect(slow).toEqual([]);
  });

  test('26 levels of fragments in 1 kB are refused or answered at once', async () => {
    const fan = Array.from(
      { length: 26 },
      (_, i) => `fragment F${i} on Query{${i < 25 ? `...F${i + 1}...F${i + 1}` : '__typename'}}`,
    ).join('');
    const attack: Attack = {
      method: 'POST',
      search: '',
      headers: { 'content-type': 'application/json', 'x-caller': 'reader' },
      body: JSON.stringify({ query: `{...F0}${fan}` }),
    };
    await send(server.url, attack);
    const before = await server.usage();
    expect(complaint(attack, await send(server.url, attack))).toBeNull();
    expect((await server.usage()).cpuMs - before.cpuMs).toBeLessThan(MAX_MS * 5);
  });

  test.each([
    'GET /%ff%zz HTTP/1.1',
    'POST /graphql?%c0%ae HTTP/1.1',
    'GET /graphql%00 HTTP/1.1',
    'BREW /graphql HTTP/1.1',
    'GET /graphql',
  ])('a raw request "%s" gets no HTML and no 5xx', async (line) => {
    const { port, hostname } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.end(
      `${line}\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
    );
    let text = '';
    for await (const part of socket) text += String(part);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(text).not.toMatch(/<html|<!doctype/i);
    expect(text.slice(text.indexOf('\r\n\r\n') + 4)).toMatch(/^\{|^$/);
  });

  test('the endpoint still answers', async () => {
    const answer = await send(server.url, {
      method: 'POST',
      search: '',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(JSON.parse(answer.body)).toEqual({ data: { __typename: 'Query' } });
  });
});
