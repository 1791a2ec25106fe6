import { extname } from 'node:path';
import type { DocumentFormat, InvoiceDocument } from './invoice-document.ts';

type Reader = (bytes: Uint8Array) => InvoiceDocument | Promise<InvoiceDocument>;

/** Readers by format. Each takes memory for its library, so the first document of a format loads it. */
const READERS: Readonly<Record<DocumentFormat, () => Promise<Reader>>> = {
  XML: async () => (await import('./xml.ts')).readXml,
  OFD: async () => (await import('./ofd.ts')).readOfd,
  PDF: async () => (await import('./pdf.ts')).readPdf,
};

/** Formats in the order of their trust: structured data before a printed page. */
const ORDER = Object.keys(READERS) as DocumentFormat[];

export const formatOf = (name: string): DocumentFormat | undefined =>
  ORDER.find((format) => extname(name).slice(1).toUpperCase() === format);

/** The file that is read out of several; undefined if none is an electronic invoice. */
export const toRead = <F extends { readonly name: string }>(files: readonly F[]): F | undefined =>
  files
    .filter(({ name }) => formatOf(name))
    .sort((a, b) => ORDER.indexOf(formatOf(a.name)!) - ORDER.indexOf(formatOf(b.name)!))[0];

/** Reads an invoice from the bytes of a file. Refuses with INVOICE_FILE_UNREADABLE. */
export const readDocument = async (
  format: DocumentFormat,
  bytes: Uint8Array,
): Promise<InvoiceDocument> => {
  const read = await READERS[format]();
  return await read(bytes);
};
