import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Clone, copyClone } from '../kit/clone.ts';

let clone: Clone;
beforeAll(async () => {
  clone = await copyClone();
});
afterAll(() => clone?.remove());

it('refuses a wrong or a taken name before it writes anything', async () => {
  const wrong = await clone.npm(['run', 'new', '--', 'module', 'Demands', 'customerDemand']);
  expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('Usage: npm run new') });
  const taken = await clone.npm(['run', 'new', '--', 'module', 'partners', 'Partner']);
  expect(taken.code).toBe(1);
  expect(taken.output).toContain('server/modules/partners/partner.entity.ts exists.');
});

it('writes a module that passes its checks as it is', async () => {
  const { code, output } = await clone.npm(['run', 'new', '--', 'module', 'gifts', 'GiftCard']);
  expect([code, output]).toEqual([0, expect.stringContaining('server/modules/gifts/index.ts')]);
  expect(existsSync(join(clone.path, 'server/modules/gifts/gift-card.entity.ts'))).toBe(true);
  const tests = ['test', '--', 'test/policy/matrix', 'test/policy/scope', 'test/api/gifts'];
  for (const args of [['run', 'check'], tests]) {
    const answer = await clone.npm(args, { TEST_LONG: '', TEST_DATABASE: '' });
    if (answer.code !== 0) throw new Error(`npm ${args.join(' ')}:\n${answer.output}`);
  }
});
