/** Signature and layout of a ZIP archive's directory (APPNOTE.TXT §4.3.12 and §4.3.16). */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const COMMENT_BYTES = 65_535;
const STORED = 0;
/** Deflate packs no byte into less than this share of a byte. */
const DEFLATE_MOST = 1_032;
/** Values that refer to a ZIP64 record. */
const ZIP64 = { count: 0xffff, size: 0xffff_ffff };

/**
 * The most bytes to which a reader can unpack all entries of an archive; null if the bytes are no archive with a plain
 * directory. A reader stops an entry at the size that it declares, but reads an entry without one to its end.
 */
export function unzippedSize(bytes: Buffer): number | null {
  for (
    let at = bytes.length - END_BYTES;
    at >= Math.max(0, bytes.length - END_BYTES - COMMENT_BYTES);
    at--
  ) {
    if (bytes.readUInt32LE(at) !== END) continue;
    const entries = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 12);
    let entry = bytes.readUInt32LE(at + 16);
    // A reader would take another directory than this one.
    if (entries === ZIP64.count || size === ZIP64.size || entry === ZIP64.size) return null;
    let total = 0;
    for (let i = 0; i < entries; i++) {
      if (entry + 46 > bytes.length || bytes.readUInt32LE(entry) !== ENTRY) return null;
      total += sizeOf(bytes, entry);
      entry +=
        46 + [28, 30, 32].reduce((sum, length) => sum + bytes.readUInt16LE(entry + length), 0);
    }
    return total;
  }
  return null;
}

function sizeOf(bytes: Buffer, entry: number): number {
  const packed = bytes.readUInt32LE(entry + 20);
  const declared = bytes.readUInt32LE(entry + 24);
  if (bytes.readUInt16LE(entry + 10) === STORED) return Math.max(packed, declared);
  if (declared > 0) return declared;
  // Without a packed size either, a reader takes both from other places in the archive.
  return packed > 0 ? packed * DEFLATE_MOST : bytes.length * DEFLATE_MOST;
}
