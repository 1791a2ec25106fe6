import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { accountFor } from '../../server/postgres/account.ts';
import {
  type ClusterUrls,
  ensureCluster,
  ensureServerLogIn,
  urlsOf,
} from '../../server/postgres/cluster.ts';
import { runServer } from '../../server/postgres/server.ts';

/** Debian's folder of installed versions. */
const VERSIONS = '/usr/lib/postgresql';
const NEEDED = ['initdb', 'postgres', 'pg_ctl', 'pg_dump', 'pg_restore', 'psql'];
/** The oldest version that has the locale of our clusters; the product itself also runs on 16. */
const OLDEST = 17;

/** The programs of a PostgreSQL that is installed on this machine: the npm package brings no `pg_dump`. */
export interface SystemPostgres {
  readonly bin: string;
  readonly version: string;
}

/** The newest installed PostgreSQL with all its programs; null without one. */
export function systemPostgres(): SystemPostgres | null {
  const installed = existsSync(VERSIONS)
    ? readdirSync(VERSIONS).map((v) => join(VERSIONS, v, 'bin'))
    : [];
  const found = [...(process.env.PATH ?? '').split(delimiter), ...installed]
    .filter((bin) => NEEDED.every((name) => existsSync(join(bin, name))))
    .map((bin) => {
      const said = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
      return { bin, version: /\d+(\.\d+)?/.exec(said)![0] };
    })
    .filter(({ version }) => Number.parseInt(version, 10) >= OLDEST)
    .sort((a, b) => Number(b.version) - Number(a.version));
  return found[0] ?? null;
}

export interface SystemCluster extends ClusterUrls {
  stop(): Promise<void>;
}

/** Starts an empty cluster of that PostgreSQL, with the log-ins of the embedded one; it is removed when it ends. */
export async function startCluster({ bin, version }: SystemPostgres): Promise<SystemCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'partnergraph-pg-'));
  await chmod(folder, 0o755);
  const program = (name: string): string => join(bin, name);
  const options = {
    folder,
    binaries: {
      root: bin,
      version,
      initdb: program('initdb'),
      postgres: program('postgres'),
      pgCtl: program('pg_ctl'),
    },
    account: accountFor(join(folder, 'cluster')),
    ephemeral: true,
  };
  const password = await ensureCluster(options);
  const server = await runServer(options);
  await ensureServerLogIn(server.port, password);
  return { ...urlsOf(server.port, password), stop: () => server.stop() };
}
