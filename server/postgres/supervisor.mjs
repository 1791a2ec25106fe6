// Holds one PostgreSQL server. Its standard input is a pipe from the process that wants the server:
// when that process ends, however it ends, the pipe closes and the server is shut down.
// It leads a process group of its own, so that Ctrl-C in a terminal does not reach PostgreSQL first.
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
    // Windows has no signals: there the server is asked through pg_ctl, which waits for its end.
    spawnSync(pgCtl, ['stop', '-m', 'fast', '-D', cluster]);
    return;
  }
  // Connections that are being closed get a moment for it: cut off, each would be reported as lost.
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
