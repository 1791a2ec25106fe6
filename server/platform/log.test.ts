import { expect, it } from '@jest/globals';
import { openLog } from './log.ts';

const lines: string[] = [];
const log = openLog('info', { write: (line) => void lines.push(line) });

function written(write: () => void): string {
  lines.length = 0;
  write();
  return lines.join('');
}

const TOKEN = `AAAAA${'b_-0'.repeat(9)}ZZ`;

it('hides fields with a secret’s name at any depth', () => {
  const line = written(() =>
    log.info(
      {
        password: 'p1',
        a: { b: [{ totpSecret: 'p2', sessionToken: 'p3' }] },
        headers: { cookie: 'p4', Authorization: 'p5' },
        apiKey: 'p6',
        key: 'p7',
        keyboard: 'fine',
      },
      'x',
    ),
  );
  for (let i = 1; i <= 7; i++) expect(line).not.toContain(`p${i}`);
  expect(line).toContain('fine');
});

it('hides secrets by their format', () => {
  const key = `pg_live_0123abcd_${TOKEN}`;
  const line = written(() =>
    log.warn(
      { note: `used ${key} at /auth/link/${TOKEN}`, url: 'postgres://u:hunter2@db/x' },
      `hash $argon2id$v=19$m=1,t=1,p=1$abc$def`,
    ),
  );
  expect(line).not.toContain(TOKEN);
  expect(line).not.toContain('hunter2');
  expect(line).not.toContain('abc$def');
  expect(line).toContain('pg_live_0123abcd_[redacted]');
});

it('hides the people in mail addresses, not their domains', () => {
  const line = written(() =>
    log.error(
      {
        to: 'Li Yue <li.yue+orders@mail.huaxin.example>',
        detail: 'Key (mail)=(王芳@huaxin.example) already exists.',
        at: 'node_modules/@apollo/server/dist/esm/index.js, postgres://u:hunter2@db.huaxin.example/x',
      },
      'refused by zhou@huaxin.example: 550 <zhou@huaxin.example>',
    ),
  );
  for (const person of ['li.yue', 'orders', '王芳', 'zhou', 'hunter2'])
    expect(line).not.toContain(person);
  expect(line).toContain('<[redacted]@mail.huaxin.example>');
  expect(line).toContain('node_modules/@apollo/server/dist');
  expect(line).toContain('postgres://u:[redacted]@db.huaxin.example/x');
});

it('hides secrets in errors', () => {
  const error = Object.assign(new Error(`failed with ${TOKEN}`), {
    parameters: { password: 'p1' },
  });
  const line = written(() => log.error({ err: error }, 'failed'));
  expect(line).not.toContain(TOKEN);
  expect(line).not.toContain('p1');
  expect(line).toContain('failed with');
});
