import { attachments } from '../../../platform/command/attach.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { formatOf, readDocument, toRead } from './document-read.ts';
import { type DocumentFormat, type InvoiceDocument, unreadable } from './invoice-document.ts';

export interface AttachedDocument {
  readonly format: DocumentFormat;
  readonly name: string;
  readonly document: InvoiceDocument;
}

/** Reads the invoice out of uploaded files: the XML, else the OFD, else the PDF. Null without files. */
export async function attachedDocument(
  tx: Tx,
  ids: readonly string[],
): Promise<AttachedDocument | null> {
  if (ids.length === 0) return null;
  const files = await attachments.read(tx, ids);
  const file = toRead(files);
  if (!file) throw unreadable('NOT_AN_INVOICE');
  const format = formatOf(file.name)!;
  return { format, name: file.name, document: await readDocument(format, await file.bytes()) };
}
