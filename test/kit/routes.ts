import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, ROOT, read } from './source.ts';

/** A route of the portal behind the sign-in that shows a page. */
export interface PortalRoute {
  /** Such as `/customers/$id`. */
  readonly path: string;
  /** Modules of the portal that it loads when it is first shown. */
  readonly modules: readonly string[];
}

const DECLARATION =
  /createRoute\(\{\n {2}getParentRoute: \(\) => appRoute,\n {2}path: (\S+),\n([\s\S]*?)\n\}\)/g;
/** Such a route leads to another one, or loads the document again. */
const LEADS_ON = /\bredirect\(|location\.assign\(/;
const LIST_PAGE = 'list/ListPage.tsx';

function routesIn(index: string): PortalRoute[] {
  const text = read(index);
  const folder = index.replace(/^portal\/|index\.ts$/g, '');
  const loaded = new Map(
    [...text.matchAll(/^const (\w+) = \(\) => import\('\.\/(.+?)'\)/gm)].map(
      ([, name, module]) => [name!, module!] as const,
    ),
  );
  return [...text.matchAll(DECLARATION)].flatMap(([, name, rest]) => {
    if (LEADS_ON.test(rest!)) return [];
    const [, kind, module, constant] =
      /\.\.\.(page|listPage)\((?:\(\) =>\s+import\('\.\/(.+?)'|(\w+))/.exec(rest!)!;
    const own = folder + (module ?? loaded.get(constant!));
    return { path: name!.slice(1, -1), modules: kind === 'page' ? [own] : [own, LIST_PAGE] };
  });
}

export const ROUTES: readonly PortalRoute[] = filesIn('portal/features')
  .filter((path) => path.endsWith('/index.ts'))
  .flatMap(routesIn);

/** The route of an address. */
export const routeOf = (address: string): PortalRoute | undefined =>
  // A fixed path such as /discounts/new comes before one with an id.
  ROUTES.filter(({ path }) => path.split('/').length === address.split('/').length)
    .sort((a, b) => a.path.split('$').length - b.path.split('$').length)
    .find(({ path }) =>
      path.split('/').every((part, i) => part.startsWith('$') || part === address.split('/')[i]),
    );

/** A browser sends six requests to a server at a time, and one of them is the stream of events. */
export const AT_A_TIME = 5;

/** A built chunk: its file, and the chunks and style sheets that load with it. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const DIST = join(ROOT, 'portal/dist');

/** The files that the portal's document loads. */
export const firstFiles = (): string[] =>
  [
    ...readFileSync(join(DIST, 'index.html'), 'utf8').matchAll(/"\/(assets\/[^"]+\.(?:js|css))"/g),
  ].map(([, file]) => file!);

/** The files that a browser loads for these modules of the built portal. */
export function filesOf(modules: readonly string[]): Set<string> {
  const manifest: Readonly<Record<string, Chunk>> = JSON.parse(
    readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'),
  );
  const files = new Set<string>();
  const add = (name: string): void => {
    const { file, imports = [], css = [] } = manifest[name]!;
    if (files.has(file)) return;
    for (const one of [file, ...css]) files.add(one);
    imports.forEach(add);
  };
  modules.forEach(add);
  return files;
}
