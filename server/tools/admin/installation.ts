import type { ApiDeps } from '../../platform/api/context.ts';
import { systemClock, systemTiming } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { settleMode } from '../../platform/db/demo-mark.ts';
import { databaseUrls } from '../../platform/db/log-ins.ts';
import { migrateUnused } from '../../platform/db/migrate.ts';
import { readEnv } from '../../platform/env.ts';
import { openFiles } from '../../platform/files/open-store.ts';
import { openDemoClock } from '../../platform/jobs/demo-clock.ts';
import { openLog } from '../../platform/log.ts';
import { secretsFrom } from '../../platform/secrets.ts';
import { loadDomain } from '../../schema.ts';
import { embeddedDatabase } from './embedded.ts';

/**
 * Runs `work` on the installation that `variables` describe: the database of DATABASE_URL, or the demo's
 * database. If the demo does not run, its database is started for the duration of the command.
 * @throws one sentence if a setting is missing or the database cannot be used
 */
export async function withInstallation<T>(
  work: (deps: ApiDeps) => Promise<T>,
  variables: NodeJS.ProcessEnv = process.env,
  say: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<T> {
  const env = readEnv(variables);
  const embedded = env.databaseUrl ? null : await embeddedDatabase(env.dataDir);
  if (embedded) say('This works on the demo of this clone; set DATABASE_URL for another database.');
  try {
    const urls = embedded ?? databaseUrls(env);
    const domain = await loadDomain();
    await migrateUnused(urls, domain.entities);
    await settleMode(urls.ownerUrl, env.demo);
    const db = await openDatabase({ ...urls, entities: domain.entities, poolSize: 4 });
    try {
      const clock = env.demo ? await openDemoClock(db) : systemClock;
      return await work({
        db,
        clock,
        realClock: systemClock,
        timing: systemTiming,
        log: openLog('silent'),
        files: openFiles(env),
        domain,
        secrets: secretsFrom(env.secretKey, env.previousSecretKey),
        publicUrl: env.publicUrl,
      });
    } finally {
      await db.close();
    }
  } finally {
    await embedded?.stop();
  }
}
