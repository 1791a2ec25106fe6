import { type BenchCluster, scaleDatabase } from './database.ts';
import { writeManifest } from './documents.ts';
import { type Operation, operations, type Subject } from './operations.ts';
import { median } from './report.ts';
import { type Sample, sample } from './rounds.ts';
import { type ContenderId, contenders, type openLoad, start } from './servers.ts';
import { largestPartner, prepare } from './subjects.ts';
import { ask } from './verify.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const SERVERS: readonly ContenderId[] = ['floor', 'product'];
/** Few connections, since the test measures the time of one answer. */
const OPTIONS = { warmSeconds: 1, seconds: 3, connections: 2 };
const ROUNDS = 3;
const PAGE = 50;
const DEEP = 0.9;

interface Means {
  readonly cluster: BenchCluster;
  readonly load: ReturnType<typeof openLoad>;
  readonly log: (line: string) => void;
}

/**
 * Measures the first page of the largest partner's customer list and a page at 90 % of it, by number of
 * customers.
 */
export async function growth(means: Means, largest: number): Promise<string> {
  const rows: string[] = [];
  for (const customers of SIZES.filter((size) => size <= largest)) {
    const cells = await sizeOf(means, customers);
    rows.push(`| ${customers.toLocaleString('en')} | ${cells.join(' | ')} |`);
  }
  const heads = SERVERS.flatMap((id) => [
    `${contenders[id].name}, first page`,
    '90 % deep',
    'first page of all partners in turn',
  ]);
  return [
    `Q2 of the largest partner, ${OPTIONS.connections} connections, medians of ${ROUNDS} rounds: p50 in ms; CPU ms, Node + PostgreSQL.`,
    '',
    `| customers | ${heads.join(' | ')} |`,
    `| ---${' | ---'.repeat(heads.length)} |`,
    ...rows,
  ].join('\n');
}

async function sizeOf({ cluster, load, log }: Means, customers: number): Promise<string[]> {
  const database = await scaleDatabase(cluster, customers, log);
  const subjects = await prepare(cluster, database);
  const largest = await cluster.admin(database, largestPartner);
  const subject = subjects.find(({ partnerId }) => partnerId === largest);
  if (!subject) throw new Error('The largest partner has no customer.');
  log(`${customers.toLocaleString('en')} customers …`);
  const env = { url: cluster.url(database), documents: writeManifest() };
  const cells: string[] = [];
  const servers = await Promise.all(SERVERS.map((id) => start(id, env)));
  try {
    const list = operations.find(({ name }) => name === 'Q2')!;
    const after = await cursorAt(cluster, database, largest);
    const deep: Operation = { ...list, variables: () => ({ first: PAGE, after }) };
    const pages = [
      { page: list, by: [subject] },
      { page: deep, by: [subject] },
      { page: list, by: subjects },
    ];
    for (const server of servers) {
      for (const { page, by } of pages) {
        await ask(server, page, by[0]!);
        const samples: Sample[] = [];
        for (let round = 0; round < ROUNDS; round++)
          samples.push(await sample({ cluster, load, subjects: by }, server, page, OPTIONS));
        cells.push(cell(samples));
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  return cells;
}

const cell = (samples: readonly Sample[]): string => {
  const of = (value: (s: Sample) => number): string => median(samples.map(value)).toFixed(2);
  return `${of((s) => s.p50)}; ${of((s) => s.nodeMs)} + ${of((s) => s.postgresMs)}`;
};

/** The cursor before the last tenth of a partner's customers. */
const cursorAt = (cluster: BenchCluster, database: string, partner: Subject['partnerId']) =>
  cluster.admin(database, async (client) => {
    const { rows } = await client.query<{ at: Date; id: string }>(
      `select c.created_at as at, c.id from customer c join customer_access a on a.customer_id = c.id
        where a.org_id = $1 and a.until is null order by c.created_at desc, c.id desc
        offset (select ($2::numeric * count(*))::int from customer_access where org_id = $1 and until is null) limit 1`,
      [partner, DEEP],
    );
    const { at, id } = rows[0]!;
    return Buffer.from(JSON.stringify(['CREATED', at.toISOString(), id])).toString('base64url');
  });
