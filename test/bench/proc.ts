import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Resources that a process has used. */
export interface Used {
  /** CPU time of the server's process. */
  readonly nodeMs: number;
  /** CPU time of all PostgreSQL processes. */
  readonly postgresMs: number;
}

interface Stat {
  readonly parent: number;
  /** CPU ticks of the process and of its ended children. */
  readonly ticks: number;
  readonly endedTicks: number;
}

/** Whether CPU times can be read on this machine: on Linux only. */
export const hasProc = existsSync('/proc/self/stat');
const tickMs = hasProc ? 1_000 / Number(execFileSync('getconf', ['CLK_TCK'])) : 10;

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name, may contain spaces and brackets.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return {
      parent: fields[1]!,
      ticks: fields[11]! + fields[12]!,
      endedTicks: fields[13]! + fields[14]!,
    };
  } catch {
    return null;
  }
}

/** CPU times so far; only differences between two calls are meaningful. */
export function used(node: number, postmaster: number): Used {
  if (!hasProc) return { nodeMs: 0, postgresMs: 0 };
  const main = statOf(postmaster);
  const backends = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === postmaster)
    .reduce((sum, stat) => sum + stat!.ticks, 0);
  return {
    nodeMs: (statOf(node)?.ticks ?? 0) * tickMs,
    postgresMs: ((main?.ticks ?? 0) + (main?.endedTicks ?? 0) + backends) * tickMs,
  };
}

/** Resident memory of a process in MiB, present and peak. */
export function memory(pid: number): { readonly now: number; readonly highest: number } {
  if (!hasProc) return { now: 0, highest: 0 };
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1_024;
  return { now: of('VmRSS'), highest: of('VmHWM') };
}
