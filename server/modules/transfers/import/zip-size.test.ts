import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { zipSync } from '../../../../test/api/platform/zip.ts';
import { readApart } from '../../../platform/files/apart.ts';
import { readSheet } from './sheet.ts';
import { unzippedSize } from './zip-size.ts';

const MB = 1024 * 1024;
const bomb = (megabytes: number, declares: number) => ({
  packed: deflateRawSync(Buffer.alloc(megabytes * MB)),
  declares,
});

describe('the size of an archive when unpacked', () => {
  it('is at most what its entries declare', () => {
    expect(unzippedSize(zipSync({ a: 'abc', b: bomb(1, MB) }))).toBe(3 + MB);
    expect(unzippedSize(Buffer.from('no archive at all, but long enough'))).toBeNull();
  });

  it('counts an entry without a size by what deflate can make of its bytes', async () => {
    const archive = zipSync({ 'xl/sharedStrings.xml': bomb(160, 0) });
    expect(archive.length).toBeLessThan(MB);
    expect(unzippedSize(archive)).toBeGreaterThan(160 * MB);
    await expect(
      readSheet({ readApart }, { bytes: archive, kind: 'XLSX', most: 10 }),
    ).rejects.toThrow('IMPORT_UNREADABLE');
  });

  it('counts an entry without any size by the whole archive', () => {
    const archive = zipSync({ a: { packed: Buffer.alloc(0), declares: 0 } });
    expect(unzippedSize(archive)).toBe(archive.length * 1_032);
  });

  it('is unknown where a ZIP64 record would name another directory', () => {
    for (const [at, field] of [
      [10, Buffer.from('ffff', 'hex')],
      [12, Buffer.from('ffffffff', 'hex')],
      [16, Buffer.from('ffffffff', 'hex')],
    ] as const) {
      const archive = zipSync({ a: 'abc' });
      field.copy(archive, archive.length - 22 + at);
      expect(unzippedSize(archive)).toBeNull();
    }
  });
});
