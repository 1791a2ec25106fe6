import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Operation, operations, type Subject } from './operations.ts';
import { documentFor } from './postgraphile/documents.ts';
import type { ContenderId } from './servers.ts';

const hashOf = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Registers the operations like a portal build does; returns the manifest's path. */
export function writeManifest(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'partnergraph-bench-')), 'documents.json');
  const entries = operations.map(({ document }) => [hashOf(document), document]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(entries)));
  return file;
}

/** The request body for a contender. */
export function bodyFor(id: ContenderId, operation: Operation, subject: Subject): string {
  const { name, document } = operation;
  const variables = operation.variables(subject);
  switch (id) {
    case 'floor':
      return JSON.stringify({ operationName: name, variables });
    case 'product':
    case 'resolved':
      return JSON.stringify({ documentId: hashOf(document), operationName: name, variables });
    case 'free':
    case 'textbook':
      return JSON.stringify({ query: document, operationName: name, variables });
    case 'postgraphile':
      return JSON.stringify({ ...documentFor(operation, subject), operationName: name });
  }
}
