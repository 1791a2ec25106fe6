import { existsSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../server/platform/viewer.ts';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { ROOT } from '../kit/launcher.ts';
import { usePortal } from '../kit/portal.ts';
import { filesOf, firstFiles } from '../kit/routes.ts';
import type { Visit } from '../kit/visit.ts';
import { t } from '../kit/words.ts';

/** Limit of a page's compressed JavaScript in kB: of the first page, and of each later page in addition. */
const FIRST = 300;
const LATER = 85;
/** Limit of the texts that all pages but the first show. They load once, after the first page. */
const LATE_TEXTS = 70;
/** Limit of the parts that most pages share. They load soon after the first page, unless the person saves data. */
const LATER_PARTS = 125;
/** Limits of the discount editor, with its date fields, in scripts and in kB as a browser receives them. */
const EDITOR = { scripts: 10, kB: 60 };
/** The explorer has an editor, which only this page loads. */
const EXEMPT = ['/developers/explorer'];

/** Compressed kB of a script as built, because a browser that has navigated no longer has the response. */
const weightOf = (path: string): number =>
  gzipSync(readFileSync(`${ROOT}portal/dist${path}`)).length / 1000;

/** Bytes of a script as the server sends them, in kB: a small one is not compressed. */
function sentOf(path: string): number {
  const file = `${ROOT}portal/dist${path}`;
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size / 1000;
}

/** Each page is weighed by itself, so this person's browser loads nothing ahead. */
const saveData = ({ page }: Visit): Promise<unknown> =>
  page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  );

/** Waits until the page has a heading and no running request. */
async function settled({ page }: Visit): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
}

describe('the weight of', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it.each<Role>(['csp.owner', 'seller.manager', 'operator'])('the pages of %s', (role) =>
    portal.storyInNewWindows(async () => {
      const { world } = portal;
      const org = role.startsWith('csp')
        ? stage.partner
        : role === 'operator'
          ? await world.organization('OPERATOR', '云商店运营中心')
          : stage.seller;
      const visit = await portal.as(await world.member(org, role, '周宁'));
      await saveData(visit);
      let asked = new Set<string>();
      const texts = new Set<string>();
      visit.page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.startsWith('/assets/late-')) texts.add(pathname);
        else if (pathname.endsWith('.js')) asked.add(pathname);
      });
      const scriptsOf = async (path: string): Promise<Set<string>> => {
        asked = new Set();
        await visit.open(path);
        await settled(visit);
        return asked;
      };
      const sum = (paths: Iterable<string>): number =>
        Math.round([...paths].reduce((total, path) => total + weightOf(path), 0));

      const home = await scriptsOf('/');
      const weights: Record<string, number> = { '/': sum(home) };
      const entries = await visit.page
        .getByRole('navigation', { name: t('ui.shell.nav') })
        .getByRole('link')
        .evaluateAll((links) =>
          links.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
        );
      expect(entries.length).toBeGreaterThan(5);
      for (const path of entries) {
        if (path === '/' || EXEMPT.includes(path)) continue;
        const later = await scriptsOf(path);
        weights[path] = sum([...later].filter((script) => !home.has(script)));
      }
      const late = Math.round([...texts].reduce((total, path) => total + weightOf(path), 0));
      console.log(`${role}, kB of JavaScript: ${JSON.stringify(weights)}, late texts: ${late}`);
      expect(texts.size).toBe(1);
      expect(late).toBeLessThan(LATE_TEXTS);
      const heavy = Object.entries(weights).filter(
        ([path, weight]) => weight > (path === '/' ? FIRST : LATER),
      );
      expect(heavy).toEqual([]);
    })(),
  );

  it('the parts that load soon after the first page', () => {
    const first = new Set([...firstFiles(), ...filesOf(['features/home/HomePage.tsx'])]);
    const parts = [...filesOf(['list/later-parts.ts'])].filter((file) => !first.has(file));
    const sum = Math.round(parts.reduce((total, file) => total + weightOf(`/${file}`), 0));
    console.log(`later parts: ${sum} kB in ${parts.length} files`);
    expect(sum).toBeLessThan(LATER_PARTS);
  });

  it(
    'the discount editor, in kB and scripts beside those of Home',
    portal.storyInNewWindows(async () => {
      const visit = await portal.as(stage.manager);
      await saveData(visit);
      let asked: string[] = [];
      visit.page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.endsWith('.js')) asked.push(pathname);
      });
      await visit.open('/');
      await settled(visit);
      const home = new Set(asked);
      asked = [];
      await visit.open('/discounts/new');
      await settled(visit);
      await visit.page.getByRole('spinbutton').first().waitFor();
      const own = asked.filter((path) => !home.has(path) && !path.includes('/late-'));
      const sum = Math.round(own.reduce((total, path) => total + sentOf(path), 0));
      console.log(`the editor: ${own.length} scripts, ${sum} kB`);
      expect(own.length).toBeLessThanOrEqual(EDITOR.scripts);
      expect(sum).toBeLessThanOrEqual(EDITOR.kB);
    }),
  );
});
