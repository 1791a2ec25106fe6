import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Reason } from '../../kit/api.ts';
import { uploaded } from '../../kit/store.ts';
import { testStage } from '../../kit/test-world.ts';
import { PURCHASER, type World } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { zipSync } from '../platform/zip.ts';
import { certified, type Money, PROFILE } from '../settlement/bills.ts';
import { ofdOf, type Printed, pdfOf, xmlOf } from './e-invoices.ts';
import { documentOf, type Notice, notices } from './notices.ts';

const stage = testStage('invoice files', setStage);
let settlement: Money;
let all: readonly Notice[];
let serial = 10;

type ReadApart = World['deps']['files']['readApart'];
let apart: ReadApart;
/** Reads a file in this process: one of its own takes a second, and a file of each format has it below. */
const here: ReadApart = async (_, module, input) => {
  try {
    const { default: read } = await import(module.href);
    return await Array.fromAsync(read(structuredClone(input)));
  } catch {
    return null;
  }
};

const readBy = (readApart: ReadApart) => Object.assign(stage.world.deps.files, { readApart });

beforeAll(async () => {
  settlement = await certified(stage);
  all = await notices(stage, 3);
  apart = stage.world.deps.files.readApart;
  readBy(here);
});

/** A right electronic invoice for a notice of 1,125.66, with the given changes. */
const printed = (changes: Partial<Printed> = {}): Printed => ({
  kind: '专用',
  number: `263120000004178601${serial++}`,
  issuedOn: '2026-03-02',
  sellerTitle: PROFILE.invoiceTitle,
  sellerTaxNumber: PROFILE.taxNumber,
  purchaserTitle: PURCHASER.purchaserTitle,
  purchaserTaxNumber: PURCHASER.purchaserTaxNumber,
  net: '1061.94',
  tax: '63.72',
  gross: '1125.66',
  rate: '0.06',
  ...changes,
});
const file = (name: string, content: Uint8Array | string): Promise<string> =>
  uploaded(stage.world, settlement.finance, name, content);
const compared = async (notice: Notice, ...attachmentIds: string[]) =>
  (
    await settlement.finance.ask(
      `query ($input: InvoiceFileInput!) { invoiceFile(input: $input) { format name userErrors { code params { key value } }
        fields { field given expected problem { code params { key value } } } } }`,
      { input: { invoiceId: notice.id, attachmentIds } },
    )
  ).invoiceFile;
const stored = async (): Promise<number> => {
  const [row] = await stage.world.rows<{ n: number }>(
    sql`select count(*)::int as n from invoice_registration`,
  );
  return row!.n;
};
/** Codes of the fields of a file that are refused. */
const wrong = async (content: Uint8Array | string, name = 'a.xml', notice = all[0]!) => {
  const found = await compared(notice, await file(name, content));
  return found.fields.flatMap((one: any) => (one.problem ? [[one.field, one.problem.code]] : []));
};

