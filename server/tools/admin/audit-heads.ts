import { readFile } from 'node:fs/promises';
import { UsageError } from './arguments.ts';

/** The end of one audit chain: its number of lines and the hash of its last line. */
export interface AuditHead {
  readonly day: string;
  readonly tenantId: string;
  readonly lines: number;
  readonly hash: string;
}

const PREFIX = 'head';
const LINE = /^head (\d{4}-\d\d-\d\d) ([0-9a-f-]{36}) (\d+) ([0-9a-f]{64})$/;

/** `head DAY TENANT LINES HASH`: the text form of a head, which `readHeads` reads. */
export const headLine = ({ day, tenantId, lines, hash }: AuditHead): string =>
  `${PREFIX} ${day} ${tenantId} ${lines} ${hash}`;

/** Identifies a chain. */
const chainOf = ({ day, tenantId }: Pick<AuditHead, 'day' | 'tenantId'>): string =>
  `${day} ${tenantId}`;

/**
 * Reads the heads that earlier runs printed into a file, and ignores all other lines. The newest head of a
 * chain counts. Throws one sentence if the file has no head.
 */
export async function readHeads(path: string): Promise<AuditHead[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The heads in ${path} cannot be read: ${error.message}`);
  });
  const heads = new Map<string, AuditHead>();
  for (const line of text.split(/\r?\n/)) {
    const [, day, tenantId, lines, hash] = LINE.exec(line) ?? [];
    if (!day) {
      if (line.startsWith(`${PREFIX} `))
        throw new UsageError(`${path} holds a damaged head: ${line}`);
      continue;
    }
    const head = { day, tenantId: tenantId!, lines: Number(lines), hash: hash! };
    if ((heads.get(chainOf(head))?.lines ?? 0) <= head.lines) heads.set(chainOf(head), head);
  }
  if (heads.size === 0)
    throw new UsageError(`${path} holds no head: keep there what verify-audit prints.`);
  return [...heads.values()];
}
