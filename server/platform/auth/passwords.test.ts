import { describe, expect, it } from '@jest/globals';
import { createHasher, passwordProblem } from './passwords.ts';

describe('a new password', () => {
  it.each([
    ['short', 'PASSWORD_TOO_SHORT'],
    ['一二三四五六七八九十一', 'PASSWORD_TOO_SHORT'],
    ['x'.repeat(300), 'PASSWORD_TOO_LONG'],
    ['Password1234', 'PASSWORD_TOO_COMMON'],
    ['123456789012', 'PASSWORD_TOO_COMMON'],
    ['aaaaaaaaaaaa', 'PASSWORD_TOO_COMMON'],
    ['abababababab', 'PASSWORD_TOO_COMMON'],
    ['wang.xiaoming2026!', 'PASSWORD_TOO_COMMON'],
    ['wang.xiaoming@example.com', 'PASSWORD_TOO_COMMON'],
  ])('%s is refused', (password, problem) => {
    expect(passwordProblem(password, 'wang.xiaoming@example.com')).toBe(problem);
  });

  it.each(['lowercase only is fine', '云伙伴关系管理系统真的很好用', '48291746530192'])(
    '%s is fine',
    (password) => {
      expect(passwordProblem(password, 'a@example.com')).toBeNull();
    },
  );
});

describe('the hasher', () => {
  const hasher = createHasher();

  it('makes a self-describing hash that only the password matches', async () => {
    const hash = await hasher.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await hasher.verify('correct horse battery', hash)).toBe(true);
    expect(await hasher.verify('correct horse batterz', hash)).toBe(false);
    expect(hasher.outdated(hash)).toBe(false);
    expect(hasher.outdated(hash.replace('t=2', 't=1'))).toBe(true);
  });

  it('treats both encodings of one character alike', async () => {
    const hash = await hasher.hash('caf\u00e9 caf\u00e9 caf\u00e9');
    expect(await hasher.verify('cafe\u0301 cafe\u0301 cafe\u0301', hash)).toBe(true);
  });

  it('takes the same CPU time for an account that does not exist', async () => {
    const hash = await hasher.hash('correct horse battery');
    // CPU time of all threads does not depend on the load of the machine, unlike elapsed time.
    const work = async (stored: string | null): Promise<number> => {
      const took: number[] = [];
      for (let i = 0; i < 7; i++) {
        const from = process.cpuUsage();
        expect(await hasher.verify('wrong', stored)).toBe(false);
        const { user, system } = process.cpuUsage(from);
        took.push(user + system);
      }
      return took.sort((a, b) => a - b)[0]!;
    };
    const ratio = (await work(null)) / (await work(hash));
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  it('refuses work beyond its queue', async () => {
    const busy = createHasher();
    const results = await Promise.allSettled(
      Array.from({ length: 120 }, () => busy.verify('x', null)),
    );
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(16);
    expect(refused[0]).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
    expect(await busy.verify('x', null)).toBe(false);
  });
});