describe('an electronic invoice is read from its file', () => {
  it.each<[string, string, 'apart' | 'here', (p: Printed) => Promise<Buffer> | Buffer | string]>([
    ['XML', 'dzfp.xml', 'apart', (p) => xmlOf(p)],
    ['OFD', 'a.ofd', 'apart', (p) => ofdOf(p)],
    ['OFD', 'b.ofd', 'here', (p) => ofdOf(p, 'bureau')],
    ['PDF', 'a.pdf', 'here', (p) => pdfOf(p)],
    ['PDF', 'b.pdf', 'apart', (p) => pdfOf(p, false)],
  ])('%s %s %s: eleven fields beside the expected ones', async (format, name, where, write) => {
    const p = printed();
    readBy(where === 'apart' ? apart : here);
    const found = await compared(all[0]!, await file(name, await write(p)));
    readBy(here);
    expect(found).toMatchObject({ format, name, userErrors: [] });
    const values = Object.fromEntries(
      found.fields.map((one: any) => [one.field, [one.given, one.expected]]),
    );
    expect(values).toEqual({
      AMOUNT: ['1125.66', '1125.66'],
      TAX_AMOUNT: ['63.72', '63.72'],
      NET_AMOUNT: ['1061.94', '1061.94'],
      VAT_RATE: ['0.06', '0.06'],
      KIND: ['VAT_SPECIAL', 'VAT_SPECIAL'],
      NUMBER: [p.number, null],
      ISSUED_ON: ['2026-03-02', null],
      PURCHASER_TITLE: [p.purchaserTitle, p.purchaserTitle],
      PURCHASER_TAX_NUMBER: [p.purchaserTaxNumber, p.purchaserTaxNumber],
      SELLER_TITLE: [p.sellerTitle, p.sellerTitle],
      SELLER_TAX_NUMBER: [p.sellerTaxNumber, p.sellerTaxNumber],
    });
    expect(found.fields.every((one: any) => one.problem === null)).toBe(true);
  });

  it('a title in half-width signs is the same title', async () => {
    expect(await wrong(xmlOf(printed({ purchaserTitle: '云商店(示例)运营有限公司' })))).toEqual([]);
  });

  it.each<[string, Partial<Printed>, Record<string, string>]>([
    [
      'one fen too much, as three lines taxed one by one give',
      { gross: '1125.67', tax: '63.73' },
      { AMOUNT: 'AMOUNT_MISMATCH', TAX_AMOUNT: 'TAX_MISMATCH' },
    ],
    ['an ordinary invoice', { kind: '普通' }, { KIND: 'ORDINARY_INVOICE' }],
    ['another rate', { rate: '0.03' }, { VAT_RATE: 'RATE_MISMATCH' }],
    [
      'another purchaser',
      { purchaserTitle: '别家公司', purchaserTaxNumber: '91440300MA5XXXXX2L' },
      {
        PURCHASER_TITLE: 'PURCHASER_TITLE_MISMATCH',
        PURCHASER_TAX_NUMBER: 'PURCHASER_TAX_NUMBER_MISMATCH',
      },
    ],
    [
      'another seller',
      { sellerTitle: '别家公司', sellerTaxNumber: '913100000000000001' },
      { SELLER_TITLE: 'SELLER_TITLE_MISMATCH', SELLER_TAX_NUMBER: 'SELLER_TAX_NUMBER_MISMATCH' },
    ],
    ['a date in the future', { issuedOn: '2026-03-03' }, { ISSUED_ON: 'ISSUED_IN_FUTURE' }],
  ])('%s is refused, and nothing is stored', async (_, changes, expected) => {
    const content = xmlOf(printed(changes));
    expect(Object.fromEntries(await wrong(content))).toEqual(expected);
    const before = await stored();
    const attachmentIds = [await file('c.xml', content)];
    await settlement.finance.cannot(
      'invoiceRegister',
      { id: all[0]!.id, attachmentIds },
      ...Object.values(expected),
    );
    expect(await stored()).toBe(before);
    await settlement.finance.sees(all[0]!.id, { status: 'NOTIFIED' });
  });
});

/** An OFD whose data unpack to `size` bytes, while its list claims `claimed`. */
function bomb(size: number, claimed: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size, ' '));
  const name = 'Doc_0/Attachs/original_invoice.xml';
  const archive = zipSync({ 'OFD.xml': '<o/>', [name]: 'x'.repeat(packed.length) });
  const at = archive.indexOf('x'.repeat(packed.length));
  packed.copy(archive, at);
  const local = at - name.length - 30;
  const central = archive.indexOf(name, at) - 46;
  archive.writeUInt16LE(8, local + 8);
  archive.writeUInt32LE(claimed, local + 22);
  archive.writeUInt16LE(8, central + 10);
  archive.writeUInt32LE(claimed, central + 24);
  return archive;
}

