import { openLog } from '../platform/log.ts';
import { seedStory, storyState } from '../seeds/index.ts';
import { withInstallation } from './admin/installation.ts';

/** `npm run seed` plays the demo's story in an empty database, or finishes one that was broken off. */
export async function seed(args: readonly string[]): Promise<number> {
  if (args.length > 0)
    throw new Error('npm run seed takes no arguments; DATABASE_URL names the database.');
  return await withInstallation(async (deps) => {
    const state = await storyState(deps);
    if (state === 'FOREIGN') {
      throw new Error(
        'There is data in this database, so nothing was done. The story needs an empty one.',
      );
    }
    if (state === 'TOLD') {
      console.log(
        'The story is in this database already. To begin anew: npm start -- --reset, or an empty database.',
      );
      return 0;
    }
    await seedStory({ deps, log: openLog('warn') });
    return 0;
  });
}
