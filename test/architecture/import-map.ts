import { filesIn, importsOf, isSource, isTest, read } from '../kit/source.ts';

/** Each file with the files that it imports, type imports included. */
export type ImportMap = ReadonlyMap<string, readonly string[]>;

/** The imports of all product files below some folders. Tests may import any file. */
export function importMap(...folders: readonly string[]): ImportMap {
  const files = folders.flatMap(filesIn).filter((path) => isSource(path) && !isTest(path));
  return new Map(files.map((path) => [path, importsOf(path)]));
}

/** The same for all sources, tests included. A file also leads to the ones that its texts name: it runs them as programs. */
export function wholeMap(): ImportMap {
  const files = ['server', 'portal', 'test'].flatMap(filesIn).filter(isSource);
  const programs = (path: string): string[] =>
    isTest(path) ? [...read(path).matchAll(PROGRAM)].map(([, program]) => program!) : [];
  return new Map(files.map((path) => [path, [...importsOf(path), ...programs(path)]]));
}

const PROGRAM = /'((?:server|test)\/[\w./-]+\.ts)'/g;

/** The files that lead to one of some files, directly or not, and these files. */
export function importersOf(map: ImportMap, files: readonly string[]): ReadonlySet<string> {
  const importers = Map.groupBy(
    [...map].flatMap(([from, targets]) => targets.map((to) => ({ from, to }))),
    ({ to }) => to,
  );
  const found = new Set(files);
  for (const file of found) for (const { from } of importers.get(file) ?? []) found.add(from);
  return found;
}

/** One shortest circle per group of files that reach each other, as its files in order. */
export function circles(map: ImportMap): string[][] {
  return groups(map).map((group) => shortestCircle(map, group));
}

/** The groups of two or more files that reach each other (Tarjan), and the files that import themselves. */
function groups(map: ImportMap): ReadonlySet<string>[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: ReadonlySet<string>[] = [];
  const visit = (file: string): void => {
    const number = order.size;
    order.set(file, number);
    lowest.set(file, number);
    open.push(file);
    for (const to of map.get(file) ?? []) {
      if (!map.has(to)) continue;
      if (!order.has(to)) visit(to);
      if (open.includes(to)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(to)!));
    }
    if (lowest.get(file) !== number) return;
    const group = open.splice(open.indexOf(file));
    if (group.length > 1 || map.get(file)!.includes(file)) found.push(new Set(group));
  };
  for (const file of map.keys()) if (!order.has(file)) visit(file);
  return found;
}

function shortestCircle(map: ImportMap, group: ReadonlySet<string>): string[] {
  const all = [...group].map((start) => wayBack(map, group, start));
  return all.reduce((shortest, next) => (next.length < shortest.length ? next : shortest));
}

/** The shortest path from a file through its group back to it. */
function wayBack(map: ImportMap, group: ReadonlySet<string>, start: string): string[] {
  const before = new Map<string, string>();
  let edge = [start];
  while (!before.has(start)) {
    edge = edge.flatMap((from) =>
      map.get(from)!.filter((to) => {
        if (!group.has(to) || before.has(to)) return false;
        before.set(to, from);
        return true;
      }),
    );
  }
  const way = [start];
  for (let at = before.get(start)!; at !== start; at = before.get(at)!) way.unshift(at);
  return [start, ...way];
}

/** Storeys of a folder, lowest first: names of folders and of files in it. `(files)` are all files not named. */
export type Storeys = readonly string[];

/** The storey of a file, counted from the lowest; -1 when its folder has none. */
export function storeyOf(root: string, storeys: Storeys, path: string): number {
  const [first = '', ...rest] = path.slice(root.length).split('/');
  const named = storeys.indexOf(first);
  return named >= 0 || rest.length > 0 ? named : storeys.indexOf('(files)');
}

/** The imports within a folder that lead to a higher storey, or to a folder that has none. */
export function arrowsUp(root: string, storeys: Storeys, map: ImportMap): string[] {
  return [...map].flatMap(([from, targets]) =>
    !from.startsWith(root)
      ? []
      : targets
          .filter(
            (to) =>
              to.startsWith(root) && storeyOf(root, storeys, to) > storeyOf(root, storeys, from),
          )
          .map((to) => `${from} → ${to}`),
  );
}
