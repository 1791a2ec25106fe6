import { describe, expect, it } from '@jest/globals';
import { modules } from '../../server/schema.ts';
import { filesIn, importsOf, isSource, isTest, packagesOf, read } from '../kit/source.ts';

/** The modules in order: each may import from those before it. */
const MODULES = modules.map(({ name }) => name);
const moduleOf = (path: string): string | null =>
  /^server\/modules\/([^/]+)\//.exec(path)?.[1] ?? null;

const server = filesIn('server').filter((path) => isSource(path) && !isTest(path));
const portal = filesIn('portal').filter((path) => isSource(path) && !isTest(path));

/** Broken rules, one line each, so that a failure reads as a list of faults. */
const broken = (paths: readonly string[], rule: (path: string) => string[]): string[] =>
  paths.flatMap((path) => rule(path).map((what) => `${path}: ${what}`));

describe('import rules', () => {
  it('the platform imports no module and no source', () => {
    const platform = server.filter((path) => path.startsWith('server/platform/'));
    expect(platform.length).toBeGreaterThan(20);
    expect(
      broken(platform, (path) =>
        importsOf(path).filter((to) => /^server\/(modules|sources|seeds)\//.test(to)),
      ),
    ).toEqual([]);
  });

  it('a source imports the platform and the transport only', () => {
    const sources = server.filter((path) => path.startsWith('server/sources/'));
    expect(sources.length).toBeGreaterThan(15);
    const own = (path: string): string => path.split('/').slice(0, 3).join('/');
    expect(
      broken(sources, (path) =>
        importsOf(path).filter(
          (to) =>
            !/^server\/(platform|sources\/transport)\//.test(to) && !to.startsWith(`${own(path)}/`),
        ),
      ),
    ).toEqual([]);
  });

  it('only the module integrations and the start import sources', () => {
    const others = server.filter(
      (path) => !/^server\/(sources\/|modules\/integrations\/|main\.ts)/.test(path),
    );
    expect(
      broken(others, (path) => importsOf(path).filter((to) => to.startsWith('server/sources/'))),
    ).toEqual([]);
  });

  it('only the transport opens connections to an upstream', () => {
    expect(
      broken(server, (path) =>
        path.startsWith('server/sources/transport/')
          ? []
          : packagesOf(path).filter((name) => name === 'undici'),
      ),
    ).toEqual([]);
  });

  it('entities import no type-graphql, types import no ORM', () => {
    const entities = server.filter((path) => path.endsWith('.entity.ts'));
    const types = server.filter((path) => path.endsWith('.type.ts'));
    expect(
      broken(entities, (path) => packagesOf(path).filter((name) => name === 'type-graphql')),
    ).toEqual([]);
    expect(
      broken(types, (path) => packagesOf(path).filter((name) => name.startsWith('@mikro-orm'))),
    ).toEqual([]);
  });

  it('modules reach rows through `tx` alone: no entity manager, no unit of work', () => {
    const modules = server.filter((path) => path.startsWith('server/modules/'));
    const door = /\bem\b(?!dash)|\bEntityManager\b|\bflush\(|\bunitOfWork\b|\bpartsOf\b/;
    expect(
      broken(modules, (path) => [
        ...packagesOf(path).filter(
          (name) => name.startsWith('@mikro-orm') && name !== '@mikro-orm/core',
        ),
        ...read(path)
          .split('\n')
          .filter((line) => door.test(line)),
      ]),
    ).toEqual([]);
    const columns = server.filter((path) =>
      /\.(?:commands|write|store|life|job|facts|read|report|mail)\.ts$/.test(path),
    );
    expect(columns.length).toBeGreaterThan(50);
    expect(
      broken(
        columns.filter((path) => path.startsWith('server/modules/')),
        (path) => packagesOf(path).filter((name) => name.startsWith('@mikro-orm')),
      ),
    ).toEqual([]);
  });

  it('machines are pure', () => {
    const machines = server.filter((path) => path.endsWith('.machine.ts'));
    expect(machines.length).toBeGreaterThan(2);
    expect(
      broken(machines, (path) => [
        ...packagesOf(path),
        ...importsOf(path).filter(
          (to) =>
            !/server\/platform\/(machine|viewer|clock)\.ts$/.test(to) && !/\.machine\.ts$/.test(to),
        ),
        ...(/Date\.now|new Date\(/.test(read(path)) ? ['reads the clock'] : []),
      ]),
    ).toEqual([]);
  });

  it('modules import each other through index.ts, backwards only', () => {
    const own = server.filter((path) => moduleOf(path) !== null);
    expect(
      broken(own, (path) =>
        importsOf(path).filter((to) => {
          const other = moduleOf(to);
          if (!other || other === moduleOf(path)) return false;
          return (
            !to.endsWith('/index.ts') || MODULES.indexOf(other) > MODULES.indexOf(moduleOf(path)!)
          );
        }),
      ),
    ).toEqual([]);
  });

  it('SQL is in files whose suffix says so, and in the platform', () => {
    const allowed =
      /\.(read|report|facts|commands|life|write|store|job|mail|edge|entity|sql)\.ts$|^server\/(platform|migrations|seeds|tools)\//;
    const others = server.filter((path) => !allowed.test(path));
    expect(broken(others, (path) => (/\bsql`/.test(read(path)) ? ['holds a query'] : []))).toEqual(
      [],
    );
  });

  it('a *.commands.ts declares commands, and no other file of a module does', () => {
    const declares = (path: string): boolean => /\b(command|eventCommand)(<|\()/.test(read(path));
    const named = (path: string): boolean => path.endsWith('.commands.ts');
    const modules = server.filter((path) => path.startsWith('server/modules/'));
    expect(modules.filter(named).length).toBeGreaterThan(15);
    expect(
      broken(modules, (path) =>
        declares(path) === named(path)
          ? []
          : [named(path) ? 'declares no command' : 'declares a command'],
      ),
    ).toEqual([]);
  });

  it('every package that is imported is named in package.json', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    const unnamed = (paths: readonly string[], known: object): string[] =>
      broken(paths, (path) =>
        packagesOf(path).filter((name) => !name.startsWith('node:') && !(name in known)),
      );
    const all = { ...dependencies, ...devDependencies };
    // These packages are installed only for the bench, by a separate package.json.
    const rivals = 'test/bench/postgraphile/';
    // Only commands that install the packages of development load this file.
    const forDevelopment = 'server/tools/breaking-changes.ts';
    expect(
      unnamed(
        [...server, ...portal].filter((path) => !isTest(path) && path !== forDevelopment),
        dependencies,
      ),
    ).toEqual([]);
    const others = [...filesIn('test'), ...server, ...portal].filter(
      (path) => isSource(path) && !path.startsWith(rivals),
    );
    expect(unnamed(others, all)).toEqual([]);
  });

  it('the environment is read in one place', () => {
    const allowed = /^server\/(platform\/env\.ts|main\.ts|tools\/)/;
    expect(
      broken(
        server.filter((path) => !allowed.test(path)),
        (path) => (read(path).includes('process.env') ? ['process.env'] : []),
      ),
    ).toEqual([]);
  });

  it('time and randomness are injected', () => {
    const allowed =
      /^server\/(platform\/(clock|ids|secrets|log)\.ts|platform\/(http|auth|jobs|db|api)\/|postgres\/|tools\/|migrations\/|main\.ts)/;
    expect(
      broken(
        server.filter((path) => !allowed.test(path)),
        (path) => read(path).match(/Date\.now\(\)|new Date\(\)/g) ?? [],
      ),
    ).toEqual([]);
  });

  it('the portal imports only the messages from the server, and features do not import each other', () => {
    expect(
      broken(portal, (path) =>
        importsOf(path).filter(
          (to) => to.startsWith('server/') && !to.startsWith('server/messages/'),
        ),
      ),
    ).toEqual([]);
    const feature = (path: string): string | null =>
      /^portal\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
    expect(
      broken(portal, (path) =>
        importsOf(path).filter(
          (to) => feature(path) && feature(to) && feature(path) !== feature(to),
        ),
      ),
    ).toEqual([]);
    expect(
      broken(
        portal.filter((path) => path.startsWith('portal/ui/')),
        (path) => importsOf(path).filter((to) => /^portal\/(features|domain|shell|gql)\//.test(to)),
      ),
    ).toEqual([]);
  });
});
