import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvCell, csvLine, percentText } from './csv.ts';
import { xlsxCell } from './xlsx.ts';

describe('a cell of a CSV file', () => {
  it.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['a=b', 'a=b'],
    ['云启, 科技', '"云启, 科技"'],
    ['两\n行', '"两\n行"'],
  ])('never runs the text %j', (text, cell) => {
    expect(csvCell(text, 'TEXT')).toBe(cell);
  });

  it.each([
    ['13812345678', '13812345678\t'],
    ['91310000MA1FL0XX1X', '91310000MA1FL0XX1X'],
    ['123456789012345678', '123456789012345678\t'],
    ['007', '007\t'],
    ['42', '42'],
  ])('keeps the digits of the text %s', (text, cell) => {
    expect(csvCell(text, 'TEXT')).toBe(cell);
  });

  it('leaves a negative number a number', () => {
    expect(csvCell('-368000.00', 'MONEY')).toBe('-368000.00');
    expect(csvCell(null, 'MONEY')).toBe('');
  });

  it.each([
    ['0.08', '8%'],
    ['0.085', '8.5%'],
    ['1', '100%'],
    ['0', '0%'],
    ['-0.5', '-50%'],
    ['0.123456', '12.3456%'],
  ])('writes the share %s as %s', (share, text) => {
    expect(percentText(share)).toBe(text);
  });

  it('gives any text back by RFC 4180, apart from the marks that protect it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (texts) => {
        const [row] = parse(csvLine(texts, []), { record_delimiter: '\r\n' }) as string[][];
        const given = texts.map((text) => csvCell(text, 'TEXT'));
        expect(row!.map((text) => text.replace(/^'|\t$/g, ''))).toEqual(
          given.map((_, i) => texts[i]!.replace(/^'|\t$/g, '')),
        );
      }),
    );
  });
});

describe('a cell of a workbook', () => {
  it('has a type', () => {
    expect(xlsxCell('27616.28', 'MONEY')).toBe(27616.28);
    expect(xlsxCell('0.08', 'PERCENT')).toBe(0.08);
    expect(xlsxCell('2026-11-25', 'DATE')).toEqual(new Date('2026-11-25T00:00:00Z'));
    expect(xlsxCell('2026-11-25 10:20', 'DATE_TIME')).toEqual(new Date('2026-11-25T10:20:00Z'));
    expect(xlsxCell('=1+1', 'TEXT')).toBe('=1+1');
    expect(xlsxCell('007', 'TEXT')).toBe('007');
  });

  it('keeps a number as text that Excel would round', () => {
    expect(xlsxCell('1234567890123456.78', 'MONEY')).toBe('1234567890123456.78');
  });
});
