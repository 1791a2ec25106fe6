import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import type { Role } from '../../server/platform/viewer.ts';
import { type Sheet, sheetOf } from '../api/transfers/exporting.ts';
import { press } from '../kit/controls.ts';
import { type Portal, usePortal } from '../kit/portal.ts';
import { LONG } from '../kit/sizes.ts';
import { filesIn, read } from '../kit/source.ts';
import type { Visit } from '../kit/visit.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

/** Lists behind another list's title. */
const SIBLINGS = [
  '/authorizations/joint',
  '/team/invitations',
  '/private-offers',
  '/upstream/accounts',
  '/upstream/runs',
  '/upstream/notifications',
];

/** Reports have files of their own, which other stories compare. */
const REPORTS = new Set<string>(['/reports', '/performance']);

/** Lists without an export, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  members: 'a list within one organization, which has no root of its own',
};
/** Columns whose screen text code computes from other columns of the file. */
const COMPUTED: Readonly<Record<string, string>> = {
  'jointSalesAuthorizations version': 'the file has 0 for a request that nobody granted',
  'partnerBindings waits': 'the step follows from state and side; the file has the note',
  'auditEntries action': 'the file has the name of the action',
  'auditEntries actor': 'the system has another name on screen',
  'auditEntries hash': 'the screen shows its beginning',
  'products prices': 'a range over the specifications',
  'products specs': 'the number of specifications, whatever the page shows',
  'apiKeys status': 'follows from the time of reading',
  'apiKeys expires': 'the screen shows the last day',
};

/** The operator's console has the most lists; `npm run test:long` compares all. */
const CONSOLES = LONG
  ? (['csp.owner', 'seller.manager', 'operator'] as const)
  : (['operator'] as const);

let portal: Portal;
const exportedLists = new Set<string>();
const members = new Map<Role, Caller>();

describe('every list of', () => {
  portal = usePortal({ seeded: true });
  beforeAll(async () => {
    const { world } = portal;
    // The organizations with the most to show.
    const busiest = {
      'csp.owner': sql`select partner_id as id from customer_order where partner_id is not null group by 1 order by count(*) desc limit 1`,
      'seller.manager': sql`select seller_id as id from product group by 1 order by count(*) desc limit 1`,
      operator: sql`select id from organization where kind = 'OPERATOR' limit 1`,
    } as const;
    for (const [role, query] of Object.entries(busiest)) {
      const [org] = await world.rows<{ id: string }>(query);
      members.set(
        role as Role,
        await world.member({ id: org!.id, name: '' }, role as Role, '导出员'),
      );
    }
  }, 600_000);

  it.each(CONSOLES)(
    '%s has the same rows and values in a file as on the screen',
    (role) =>
      portal.story(async () => {
        const visit = await portal.as(members.get(role)!);
        await visit.open('/');
        const links = visit.page.getByRole('navigation', { name: t('ui.shell.nav') });
        await links.getByRole('link').first().waitFor();
        const paths = await links
          .getByRole('link')
          .evaluateAll((found) => found.map((link) => link.getAttribute('href')!));
        for (const path of [...paths, ...SIBLINGS]) {
          if (REPORTS.has(path)) continue;
          if (path !== '/') await visit.go(path);
          await visit.drawn();
          const button = visit.page.getByRole('button', { name: t('ui.export'), exact: true });
          if ((await button.count()) > 0) await compare(visit, members.get(role)!, path);
        }
      })(),
    600_000,
  );

  afterAll(() => {
    if (!LONG) return;
    const declared = filesIn('portal')
      .filter((path) => /\.list\.tsx?$/.test(path))
      .map((path) => /^ {2}name: '(\w+)',$/m.exec(read(path))![1]!);
    expect(declared.filter((name) => !exportedLists.has(name) && !(name in WITHOUT))).toEqual([]);
  });
});

interface Screen {
  readonly columns: { readonly id: string; readonly header: string }[];
  readonly rows: string[][];
}

