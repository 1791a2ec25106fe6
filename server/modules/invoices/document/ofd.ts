import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';
import { refuse } from '../../../platform/errors.ts';
import { type InvoiceDocument, unreadable } from './invoice-document.ts';
import { LARGEST_XML, readXml } from './xml.ts';

/** Entries of an OFD are some dozens. */
const MOST_ENTRIES = 2_000;
/** Attachments of the document, where the data of the invoice are. */
const DATA = /^Doc_\d+\/Attachs?\/(?!Attachments\.xml)[^/]*\.xml$/i;
/** Name of the data in an OFD of the earlier kind. */
const ORIGINAL = /original_invoice\.xml$/i;

/**
 * Reads the data of the invoice inside an OFD (GB/T 33190, a zip): the attachment `original_invoice.xml` or the XML of
 * the tax bureau. Only this entry is unpacked, and never more of it than 4 MB.
 */
export async function readOfd(bytes: Uint8Array): Promise<InvoiceDocument> {
  try {
    return readXml(await dataOf(bytes));
  } catch (error) {
    if (refuse.is(error)) throw error;
    throw unreadable('MALFORMED');
  }
}

async function dataOf(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { autoClose: false });
  if (zip.entryCount > MOST_ENTRIES) throw unreadable('TOO_LARGE');
  let found: Entry | undefined;
  for await (const entry of zip.eachEntry())
    if (DATA.test(entry.fileName) && (!found || ORIGINAL.test(entry.fileName))) found = entry;
  if (!found) throw unreadable('NOT_AN_INVOICE');
  if (found.uncompressedSize > LARGEST_XML) throw unreadable('TOO_LARGE');
  // The stream fails as soon as there are more bytes than the archive's list says.
  return await buffer(await zip.openReadStreamPromise(found));
}
