import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

const run = promisify(execFile);

/** The log-in of migrations: it owns its database and may create roles. */
const OWNER = 'partnergraph';
/** The log-in of the running product: it owns nothing. */
const SERVER = 'partnergraph_server';
const SUPERUSER = 'postgres';

export interface ClusterOptions {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account;
  /** Allows the owner to create databases, and disables flushing to disk. */
  readonly ephemeral: boolean;
}

/** The whole environment of the server's processes: the caller's variables must not affect them. */
export const SERVER_ENV = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };

/** Creates the cluster of `folder` if it does not exist. Returns the password of its log-ins. */
export async function ensureCluster(options: ClusterOptions): Promise<string> {
  const { folder, binaries } = options;
  const cluster = join(folder, 'cluster');
  const secret = join(folder, 'password');
  if (existsSync(cluster)) {
    const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    const major = binaries.version.split('.')[0];
    if (made !== major) {
      throw new Error(
        `The data in ${cluster} was made by PostgreSQL ${made}; this version brings ${major}. Move it to a server of your own and set DATABASE_URL, or wipe it: npm start -- --reset`,
      );
    }
    return readFileSync(secret, 'utf8');
  }
  const password = randomBytes(24).toString('hex');
  // The password is written first: without it, the cluster would be lost.
  writeFileSync(secret, password, { mode: 0o600 });
  await create(options, password);
  return password;
}

/** Builds the cluster under another name, so that a crash never leaves an incomplete cluster in its place. */
async function create(
  { folder, binaries, account, ephemeral }: ClusterOptions,
  password: string,
): Promise<void> {
  const draft = join(folder, 'cluster.new');
  const passwordFile = join(folder, 'password.new');
  const spawnOptions = { ...account, cwd: folder, env: SERVER_ENV };
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) {
    for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid ?? 0);
  }
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Texts sort equally on every platform, independent of the ICU version.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(ephemeral ? ['--no-sync'] : []),
      ],
      spawnOptions,
    );
    const single = run(
      binaries.postgres,
      ['--single', '-D', draft, '-c', 'exit_on_error=on', ...(ephemeral ? ['-F'] : []), SUPERUSER],
      spawnOptions,
    );
    // In single-user mode, the server reads one command per line.
    single.child.stdin?.end(
      [
        `create role ${OWNER} login createrole ${ephemeral ? 'createdb' : ''} password '${password}'`,
        `create database ${OWNER} owner ${OWNER}`,
        '',
      ].join('\n'),
    );
    await single;
  } catch (error) {
    throw startError(error);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, join(folder, 'cluster'));
}

function startError(error: unknown): Error {
  const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
  if (code === 'EPERM') {
    return new Error(
      'PostgreSQL does not run as root, and this system does not let root act as another account. Start PartnerGraph as an ordinary user, or set DATABASE_URL.',
      { cause: error },
    );
  }
  return new Error(`The embedded database could not be made: ${stderr?.trim() || message}`, {
    cause: error,
  });
}

/** URLs of a cluster's log-ins, passwords included. */
export interface ClusterUrls {
  /** The product's database, with the log-in of the running product. */
  readonly url: string;
  /** The same database, with the owner's log-in. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
}

export const urlsOf = (port: number, password: string): ClusterUrls => ({
  url: `postgres://${SERVER}:${serverPassword(password)}@127.0.0.1:${port}/${OWNER}`,
  ownerUrl: `postgres://${OWNER}:${password}@127.0.0.1:${port}/${OWNER}`,
  superuserUrl: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${SUPERUSER}`,
});

/** The password of the product's log-in. It does not reveal the owner's password. */
const serverPassword = (password: string): string =>
  createHash('sha256').update(`${SERVER}:${password}`).digest('hex').slice(0, 48);

/** Creates the log-in of the running product, which a cluster of an earlier version lacks. */
export async function ensureServerLogIn(port: number, password: string): Promise<void> {
  const client = new pg.Client(urlsOf(port, password).ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [SERVER]);
    if (rows.length === 0)
      await client.query(`create role ${SERVER} login password '${serverPassword(password)}'`);
  } finally {
    await client.end();
  }
}