async function compare({ page }: Visit, member: Caller, path: string): Promise<void> {
  const screen = await page.evaluate(readTable);
  if (screen === null) return;
  const asked = page.waitForRequest(
    (request) => request.postData()?.includes('"columns"') ?? false,
  );
  await press(page, 'ui.export');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: t('ui.export.csv') }).click();
  await press(dialog, 'ui.export');
  const request = await asked;
  const { input } = request.postDataJSON().variables;
  const { data } = await (await request.response())!.json();
  await dialog.waitFor({ state: 'detached' });
  await portal.settle();
  const sheet = async (id: string, format: 'CSV' | 'XLSX'): Promise<Sheet> => {
    const { status, file } = (
      await member.ask(
        'query($id: ID!) { job(by: { id: $id }) { status file { downloadPath } } }',
        { id },
      )
    ).job;
    expect([path, status]).toEqual([path, 'SUCCEEDED']);
    const answer = await page.context().request.get(file.downloadPath);
    return await sheetOf(await answer.body(), format);
  };
  const list = input.list as string;
  const csv = await sheet(data.step.job.id, 'CSV');
  // An export is a job and is audited itself, so these lists grow from one file to the next.
  const grows = list === 'auditEntries' || list === 'jobs';
  // The short form compares the formats of the first list.
  if (LONG || exportedLists.size === 0) {
    const { job } = await member.mutate('exportStart', { ...input, format: 'XLSX' }, 'job { id }');
    expect(job).not.toBeNull();
    await portal.settle();
    const xlsx = await sheet(job.id, 'XLSX');
    expect(csv.header).toEqual(xlsx.header);
    if (!grows) expect([path, xlsx.rows.length]).toEqual([path, csv.rows.length]);
    const sums = [csv, xlsx].map(({ manifest }) => manifest[t('ui.export.manifest.sha256')]);
    if (!grows) expect([path, sums[1]]).toEqual([path, sums[0]]);
  }
  expect(csv.rows.length).toBeGreaterThanOrEqual(screen.rows.length);
  exportedLists.add(nameOf(path, input.title));
  const missingIn = (cells: readonly string[], row: readonly unknown[] | undefined): string[] =>
    screen.columns.flatMap(({ id, header }, column) => {
      if (`${list} ${id}` in COMPUTED || id === 'actions' || header === '') return [];
      const values = csv.header.flatMap((name, at) =>
        name === header || name.startsWith(`${header}（`) ? [String(row?.[at] ?? '')] : [],
      );
      const shown = plain(cells[column] ?? '');
      const missing = values.filter((value) => !shows(shown, value));
      return missing.length > 0 || values.length === 0
        ? [`${id}: screen "${shown}", file "${values.join('" "')}"`]
        : [];
    });
  const differences = screen.rows.flatMap((cells, i) =>
    grows && csv.rows.some((row) => missingIn(cells, row).length === 0)
      ? []
      : missingIn(cells, csv.rows[i]).map((found) => `${path} row ${i} ${found}`),
  );
  expect(differences.slice(0, 10)).toEqual([]);
}

const plain = (text: string): string => text.replace(/[\s,，¥￥]/g, '').replaceAll('−', '-');

/** Whether a cell of the screen shows a value of the file. */
function shows(cell: string, value: string): boolean {
  const text = plain(value.replace(/^'/, ''));
  if (text === '' || cell.includes(text)) return true;
  // A cell with several labels shows the first ones and the number of the others.
  const parts = text.split('、').filter((part) => !cell.includes(part));
  return parts.length === 0 || (/\+\d+$/.test(cell) && parts.length < text.split('、').length);
}

/** Name of the list behind a path: that of its declaration with the title. */
function nameOf(path: string, title: string): string {
  const found = filesIn('portal').filter((file) => /\.list\.tsx?$/.test(file));
  const named = found.flatMap((file) => {
    const source = read(file);
    const key = /^ {2}title: '([\w.]+)',$/m.exec(source)?.[1];
    return key && t(key as never) === title ? [/^ {2}name: '(\w+)',$/m.exec(source)![1]!] : [];
  });
  // Lists that share a title differ by their path.
  return named.find((name) => path.endsWith(name)) ?? named[named.length - 1] ?? path;
}

/** Runs in the page: the heads and the texts of the cells. */
function readTable(): Screen | null {
  const table = document.querySelector('main table');
  if (!table) return null;
  const heads = [...table.querySelectorAll('thead th')];
  const columns = heads.map((head) => ({
    id: (head as HTMLElement).dataset.column ?? '',
    header: (head as HTMLElement).dataset.header ?? head.textContent?.trim() ?? '',
  }));
  const rows = [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent ?? ''),
  );
  return { columns, rows };
}
