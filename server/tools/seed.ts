import type { CommandDeps } from '../platform/command/types.ts';
import { openLog } from '../platform/log.ts';
import { DEMO_PASSWORD, seedDemo, seedState } from '../seeds/index.ts';
import { FULL, seedScale } from '../seeds/scale/index.ts';
import { firstPartnerKey } from '../seeds/scale/key.ts';
import { sizesFor } from '../seeds/scale/sizes.ts';
import { readArguments } from './admin/arguments.ts';
import { withInstallation } from './admin/installation.ts';
import { asCommand } from './admin/outcome.ts';
import { progressBar } from './progress.ts';

/**
 * A seeded database has accounts with a published password, so it always runs as a demo and needs no
 * setting of real mode.
 */
const asDemo = (): NodeJS.ProcessEnv => ({ ...process.env, DEMO: '1' });

const USAGE = `Fills an empty database.

  npm run seed                  the demo's history, run through the product's commands
  npm run seed -- --scale N     a marketplace with N customers, 500 to 1000000, for performance tests:
                                100000 come with 200 partners, 200000 discounts and a million orders`;

/**
 * `npm run seed`: the demo's history, or with `--scale` a large marketplace. Throws if the database holds
 * other data.
 */
export async function seed(args: readonly string[]): Promise<number> {
  if (args.length === 0) return await seedHistory();
  return await asCommand(USAGE, args, async () => {
    const customers = Number(readArguments(args, ['scale']).required('scale'));
    sizesFor(customers);
    return await withInstallation((deps) => fill(deps, customers), asDemo());
  });
}

async function fill(deps: CommandDeps, customers: number): Promise<string> {
  const since = performance.now();
  await seedScale(deps, { customers, password: DEMO_PASSWORD, onProgress: progressBar() });
  const key = await firstPartnerKey(deps);
  return `Made in ${Math.round((performance.now() - since) / 1000)} s.
Sign in as owner, manager, rep, finance, service, developer or auditor @p001.example (the first partner),
manager@s001.example (a seller) or operator@marketplace.example; the password is ${DEMO_PASSWORD}.
API key of the first partner: ${key}`;
}

async function seedHistory(): Promise<number> {
  return await withInstallation(async (deps) => {
    const state = await seedState(deps);
    if (state === 'OTHER_DATA') throw new Error(FULL);
    if (state === 'COMPLETE') {
      console.log(
        'This database already holds the demo data. To start over, run npm start -- --reset or use an empty database.',
      );
      return 0;
    }
    await seedDemo({ deps, log: openLog('warn') });
    return 0;
  }, asDemo());
}
