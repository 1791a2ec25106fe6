import { existsSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../server/platform/viewer.ts';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { ROOT } from '../kit/launcher.ts';
import { usePortal } from '../kit/portal.ts';
import { AT_A_TIME, filesOf, firstFiles, ROUTES, routeOf } from '../kit/routes.ts';
import { LONG } from '../kit/sizes.ts';
import type { Visit } from '../kit/visit.ts';

/** Limit of the first page's compressed JavaScript in kB. */
const FIRST = 300;
/** The consoles whose first page is weighed. */
const FIRST_OF: readonly Role[] = LONG
  ? ['csp.owner', 'seller.manager', 'operator']
  : ['csp.owner'];
/** Limits of what a later page adds: one of the navigation, and one below it, which a person seldom opens first. */
const LATER = 85;
const BELOW = 115;
/** Limit of the texts that all pages but the first show. They load once, after the first page. */
const LATE_TEXTS = 70;
/** Limit of the parts that most pages share. They load soon after the first page, unless the person saves data. */
const LATER_PARTS = 125;
/** Limits of the discount editor, with its date fields, in scripts and in kB as a browser receives them. */
const EDITOR = { scripts: 10, kB: 60 };
/** The explorer has an editor, which only this page loads. */
const EXEMPT = ['/developers/explorer'];

/** Parts loaded with the first page, and soon after it. */
const SOON = ['features/home/HomePage.tsx', 'list/later-parts.ts'];

const built = (file: string): string => `${ROOT}portal/dist/${file}`;

/** Compressed kB of these files as built. */
const weightOf = (files: Iterable<string>): number =>
  Math.round(
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(built(file))).length, 0) / 1000,
  );

/** Bytes of a script as the server sends them, in kB: a small one is not compressed. */
const sentOf = (file: string): number =>
  statSync(existsSync(built(`${file}.br`)) ? built(`${file}.br`) : built(file)).size / 1000;

const scriptsIn = (files: Iterable<string>): string[] =>
  [...files].filter((file) => file.endsWith('.js'));

/** The scripts of a later page that the first one lacks, for every role. */
function ownScripts(modules: readonly string[]): string[] {
  const first = new Set([...firstFiles(), ...filesOf(['features/home/HomePage.tsx'])]);
  return scriptsIn(filesOf(modules)).filter((file) => !first.has(file));
}

/** The texts of later pages load with the first page, but after it. */
const isLate = (file: string): boolean => file.includes('assets/late-');

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

/** Opens pages one after the other, and gives for each the scripts that it asks for, which may still grow. */
async function opener(visit: Visit): Promise<(path: string) => Promise<Set<string>>> {
  await saveData(visit);
  let asked = new Set<string>();
  visit.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) asked.add(pathname.slice(1));
  });
  return async (path) => {
    asked = new Set();
    await visit.open(path);
    await settled(visit);
    return asked;
  };
}

describe('the weight of', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it('each later page', () => {
    const weights = ROUTES.filter(({ path }) => path !== '/' && !EXEMPT.includes(path)).map(
      ({ path, modules }) => [path, weightOf(ownScripts(modules))] as const,
    );
    const limitOf = (path: string): number => (path.split('/').length > 2 ? BELOW : LATER);
    expect(weights.filter(([path, weight]) => weight > limitOf(path))).toEqual([]);
  });

  it.each(ROUTES)(
    'the files of $path, which are asked at once after the first page',
    ({ modules }) => {
      const known = new Set([...firstFiles(), ...filesOf(SOON)]);
      const own = [...filesOf(modules)].filter((file) => !known.has(file));
      expect(own.length > AT_A_TIME ? own : []).toEqual([]);
    },
  );

  it('the parts that load soon after the first page', () => {
    const parts = ownScripts(['list/later-parts.ts']);
    expect(weightOf(parts)).toBeLessThan(LATER_PARTS);
  });

  it.each<Role>(FIRST_OF)('the first page of %s', (role) =>
    portal.storyInNewWindows(async () => {
      const { world } = portal;
      const org = role.startsWith('csp')
        ? stage.partner
        : role === 'operator'
          ? await world.organization('OPERATOR', '云商店运营中心')
          : stage.seller;
      const visit = await portal.as(await world.member(org, role, '周宁'));
      const open = await opener(visit);
      const loaded = visit.page.waitForResponse((response) => isLate(response.url()));
      const first = await open('/');
      await loaded;
      const texts = [...first].filter(isLate);
      expect(texts).toHaveLength(1);
      expect(weightOf(texts)).toBeLessThan(LATE_TEXTS);
      expect(weightOf([...first].filter((file) => !isLate(file)))).toBeLessThan(FIRST);
      // The files that the build names for a page are those that a browser loads.
      const later = await open('/audit');
      const own = ownScripts(routeOf('/audit')!.modules).filter((file) => !first.has(file));
      expect([...later].filter((file) => !first.has(file)).sort()).toEqual(own.sort());
    })(),
  );

  it(
    'the discount editor, in kB and scripts beside those of Home',
    portal.storyInNewWindows(async () => {
      const visit = await portal.as(stage.manager);
      const open = await opener(visit);
      // The stream of every page is loaded with the first subscription, at any time after the page.
      const live = visit.page.waitForResponse((response) =>
        /assets\/live-.*\.js/.test(response.url()),
      );
      const first = await open('/');
      await live;
      const later = await open('/discounts/new');
      await visit.page.getByRole('spinbutton').first().waitFor();
      const own = [...later].filter((file) => !first.has(file) && !isLate(file));
      const sum = Math.round(own.reduce((total, file) => total + sentOf(file), 0));
      expect(own.length).toBeLessThanOrEqual(EDITOR.scripts);
      expect(sum).toBeLessThanOrEqual(EDITOR.kB);
    }),
  );
});
