import pg from 'pg';
import type { Env } from '../env.ts';
import { SQLSTATE } from './failures.ts';
import { DB_ROLES } from './tenancy.ts';

/** The URLs of one database for its two log-ins, which may be equal. */
export interface DatabaseUrls {
  /** The log-in of requests; it needs only the application role. */
  readonly url: string;
  /** The log-in of migrations, seeds and the job queue; it acts as the owner role. */
  readonly ownerUrl: string;
}

export function databaseUrls({ databaseUrl, databaseOwnerUrl }: Env): DatabaseUrls {
  if (databaseUrl === null) throw new Error('There is no database: set DATABASE_URL.');
  return { url: databaseUrl, ownerUrl: databaseOwnerUrl ?? databaseUrl };
}

/** Connection option: the owner role owns everything that the product creates, under every log-in. */
export const AS_OWNER = `-c role=${DB_ROLES.owner}`;

const ROLES = Object.values(DB_ROLES);
/** The roles as which the server acts for requests. */
const OF_REQUESTS = [DB_ROLES.app, DB_ROLES.operator];

/** Creates missing roles for both log-ins; `client` is the owner's. @throws one sentence with the SQL to run */
export async function ensureRoles(client: pg.Client, urls: DatabaseUrls): Promise<void> {
  const [owner, server] = [logInOf(urls.ownerUrl), logInOf(urls.url)];
  const present = await rolesAmong(client, [...ROLES, server]);
  if (!present.includes(server))
    throw new Error(
      `The log-in of DATABASE_URL does not exist. Create it once: create role ${await quoted(client, server)} login password '…';`,
    );
  const absent = ROLES.filter((role) => !present.includes(role));
  try {
    for (const role of absent) await create(client, role);
    for (const role of ROLES) await join(client, owner, role);
    for (const role of OF_REQUESTS) await join(client, server, role);
  } catch (error) {
    throw new Error(
      `The log-in ${owner} may not create the roles PartnerGraph needs: name one that may in DATABASE_OWNER_URL, or have a superuser run once: ${await rolesSql(client, absent, owner, server)}`,
      { cause: error },
    );
  }
}

/** Whether a log-in may act as an owner; a statement injected into it could bypass row-level security. */
export async function mayActAsOwner(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ may: boolean }>(
      `select r.rolsuper or r.rolbypassrls or pg_has_role(r.oid, d.datdba, 'member')
         or pg_has_role(r.oid, $1, 'member') as may
       from pg_roles r, pg_database d where r.rolname = session_user and d.datname = current_database()`,
      [DB_ROLES.owner],
    );
    return rows[0]!.may;
  } finally {
    await client.end();
  }
}

const logInOf = (url: string): string => new pg.Client(url).user!;

async function rolesAmong(client: pg.Client, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = any($1)',
    [names],
  );
  return rows.map(({ name }) => name);
}

async function create(client: pg.Client, role: string): Promise<void> {
  await client.query(`create role ${role} nologin`).catch((error: { code?: string }) => {
    // A migration of another database in the same cluster created the role first.
    if (error.code !== SQLSTATE.duplicateObject) throw error;
  });
}

async function join(client: pg.Client, logIn: string, role: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `select pg_has_role($1, $2, 'set') as may`,
    [logIn, role],
  );
  if (!rows[0]!.may) await client.query(`grant ${role} to ${await quoted(client, logIn)}`);
}

/** The SQL that a superuser runs for a log-in that may not create roles, ready to paste. */
async function rolesSql(
  client: pg.Client,
  absent: readonly string[],
  owner: string,
  server: string,
): Promise<string> {
  return [
    ...absent.map((role) => `create role ${role} nologin;`),
    `grant ${ROLES.join(', ')} to ${await quoted(client, owner)};`,
    ...(server === owner
      ? []
      : [`grant ${OF_REQUESTS.join(', ')} to ${await quoted(client, server)};`]),
  ].join(' ');
}

async function quoted(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select quote_ident($1) as name', [name]);
  return rows[0]!.name;
}