describe('a hostile or damaged file', () => {
  it.each<[string, string, () => Uint8Array | string, string]>([
    [
      'an external entity',
      'a.xml',
      () => xmlOf(printed(), '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      'HAS_ENTITIES',
    ],
    ['half an XML', 'a.xml', () => xmlOf(printed()).slice(0, 900), 'MALFORMED'],
    ['another XML', 'a.xml', () => '<?xml version="1.0"?><note/>', 'NOT_AN_INVOICE'],
    ['an OFD without an invoice', 'a.ofd', () => zipSync({ 'OFD.xml': '<o/>' }), 'NOT_AN_INVOICE'],
    ['a bomb that says its size', 'a.ofd', () => bomb(40_000_000, 40_000_000), 'TOO_LARGE'],
    ['a bomb that hides its size', 'a.ofd', () => bomb(40_000_000, 100), 'MALFORMED'],
    ['a PDF without text', 'a.pdf', () => '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'MALFORMED'],
    ['a picture', 'a.txt', () => 'no invoice', 'NOT_AN_INVOICE'],
  ])('%s is refused with its reason', async (_, name, content, why) => {
    const refused = { code: 'INVOICE_FILE_UNREADABLE', params: [{ key: 'why', value: why }] };
    const id = await file(name, content());
    // In this process the library for PDF complains of it on the console.
    readBy(name.endsWith('.pdf') ? apart : here);
    expect(await compared(all[0]!, id)).toMatchObject({
      fields: [],
      userErrors: [refused],
    });
    const register = { id: all[0]!.id, attachmentIds: [id] };
    await settlement.finance.cannot('invoiceRegister', register, refused);
    readBy(here);
  });
});

describe('a registration by file', () => {
  it('takes all fields from the XML and keeps the files', async () => {
    const [notice] = all as [Notice];
    const p = printed();
    const attachmentIds = [await file('a.pdf', await pdfOf(p)), await file('a.xml', xmlOf(p))];
    expect((await compared(notice, ...attachmentIds)).format).toBe('XML');
    await settlement.finance.mutate('invoiceRegister', { id: notice.id, attachmentIds });
    const files = ['a.xml', 'a.pdf'].map((name) => ({ name, uploadedBy: '周会计' }));
    for (const viewer of [settlement.finance, stage.operator])
      await viewer.sees(notice.id, {
        status: 'ISSUED',
        number: p.number,
        issuedOn: '2026-03-02',
        vatRate: '0.06',
        net: { amount: '1061.94' },
        registrations: [
          { fileFormat: 'XML', 'files(first: 5)': { nodes: expect.arrayContaining(files) } },
        ],
      });
    // Colleagues that see no invoice see no file of one either.
    const rep = await stage.world.member(stage.partner, 'csp.rep');
    await settlement.owner.sees(attachmentIds[0]!, { name: 'a.pdf' });
    await rep.sees(attachmentIds[0]!, null);
    // The same number for another bill.
    expect(await wrong(xmlOf(p), 'again.xml', all[1])).toContainEqual(['NUMBER', 'NUMBER_TAKEN']);
  });

  it('asks by hand only for what the file lacks, and refuses what differs from it', async () => {
    const notice = all[1]!;
    const p = printed();
    const partial = xmlOf(p).replace(/<TaxRate>.*?<\/TaxRate>/, '');
    const attachmentIds = [await file('p.xml', partial)];
    const given = { id: notice.id, attachmentIds };
    const cannot = (input: Record<string, unknown>, reason: Reason) =>
      settlement.finance.cannot('invoiceRegister', input, reason);
    await cannot(given, { code: 'BLANK', field: ['vatRate'] });
    const above = money.format(notice.grossMinor + 1n);
    await cannot(
      { ...given, vatRate: '0.06', amount: above },
      {
        code: 'DIFFERS_FROM_FILE',
        field: ['amount'],
        params: [
          { key: 'expected', value: '1125.66' },
          { key: 'given', value: above },
        ],
      },
    );
    const right = { ...given, vatRate: '0.060', amount: '1125.66' };
    await settlement.finance.mutate('invoiceRegister', right);
    const byHand = documentOf(all[2]!, { number: undefined });
    await cannot(byHand, { code: 'BLANK', field: ['number'] });
  });
});
