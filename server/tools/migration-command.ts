import { startPostgres } from '../postgres/index.ts';
import { loadDomain } from '../schema.ts';
import { migrationDrift, writeMigration } from './migration.ts';

/**
 * `npm run migration -- NAME` writes the migration from the present schema to the entities. `npm run
 * migration -- --check` only reports whether one is missing. Both create temporary databases.
 */
export async function migration(args: readonly string[]): Promise<number> {
  const [name] = args;
  if (!name) throw new Error('Name the migration: npm run migration -- NNNN-what-it-does');
  const domain = await loadDomain();
  const server = await startPostgres({ ephemeral: true });
  try {
    if (name === '--check') {
      const differences = await migrationDrift(server.superuserUrl, domain);
      for (const line of differences) console.error(line);
      return differences.length === 0 ? 0 : 1;
    }
    const path = await writeMigration(server.superuserUrl, domain, name);
    console.log(
      path ? `${path} is written. Read it before you commit it.` : 'The migrations are complete.',
    );
    return 0;
  } finally {
    await server.stop();
  }
}
