// A process with a database, for the tests of the launcher: node --import LOADER launcher-process.ts ROOT
// OPTIONS
// Prints one line of JSON, then waits. Ends cleanly when its standard input closes.
import process from 'node:process';

const [root = '', options = '{}'] = process.argv.slice(2);
const { startPostgres } = (await import(
  `${root}/server/postgres/index.ts`
)) as typeof import('../../server/postgres/index.ts');

try {
  const server = await startPostgres(JSON.parse(options));
  const { url, ownerUrl, superuserUrl, port, dataDir } = server;
  console.log(JSON.stringify({ url, ownerUrl, superuserUrl, port, dataDir }));
  process.stdin.on('end', () => void server.stop().then(() => process.exit(0))).resume();
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }));
}
