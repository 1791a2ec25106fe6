// Runs one PostgreSQL server. The standard input is a pipe from the process that uses the server. When that process
// ends, for any reason, the pipe closes and the server is shut down. The supervisor leads a separate process group,
// so that Ctrl-C in a terminal does not reach PostgreSQL first.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs';

const FAREWELL_MS = 300;
const GRACE_MS = 15_000;
const { command, args, uid, gid, env, logFile, removeDir, pgCtl, cluster } = JSON.parse(
  process.argv[2],
);

const log = openSync(logFile, 'a', 0o600);
const server = spawn(command, args, { uid, gid, env, stdio: ['ignore', log, log] });
closeSync(log);

let stopping = false;

function stop() {
  if (stopping) return;
  stopping = true;
  if (process.platform === 'win32') {
    // Windows has no signals: pg_ctl stops the server and waits for its end.
    spawnSync(pgCtl, ['stop', '-m', 'fast', '-D', cluster]);
    return;
  }
  // Closing connections get a moment to end: a cut connection would be logged as lost.
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGINT'), FAREWELL_MS).unref();
  setTimeout(() => server.kill('SIGQUIT'), GRACE_MS).unref();
}

function leave(code) {
  if (removeDir) rmSync(removeDir, { recursive: true, force: true });
  process.exit(code);
}

process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

server.on('error', (error) => {
  appendFileSync(logFile, `${error.message}\n`);
  leave(127);
});
server.on('exit', (code) => leave(code ?? 1));
