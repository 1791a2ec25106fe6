import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outsidePath } from '../../server/postgres/places.ts';
import { isRunning, ROOT } from './launcher.ts';
import { freePort } from './ports.ts';

/** A copy of this clone in a closed folder, as in root's home. It shares only the installed packages. */
export interface Clone {
  readonly path: string;
  /** Runs `npm start` in the copy, as a separate process group. */
  start(env?: Readonly<Record<string, string>>, args?: readonly string[]): Promise<Typed>;
  /** Runs `npm run dev` in the copy, as a separate process group. */
  dev(env?: Readonly<Record<string, string>>): Promise<Typed>;
  /** Runs another command in the copy, such as `npm run admin -- help`, and waits for its end. */
  npm(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Ids of all processes whose command line or environment contains the copy's path or its external data folder. */
  processes(): number[];
  remove(): Promise<void>;
}

/** The output of a command, both streams together, and its exit. */
export interface Answer {
  readonly code: number | null;
  readonly output: string;
}

/** A running command and its output so far. */
export interface Typed {
  readonly pid: number;
  readonly port: number;
  output(): string;
  /** Waits for a text in the output, starting at offset `since`; fails if the command ends before. */
  says(text: string, since?: number): Promise<void>;
  /** Ctrl-C: sends the signal to every process of the group. */
  interrupt(): Promise<void>;
  /** The exit code; null if a signal ended the command. */
  ended(): Promise<number | null>;
}

const LEFT_OUT = new Set(['node_modules', '.git', '.data']);

export async function copyClone(): Promise<Clone> {
  const path = await mkdtemp(join(tmpdir(), 'partnergraph-clone-'));
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(path, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'));
  const type = (args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess =>
    spawn('npm', args, {
      cwd: path,
      // The clone's own, because the cache goes by the path of a file.
      env: { ...process.env, NODE_COMPILE_CACHE: join(path, '.data', 'v8'), ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    path,
    async start(env = {}, args = []) {
      const port = Number(env.PORT ?? (await freePort()));
      return typed(type(['start', ...args], { PORT: String(port), ...env }), port);
    },
    async dev(env = {}) {
      const port = await freePort();
      return typed(type(['run', 'dev'], { PORT: String(port), ...env }), port);
    },
    async npm(args, env = {}) {
      const command = typed(type(args, env), 0);
      const code = await command.ended();
      return { code, output: command.output() };
    },
    processes: () =>
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((pid) => textsOf(pid).includes(path.split('/').at(-1)!) && isRunning(pid)),
    async remove() {
      await rm(outsidePath(path), { recursive: true, force: true });
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** The command line and the environment of a process; empty once it is gone. */
function textsOf(pid: number): string {
  try {
    return ['cmdline', 'environ']
      .map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8'))
      .join();
  } catch {
    return '';
  }
}

function typed(child: ChildProcess, port: number): Typed {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      child.emit('text');
    });
  }
  const end = once(child, 'close').then(([code]) => code as number | null);
  void end.then(() => child.emit('text'));
  const pid = child.pid ?? 0;
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    port,
    output: () => text,
    async says(wanted, since = 0) {
      while (!text.includes(wanted, since)) {
        if (isOver()) throw new Error(`npm start ended:\n${text}`);
        await once(child, 'text');
      }
    },
    async interrupt() {
      if (isOver()) return;
      process.kill(-pid, 'SIGINT');
      await end;
    },
    ended: () => end,
  };
}
