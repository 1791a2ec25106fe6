import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { FileRefusal } from '../errors.ts';

/** A kind of file: its media type, and the contents that a file of this name may have. */
interface Kind {
  readonly mediaType: string;
  readonly contents: readonly string[];
}

const TEXT = 'text';
const OFD = 'ofd';
/** Office documents before 2007, and later ones with a password. */
const COMPOUND = 'cfb';
const office = (subtype: string, ext: string): Kind => ({
  mediaType: `application/vnd.openxmlformats-officedocument.${subtype}`,
  contents: [ext, COMPOUND],
});
const JPEG: Kind = { mediaType: 'image/jpeg', contents: ['jpg'] };

/** The kinds that the product takes, by the ending of a file's name. */
export const KINDS: Readonly<Record<string, Kind>> = {
  pdf: { mediaType: 'application/pdf', contents: ['pdf'] },
  png: { mediaType: 'image/png', contents: ['png'] },
  jpg: JPEG,
  jpeg: JPEG,
  docx: office('wordprocessingml.document', 'docx'),
  xlsx: office('spreadsheetml.sheet', 'xlsx'),
  doc: { mediaType: 'application/msword', contents: [COMPOUND] },
  xls: { mediaType: 'application/vnd.ms-excel', contents: [COMPOUND] },
  zip: { mediaType: 'application/zip', contents: ['zip', OFD, 'docx', 'xlsx'] },
  ofd: { mediaType: 'application/ofd', contents: [OFD] },
  xml: { mediaType: 'application/xml', contents: [TEXT] },
  txt: { mediaType: 'text/plain', contents: [TEXT] },
  csv: { mediaType: 'text/csv', contents: [TEXT] },
};
const KNOWN = new Set(Object.values(KINDS).flatMap(({ contents }) => contents));

/** The kind that a file's name claims. Throws FILE_KIND_NOT_ALLOWED. */
export function kindOfName(name: string): Kind {
  const ending = extname(name).slice(1).toLowerCase();
  if (Object.hasOwn(KINDS, ending)) return KINDS[ending]!;
  throw new FileRefusal('FILE_KIND_NOT_ALLOWED', { allowed: Object.keys(KINDS).join(', ') });
}

/**
 * Compares a stored file with the kind that its name claims; `isText` says whether all of its bytes are text. Throws
 * FILE_KIND_NOT_ALLOWED for a content that the product takes under no name, and FILE_KIND_MISMATCH for another one.
 */
export async function checkContent(path: string, kind: Kind, isText: boolean): Promise<void> {
  const contents = await contentsOf(path, isText);
  if (contents.some((content) => kind.contents.includes(content))) return;
  if (contents.some((content) => KNOWN.has(content))) throw new FileRefusal('FILE_KIND_MISMATCH');
  throw new FileRefusal('FILE_KIND_NOT_ALLOWED', { allowed: Object.keys(KINDS).join(', ') });
}

/** The kinds that the bytes may be. A text may begin like a binary file, and a PDF may be a text. */
async function contentsOf(path: string, isText: boolean): Promise<string[]> {
  const { fileTypeFromFile } = await import('file-type');
  const found = (await fileTypeFromFile(path))?.ext ?? null;
  const named = found === 'zip' && (await isOfd(path)) ? OFD : found;
  return [...(named === null ? [] : [named]), ...(isText ? [TEXT] : [])];
}

/** Longest end of an archive that is searched for its list of entries. */
const TAIL_BYTES = 256 * 1024;

/** Whether an archive has the entry with which every OFD document begins (GB/T 33190). */
async function isOfd(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.includes('OFD.xml');
  } finally {
    await file.close();
  }
}

/** Bytes that no text contains: control characters other than tab, line breaks, form feed and escape. */
const isControl = (byte: number): boolean =>
  byte < 0x20 && byte !== 0x1b && (byte < 0x09 || byte > 0x0d);

export const isTextual = (bytes: Uint8Array): boolean => !bytes.some(isControl);
