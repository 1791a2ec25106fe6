import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { type Guarded, guardedRead } from './guarded-read.ts';
import { isOutOfStep, textValue } from './pipelined-batch.ts';

/** A connection that records its writes. */
function wire() {
  const written: string[] = [];
  const connection = {
    stream: {
      cork: () => written.push('['),
      uncork: () => written.push(']'),
      // No test sends an answer, and a silent connection is cut.
      destroy() {},
    },
    parse: ({ name, text }: { name: string; text: string }) =>
      written.push(`parse ${name} ${text.replace(/select set_config.*/, 'settings')}`),
    bind: ({ statement, values }: { statement: string; values: unknown[] }) =>
      written.push(`bind ${statement} ${values.join()}`),
    close: ({ name }: { name: string }) => written.push(`close ${name}`),
    execute: () => written.push('execute'),
    sync: () => written.push('sync'),
  };
  const client = { connection } as unknown as pg.Client;
  return {
    written,
    read(parts: readonly Guarded[], done: Parameters<typeof guardedRead>[3] = () => {}) {
      const batch = guardedRead(client, parts, 6_000, done);
      batch.submit();
      return batch;
    },
  };
}

const part = (who: string, text: string, isKept = true): Guarded => ({
  settings: [who, '', '', ''],
  statement: { isKept, text, values: ['x'] },
});
/** The guard of a read that PostgreSQL plans for its values. */
const FOR_VALUES = ['parse s1 settings', 'bind s1 ', 'execute'];
const sees = (who: string) => [`bind s0 ${who},,,`, 'execute'];

describe('a guarded read', () => {
  it('is written in one piece: the settings and the statement before one Sync', async () => {
    const { written, read } = wire();
    read([part('a', 'select $1', false)]);
    await setImmediate();
    const statement = ['parse  select $1', 'bind  x', 'execute'];
    const guard = ['parse s0 settings', ...sees('a'), ...FOR_VALUES];
    expect(written).toEqual(['[', ...guard, ...statement, 'sync', ']']);
  });

  it('is sent with the other reads of this turn of the event loop', async () => {
    const { written, read } = wire();
    read([part('a', 'q')]);
    await null;
    read([part('a', 'q')]);
    expect(written).not.toContain(']');
    await setImmediate();
    expect(written.slice(-3)).toEqual(['sync', ']', ']']);
  });

  it('prepares a statement once, also when the first preparation is still under way', () => {
    const { written, read } = wire();
    read([part('a', 'q')]);
    read([part('a', 'q')]);
    expect(written.filter((message) => message.startsWith('parse'))).toEqual([
      'parse s0 settings',
      'parse s1 q',
    ]);
  });

  it('drops the least recently used statement, and never reuses its name', () => {
    const { written, read } = wire();
    for (let n = 0; n < 300; n++) read([part('a', `q${n}`)]);
    read([part('a', 'q0')]);
    expect(written.filter((message) => message.startsWith('close'))).toEqual(['close s1']);
    expect(written.slice(-5)).toEqual(
      [...sees('a'), 'parse s301 q0', 'bind s301 x', 'execute', 'sync'].slice(-5),
    );
  });

  it('gives the rows of each statement, not those of the settings', () => {
    const rows: unknown[] = [];
    const { read } = wire();
    const batch = read([part('a', ''), part('b', '')], (_, found) => rows.push(...found));
    for (const text of ['{"a":1}', '{"b":2}']) {
      for (const fields of [['a', '', '', ''], [text]]) {
        batch.handleDataRow({ fields });
        batch.handleCommandComplete({ text: 'SELECT 1' });
      }
    }
    expect(rows).toEqual([[['{"a":1}']], [['{"b":2}']]]);
  });

  it('writes a piggybacked read after the first, with its settings if they differ', () => {
    const { written, read } = wire();
    const first = part('partner', 'p');
    read([first, { ...part('partner', 'q'), settings: first.settings }, part('system', 's')]);
    expect(written.filter((m) => m.startsWith('bind') || m === 'sync')).toEqual([
      'bind s0 partner,,,',
      'bind s1 x',
      'bind s2 x',
      'bind s0 system,,,',
      'bind s3 x',
      'sync',
    ]);
  });

  it('prepares a statement again under another name if its batch failed', () => {
    const { written, read } = wire();
    const errors: unknown[] = [];
    const batch = read([part('a', 'q')], (error) => errors.push(error));
    const failure = Object.assign(new Error(), { code: '42P01' });
    batch.handleDataRow({ fields: ['a', '', '', ''] });
    batch.handleCommandComplete({ text: 'SELECT 1' });
    batch.handleError(failure);
    read([part('a', 'q')]);
    expect(errors).toEqual([failure]);
    expect(written.filter((message) => /^(parse|close)/.test(message))).toEqual([
      'parse s0 settings',
      'parse s1 q',
      'close s1',
      'parse s2 q',
    ]);
    expect(isOutOfStep(failure)).toBe(false);
    expect(isOutOfStep({ code: '26000' })).toBe(true);
  });
});

describe('a value of a parameter', () => {
  it.each([
    [null, null],
    [undefined, null],
    ['text', 'text'],
    [5, '5'],
    [true, 'true'],
    [new Date('2026-03-02T02:00:00Z'), '2026-03-02T02:00:00.000Z'],
    [['a "b" \\', null, 3], '{"a \\"b\\" \\\\",NULL,"3"}'],
    [[], '{}'],
  ])('%p is %p', (value, text) => {
    expect(textValue(value)).toBe(text);
  });
});
