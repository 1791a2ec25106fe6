import { crc32 } from 'node:zlib';

/** An entry packed by deflate, with the size that the directory declares. */
export interface Deflated {
  readonly packed: Buffer;
  readonly declares: number;
}

/** An archive, enough to be recognized by its content. A text is stored as it is. */
export function zipSync(entries: Readonly<Record<string, string | Deflated>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, entry] of Object.entries(entries)) {
    const isText = typeof entry === 'string';
    const data = isText ? Buffer.from(entry) : entry.packed;
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isText ? 0 : 8, 4);
    common.writeUInt32LE(isText ? crc32(data) : 0, 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(isText ? data.length : entry.declares, 18);
    common.writeUInt16LE(path.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, rest, path]));
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06'), end]);
}
