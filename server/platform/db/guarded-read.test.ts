import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type Guarded, GuardedRead, SETTINGS_STATEMENT, textValue } from './guarded-read.ts';

/** A connection that notes what is written to it. */
function wire() {
  const written: string[] = [];
  const connection = {
    stream: { cork: () => written.push('['), uncork: () => written.push(']') },
    parsedStatements: {} as Record<string, string>,
    submittedNamedStatements: {} as Record<string, string>,
    parse: ({ name }: { name: string }) => written.push(`parse ${name}`),
    bind: ({ statement, values }: { statement: string; values: unknown[] }) =>
      written.push(`bind ${statement} ${values.join()}`),
    close: ({ name }: { name: string }) => written.push(`close ${name}`),
    execute: () => written.push('execute'),
    sync: () => written.push('sync'),
  };
  return { written, connection: connection as never, known: connection };
}

const settings = ['tenant', 'partner', '', 'now'];
const read = (name: string | null, drop: string | null = null) =>
  new GuardedRead(
    [{ settings, statement: { name, text: 'select $1', values: ['x'] } }],
    drop === null ? [] : [drop],
    () => {},
  );
const guard = [`bind ${SETTINGS_STATEMENT.name} tenant,partner,,now`, 'execute'];

describe('a guarded read', () => {
  it('is written in one piece: the settings and the statement before one Sync', async () => {
    const { connection, written } = wire();
    read(null).submit(connection);
    await setImmediate();
    expect(written).toEqual(['[', ...guard, 'parse ', 'bind  x', 'execute', 'sync', ']']);
  });

  it('goes out with the other reads of this turn of the event loop', async () => {
    const { connection, written } = wire();
    read('q').submit(connection);
    await null;
    read('q').submit(connection);
    expect(written).not.toContain(']');
    await setImmediate();
    expect(written.slice(-3)).toEqual(['sync', ']', ']']);
  });

  it('prepares a name once, also when the first preparation is still under way', () => {
    const { connection, written } = wire();
    read('q').submit(connection);
    read('q').submit(connection);
    expect(written.filter((message) => message.startsWith('parse'))).toEqual(['parse q']);
  });

  it('drops the name that has to make room, before the guard', () => {
    const { connection, written, known } = wire();
    known.parsedStatements.old = 'select 1';
    read('q', 'old').submit(connection);
    expect(written[1]).toBe('close old');
    expect(known.parsedStatements).toEqual({});
  });

  it('gives the rows of each statement, not those of the settings', () => {
    const rows: unknown[] = [];
    const part = (): Guarded => ({
      settings: [...settings],
      statement: { name: null, text: '', values: [] },
    });
    const one = new GuardedRead([part(), part()], [], (_, found) => rows.push(...found));
    for (const text of ['{"a":1}', '{"b":2}']) {
      one.handleDataRow({ fields: settings });
      one.handleCommandComplete();
      one.handleDataRow({ fields: [text] });
      one.handleCommandComplete();
    }
    one.handleReadyForQuery();
    expect(rows).toEqual([[['{"a":1}']], [['{"b":2}']]]);
  });

  it('writes a read that goes along behind the first, under its own settings unless they share them', () => {
    const { connection, written } = wire();
    const part = (who: string, name: string) => ({
      settings: [who, '', '', ''],
      statement: { name, text: '', values: [] },
    });
    const first = part('partner', 'p');
    const second = { ...part('partner', 'q'), settings: first.settings };
    new GuardedRead([first, second, part('system', 's')], [], () => {}).submit(connection);
    const [p, s] = ['partner', 'system'].map((who) => `bind ${SETTINGS_STATEMENT.name} ${who},,,`);
    expect(written.filter((m) => m.startsWith('bind') || m === 'sync')).toEqual([
      p,
      'bind p ',
      'bind q ',
      s,
      'bind s ',
      'sync',
    ]);
  });

  it('forgets a name that the server does not know, and learns one that it has', () => {
    const { connection, known } = wire();
    const fail = (code: string) =>
      read('q').handleError(Object.assign(new Error(), { code }), connection);
    fail('42P05');
    expect(known.parsedStatements).toEqual({ q: 'select $1' });
    fail('26000');
    expect(known.parsedStatements).toEqual({});
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
