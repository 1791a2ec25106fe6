import { deflateRawSync, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../server/platform/db/database.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { uploaded } from '../../kit/store.ts';
import { openWorld, type World } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { type Notice, notices } from '../invoices/notices.ts';
import { type FileDesk, openFileDesk } from '../platform/upload.ts';
import { zipSync } from '../platform/zip.ts';
import { certified, type Money } from '../settlement/bills.ts';
import { download, xlsxLines } from './exporting.ts';
import { checked } from './importing.ts';

// An import file of 37 kB showed one long text in half a million cells, another one of 250 kB had nine million texts,
// and an invoice of 92 kB had nine million instructions. Their readers ran in the server's own thread: the server
// stopped answering, or died, each time that the job was resumed.

let world: World;
let desk: FileDesk;
let money: Money;
let notice: Notice;
let stage: Stage;

beforeAll(async () => {
  world = await openWorld('exhausting files');
  stage = await setStage(world);
  desk = await openFileDesk(world);
  money = await certified(stage);
  [notice] = (await notices(stage, 1)) as [Notice];
});
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

const NS = 'http://schemas.openxmlformats.org';
const OFFICE = `${NS}/officeDocument/2006/relationships`;
const relations = (...targets: [type: string, target: string][]): string =>
  `<Relationships xmlns="${NS}/package/2006/relationships">${targets
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
const packed = (text: string) => {
  const bytes = Buffer.from(text);
  return { packed: deflateRawSync(bytes), declares: bytes.length };
};
const workbook = (rows: string, texts: string): Buffer =>
  zipSync({
    '[Content_Types].xml':
      '<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="rId0"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/worksheets/sheet1.xml': packed(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    'xl/sharedStrings.xml': packed(`<sst>${texts}</sst>`),
  });

/** A page with this content. */
function pdf(content: string): Buffer {
  const stream = deflateSync(content);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    Buffer.concat([
      Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`),
      stream,
      Buffer.from('\nendstream'),
    ]),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const parts = objects.flatMap((object, i) => [
    Buffer.from(`${i + 1} 0 obj\n`),
    Buffer.from(object),
    Buffer.from('\nendobj\n'),
  ]);
  const end = 'trailer << /Size 6 /Root 1 0 R >>\n%%EOF';
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), ...parts, Buffer.from(end)]);
}

/** Number of questions that the server answers, one after the other, while some work runs. */
async function answeredWhile(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  let answered = 0;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await stage.manager.ask('{ viewer { name } }');
    answered += 1;
  }
  return answered;
}

/** The import of a file, after its rows were checked. */
const imported = async (file: Buffer | string, name = 'rows.xlsx') => {
  const { manager: caller } = stage;
  const mine = { world, desk, caller, browser: await desk.signedIn(caller) };
  return { mine, job: await checked(mine, 'CUSTOMERS', file, name) };
};
const upload = (name: string, content: Uint8Array | string) =>
  uploaded(world, money.finance, name, content);
const compared = async (id: string) => {
  const { invoiceFile } = await money.finance.ask(
    'query ($input: InvoiceFileInput!) { invoiceFile(input: $input) { userErrors { code params { value } } } }',
    { input: { invoiceId: notice.id, attachmentIds: [id] } },
  );
  return invoiceFile.userErrors;
};
const UNREADABLE = [{ code: 'INVOICE_FILE_UNREADABLE', params: [{ value: 'MALFORMED' }] }];

describe('a file that exhausts its reader', () => {
  it('ends an import whose workbook shows one text in very many cells', async () => {
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(90)}</row>`;
    const text = `<si><t>${'x'.repeat(90_000)}</t></si>`;
    const { job } = await imported(workbook(row.repeat(6_000), text));
    expect([job.status, job.results[0].code]).toEqual(['FAILED', 'IMPORT_UNREADABLE']);
  });

  it('is read without the characters that PostgreSQL does not store', async () => {
    const cells = (...at: number[]) =>
      `<row>${at.map((i) => `<c t="s"><v>${i}</v></c>`).join('')}</row>`;
    const texts = ['客户名称', '云账号', '青海&#0;盐湖_xD800_', 'yanhu'];
    const shared = texts.map((text) => `<si><t>${text}</t></si>`).join('');
    const file = workbook(cells(0, 1) + cells(2, 3), shared);
    const { job } = await imported(file);
    expect(job.importRows.nodes.map(({ label, outcome }: any) => [label, outcome])).toEqual([
      ['青海盐湖\ufffd', 'READY'],
    ]);
  });

  it('is refused as an invoice, while the server answers others', async () => {
    const content = `BT /F 1 Tf ${'(a) Tj '.repeat(9_000_000)} ET`;
    const read = compared(await upload('a.pdf', pdf(content)));
    expect(await answeredWhile(read)).toBeGreaterThan(20);
    expect(await read).toEqual(UNREADABLE);
  });

  it('is refused as an invoice whose elements are nested without end', async () => {
    const nested = `<EInvoice>${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}</EInvoice>`;
    expect(await compared(await upload('a.xml', nested))).toEqual(UNREADABLE);
  });
});

// Each download of a report read all refused rows first, up to a hundred thousand, and kept them until the browser had
// taken the file. A few slow downloads used up the memory of the server.
it('the report of an import reads its rows by parts', async () => {
  const ROWS = 2_500;
  const { mine, job } = await imported('客户名称,云账号\n行,\n', 'rows.csv');
  await world.rows(sql`
    insert into import_row (id, created_at, job_id, tenant_id, target, line, cells, outcome, code, params)
    select gen_random_uuid(), created_at, job_id, tenant_id, target, 2 + n, cells, outcome, code, params
    from import_row, generate_series(1, ${ROWS - 1}::int) n where job_id = ${job.id.slice(4)}`);
  let most = 0;
  const { deps } = desk.app;
  const { db } = deps;
  const counting: Database['transaction'] = (viewer, work, ...rest) =>
    db.transaction(
      viewer,
      (unit) => {
        const rows: typeof unit.rows = async (...asked) => {
          const found = await unit.rows(...asked);
          most = Math.max(most, found.length);
          return found as never;
        };
        return work(Object.create(unit, { rows: { value: rows } }));
      },
      ...rest,
    );
  Object.assign(deps, { db: Object.create(db, { transaction: { value: counting } }) });
  const lines = await xlsxLines(await download(mine.browser, `/files/import-report/${job.id}`));
  expect(lines).toHaveLength(ROWS + 1);
  expect(most).toBeLessThanOrEqual(1_000);
});
