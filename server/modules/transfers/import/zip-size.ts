/** Signature and layout of a ZIP archive's directory (APPNOTE.TXT §4.3.12 and §4.3.16). */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const COMMENT_BYTES = 65_535;

/** Size of all entries of an archive when unpacked, by its directory; null if the bytes are no such archive. */
export function unzippedSize(bytes: Buffer): number | null {
  for (
    let at = bytes.length - END_BYTES;
    at >= Math.max(0, bytes.length - END_BYTES - COMMENT_BYTES);
    at--
  ) {
    if (bytes.readUInt32LE(at) !== END) continue;
    const entries = bytes.readUInt16LE(at + 10);
    let entry = bytes.readUInt32LE(at + 16);
    let total = 0;
    for (let i = 0; i < entries; i++) {
      if (entry + 46 > bytes.length || bytes.readUInt32LE(entry) !== ENTRY) return null;
      total += bytes.readUInt32LE(entry + 24);
      entry +=
        46 + [28, 30, 32].reduce((sum, length) => sum + bytes.readUInt16LE(entry + length), 0);
    }
    return total;
  }
  return null;
}
