import { attachments } from '../../../platform/command/attach.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { formatOf, toRead } from './document-read.ts';
import type { DocumentRead } from './document-reader.ts';
import { type DocumentFormat, type InvoiceDocument, unreadable } from './invoice-document.ts';

export interface AttachedDocument {
  readonly format: DocumentFormat;
  readonly name: string;
  readonly document: InvoiceDocument;
}

const READER = new URL('./document-reader.ts', import.meta.url);

/** Reads the invoice out of uploaded files: the XML, else the OFD, else the PDF. Null without files. */
export async function attachedDocument(
  tx: Tx,
  ids: readonly string[],
): Promise<AttachedDocument | null> {
  if (ids.length === 0) return null;
  const files = await attachments.read(tx, ids);
  const file = toRead(files);
  if (!file) throw unreadable('NOT_AN_INVOICE');
  const [read] = (await file.readBy<DocumentRead>(READER)) ?? [];
  if (!read) throw unreadable('MALFORMED');
  refuse.ifAny(read.errors);
  return { format: formatOf(file.name)!, name: file.name, document: read.document };
}
