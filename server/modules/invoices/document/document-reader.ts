import { refuse, type UserError } from '../../../platform/errors.ts';
import { formatOf, readDocument } from './document-read.ts';
import type { InvoiceDocument } from './invoice-document.ts';

/** The invoice in a file, without any field if it is refused. */
export interface DocumentRead {
  readonly document: InvoiceDocument;
  readonly errors: readonly UserError[];
}

/** Reads an uploaded invoice, in a process of its own. */
export default async function* documentOf({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): AsyncGenerator<DocumentRead> {
  try {
    yield { document: await readDocument(formatOf(name)!, bytes), errors: [] };
  } catch (error) {
    if (!refuse.is(error)) throw error;
    yield { document: {}, errors: error.errors };
  }
}
