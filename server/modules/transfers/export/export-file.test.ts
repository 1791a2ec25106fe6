import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../../platform/errors.ts';
import { exportFile, mostRows } from './export-file.ts';

/** A table of equal rows, which costs no memory. */
const tableOf = (rows: number) => ({
  name: '客户',
  columns: [{ header: '客户', kind: 'TEXT' as const }],
  pages: (async function* () {
    const page = Array.from({ length: 1_000 }, () => ['x']);
    for (let done = 0; done < rows; done += page.length) yield page.slice(0, rows - done);
  })(),
  manifest: ({ rows: count }: { rows: number }) => [['行数', String(count)]],
});

const bytesOf = async (rows: number, format: 'CSV' | 'XLSX'): Promise<number> => {
  let bytes = 0;
  for await (const chunk of exportFile(tableOf(rows), format)) bytes += Buffer.byteLength(chunk);
  return bytes;
};

describe('a file', () => {
  it('holds as many rows as an Excel sheet', () => {
    expect([mostRows('XLSX') < 1_048_576, mostRows('CSV')]).toEqual([true, Infinity]);
  });

  it('ends with a refusal when a row too many arrives', async () => {
    const most = mostRows('XLSX');
    await expect(bytesOf(most + 1, 'XLSX')).rejects.toBeInstanceOf(Refusal);
    expect(await bytesOf(most + 1, 'CSV')).toBeGreaterThan(3 * most);
  }, 60_000);
});
