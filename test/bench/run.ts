import 'reflect-metadata';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { openCluster, scaleDatabase } from './database.ts';
import { writeManifest } from './documents.ts';
import { growth } from './growth.ts';
import { operations } from './operations.ts';
import { ensurePeers } from './peers.ts';
import { report } from './report.ts';
import { measure } from './rounds.ts';
import { type ContenderId, contenders, openLoad, type Running, start } from './servers.ts';
import { prepare } from './subjects.ts';
import { verify } from './verify.ts';

const USAGE = `Measures the product against other servers on the same data, after comparing their answers.

  npm run bench                        100,000 customers, 5 rounds: 15 minutes, and once 5 minutes and 3 GB for the data
  npm run bench -- --quick             10,000 customers, 1 round of 1 second each: 3 minutes
  npm run bench -- --growth            one list's first and deep page from 1,000 to 1,000,000 customers; the
                                       largest takes an hour and 30 GB, so --growth --largest 100000 stops before
  further: --only Q1,M1  --servers ${Object.keys(contenders).join(',')}  --customers N  --rounds N`;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    largest: { type: 'string', default: '1000000' },
    only: { type: 'string' },
    servers: { type: 'string' },
    customers: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const listed = <T extends string>(text: string | undefined, all: readonly T[]): T[] =>
  all.filter((name) => text === undefined || text.split(',').includes(name));

const { quick } = values;
const ids = listed(values.servers, Object.keys(contenders) as ContenderId[]);
const names = listed(
  values.only,
  operations.map(({ name }) => name),
);
const chosen = operations.filter(({ name }) => names.includes(name));
const customers = Number(values.customers ?? (quick ? 10_000 : 100_000));
const options = {
  rounds: Number(values.rounds ?? (quick ? 1 : 5)),
  warmSeconds: 1,
  seconds: quick ? 1 : 3,
  connections: 16,
};

async function bench(): Promise<void> {
  if (ids.includes('postgraphile')) await ensurePeers(log);
  const cluster = await openCluster(log);
  const load = openLoad();
  const servers: Running[] = [];
  try {
    if (values.growth) {
      console.log(await growth({ cluster, load, log }, Number(values.largest)));
      return;
    }
    const database = await scaleDatabase(cluster, customers, log);
    const subjects = await prepare(cluster, database);
    const env = { url: cluster.url(database), documents: writeManifest() };
    // One start of each server in advance fills the compile cache.
    for (const id of ids) await (await start(id, env)).stop();
    for (const id of ids) servers.push(await start(id, env));
    const held = await verify(servers, chosen, subjects.slice(0, quick ? 10 : 40));
    log(`${held} comparisons of answers hold.`);
    const samples = await measure({ cluster, load, servers, subjects, log }, chosen, options);
    const { rounds, seconds, connections } = options;
    console.log(
      `${customers.toLocaleString('en')} customers, ${subjects.length.toLocaleString('en')} different requests, ${connections} connections, ${rounds} rounds of ${seconds} s after 1 s; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}.\n`,
    );
    console.log(report(samples, chosen, ids));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await load.close();
    await cluster.stop();
  }
}

if (values.help) console.log(USAGE);
else {
  try {
    await bench();
  } catch (error) {
    log(process.env.DEBUG ? String((error as Error).stack) : (error as Error).message);
    process.exitCode = 1;
  }
}
