import { describe, expect, it } from '@jest/globals';
import { arrowsUp, circles, type ImportMap, importMap, storeyOf } from './import-map.ts';

const PLATFORM = 'server/platform/';

/** The storeys of the platform, lowest first: each imports only from itself and those before it. */
const STOREYS = [
  '(files)',
  'sql',
  'schema',
  'db',
  'rules',
  'read',
  'mail',
  'sms',
  'jobs',
  'files',
  'command',
  'http',
  'auth',
  'live',
  'domain.ts',
  'module',
  'api',
];

/** The layers of the server, lowest first. */
const LAYERS = ['platform', 'sources', 'modules'];

const PORTAL = 'portal/';

/** The storeys of the portal, lowest first. */
const PORTAL_STOREYS = [
  '(files)',
  'gql',
  'lib',
  'ui',
  'shell',
  'domain',
  'list',
  'features',
  'gallery',
  'routes.tsx',
  'main.tsx',
];

const server = importMap('server');
const portal = importMap('portal');

const firstCircle = (map: ImportMap): string | null => circles(map)[0]?.join(' → ') ?? null;

describe('the import map, type imports included', () => {
  it('has no circle of files in the server', () => {
    expect(server.size).toBeGreaterThan(400);
    expect(firstCircle(server)).toBeNull();
  });

  it('has no circle of files in the portal', () => {
    expect(portal.size).toBeGreaterThan(400);
    expect(firstCircle(portal)).toBeNull();
  });

  it('has a storey for every file of the platform', () => {
    const platform = [...server.keys()].filter((path) => path.startsWith(PLATFORM));
    expect(platform.length).toBeGreaterThan(100);
    expect(platform.filter((path) => storeyOf(PLATFORM, STOREYS, path) < 0)).toEqual([]);
  });

  it('has no arrow up the storeys of the platform', () => {
    expect(arrowsUp(PLATFORM, STOREYS, server)[0] ?? null).toBeNull();
  });

  it('has no arrow up the layers platform, sources, modules', () => {
    const layered: ImportMap = new Map(
      [...server].filter(([path]) => storeyOf('server/', LAYERS, path) >= 0),
    );
    expect([...layered.keys()].some((path) => path.startsWith('server/sources/'))).toBe(true);
    expect(arrowsUp('server/', LAYERS, layered)[0] ?? null).toBeNull();
  });
});

describe('the import map of the portal', () => {
  it('has a storey for every file', () => {
    const paths = [...portal.keys()];
    expect(paths.filter((path) => storeyOf(PORTAL, PORTAL_STOREYS, path) < 0)).toEqual([]);
  });

  it('has no arrow up the storeys', () => {
    expect(arrowsUp(PORTAL, PORTAL_STOREYS, portal)[0] ?? null).toBeNull();
  });
});

describe('the map itself', () => {
  const chain: ImportMap = new Map([
    ['root/a.ts', []],
    ['root/low/b.ts', ['root/a.ts']],
    ['root/low/c.ts', ['root/low/b.ts']],
    ['root/high.ts', ['root/low/c.ts']],
  ]);
  const planted = (from: string, to: string): ImportMap =>
    new Map([...chain, [from, [...chain.get(from)!, to]]]);
  const arrows = (map: ImportMap): string[] =>
    arrowsUp('root/', ['(files)', 'low', 'high.ts'], map);

  it('names the files of a planted circle in order', () => {
    expect(circles(chain)).toEqual([]);
    expect(firstCircle(planted('root/low/b.ts', 'root/low/c.ts'))).toBe(
      'root/low/b.ts → root/low/c.ts → root/low/b.ts',
    );
    expect(firstCircle(planted('root/a.ts', 'root/high.ts'))?.split(' → ')).toHaveLength(5);
    expect(firstCircle(planted('root/a.ts', 'root/a.ts'))).toBe('root/a.ts → root/a.ts');
  });

  it('names a planted arrow up, from a root file and to a file that is a storey', () => {
    expect(arrows(chain)).toEqual([]);
    expect(arrows(planted('root/a.ts', 'root/low/b.ts'))).toEqual(['root/a.ts → root/low/b.ts']);
    expect(arrows(planted('root/low/b.ts', 'root/high.ts'))).toEqual([
      'root/low/b.ts → root/high.ts',
    ]);
  });

  it('holds type imports and dynamic imports', () => {
    const types = server.get('server/platform/command/types.ts');
    expect(types).toContain('server/platform/read/declare.ts');
    expect(server.get('server/tools/start.ts')).toContain('server/main.ts');
  });
});
