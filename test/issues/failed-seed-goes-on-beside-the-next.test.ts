import { expect, it } from '@jest/globals';
import { forEachConcurrently } from '../../server/seeds/demo-history.ts';

// A failed run of the demo history rejected while its other threads were still running. The next run then raced them:
// both found a row missing and inserted it.
it('a failed step ends the seed only after the running steps', async () => {
  const ended: string[] = [];
  const slow = Promise.withResolvers<void>();
  const run = forEachConcurrently(['slow', 'failing', 'third', 'fourth', 'fifth'], async (item) => {
    if (item === 'failing') throw new Error('killed');
    if (item === 'slow') await slow.promise;
    ended.push(item);
  });
  setTimeout(slow.resolve, 10);
  await expect(run).rejects.toThrow('killed');
  expect(ended).toContain('slow');
  expect(ended).not.toContain('fifth');
});
