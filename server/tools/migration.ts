import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { catalogDifference, describeCatalog } from '../platform/db/catalog.ts';
import { CHANGE_FUNCTIONS } from '../platform/db/changes.ts';
import { AS_OWNER } from '../platform/db/log-ins.ts';
import { migrate, migrationOrm } from '../platform/db/migrate.ts';
import { parentKeys } from '../platform/db/parent-keys.ts';
import type { Domain } from '../platform/domain.ts';

/** The migration with the roles, extensions and functions, which no entity describes. */
const FOUNDATION = '0001-foundation';

/**
 * Compares the schema that the migrations create with the schema of the entities. `adminUrl` is a database
 * on a server where databases may be created; the comparison creates and drops two.
 */
export async function migrationDrift(adminUrl: string, domain: Domain): Promise<string[]> {
  return await withDatabase(adminUrl, 'drift_migrations', async (migrated) => {
    await migrate({ url: migrated, ownerUrl: migrated }, domain.entities, undefined, false);
    return await withDatabase(adminUrl, 'drift_entities', async (described) => {
      const orm = await migrationOrm(described, domain.entities);
      const ddl = await orm.schema.getCreateSchemaSQL({ wrap: false });
      await orm.close(true);
      await migrate({ url: described, ownerUrl: described }, domain.entities, FOUNDATION);
      const functions = CHANGE_FUNCTIONS.join('; ');
      const keys = parentKeys(domain.entities).join('; ');
      await execute(
        described,
        `grant create on schema public to current_user; ${functions}; ${ddl}; ${keys}`,
      );
      return catalogDifference(await catalogOf(migrated), await catalogOf(described));
    });
  });
}

/**
 * Writes the migration NAME that changes the migrated schema to that of the entities. Review it before the
 * commit.
 */
export async function writeMigration(
  adminUrl: string,
  domain: Domain,
  name: string,
): Promise<string | null> {
  const differences = await migrationDrift(adminUrl, domain);
  if (differences.length === 0) return null;
  return await withDatabase(adminUrl, 'drift_migrations', async (url) => {
    await migrate({ url, ownerUrl: url }, domain.entities, undefined, false);
    const orm = await migrationOrm(url, domain.entities);
    const ddl = await orm.schema.getUpdateSchemaSQL({ wrap: false });
    await orm.close(true);
    const statements = [...ddl.split(/;\n+/), ...parentKeys(domain.entities)]
      .map((line) => line.trim())
      .filter((line) => line && !FUNCTION_DROP.test(line) && isPartOf(line, differences));
    const path = `server/migrations/${name}.ts`;
    await writeFile(
      new URL(`../migrations/${name}.ts`, import.meta.url),
      migrationText(name, statements),
    );
    return path;
  });
}

/**
 * Functions are written by hand in migrations. The entities do not describe them, so the difference must
 * not drop them.
 */
const FUNCTION_DROP = /^drop function/;

/** Name of a policy, trigger, function or constraint; the name of a policy is unique only within its table. */
const NAMED =
  /^(?:drop|create|alter)(?: or replace)? (?:policy "(?<policy>\w+)" on "(?<table>\w+)"|(?:trigger(?: if exists)?|function|table "\w+" (?:add|drop) constraint) "(?<name>\w+)")/;

/**
 * Whether a statement belongs to the differences. The ORM compares texts, which PostgreSQL stores in a
 * normalized form, and so would recreate many equal objects.
 */
function isPartOf(statement: string, differences: readonly string[]): boolean {
  const named = NAMED.exec(statement)?.groups;
  if (!named) return true;
  const name = named.name ?? `${named.table}\\.${named.policy}`;
  return differences.some((line) => new RegExp(`\\b${name}\\b`).test(line));
}

function migrationText(name: string, statements: readonly string[]): string {
  const type = name
    .replace(/^\d+-/, '')
    .replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
  const calls = statements.map(
    (statement) => `    this.addSql(\`${statement.replace(/[`\\]|\$\{/g, '\\$&')}\`);`,
  );
  return `import { Migration } from '@mikro-orm/migrations';\n\nexport class ${type} extends Migration {\n  override async up(): Promise<void> {\n${calls.join('\n')}\n  }\n}\n`;
}

async function withDatabase<T>(
  adminUrl: string,
  name: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const unique = `${name}_${process.pid}`;
  await execute(adminUrl, `create database ${unique}`);
  const url = new URL(adminUrl);
  url.pathname = `/${unique}`;
  try {
    return await work(url.href);
  } finally {
    await execute(adminUrl, `drop database ${unique} with (force)`);
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function catalogOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: AS_OWNER });
  await client.connect();
  return await describeCatalog(client).finally(() => client.end());
}
