import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Cache, ResolveInfo, UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import {
  DirectiveLocation,
  GraphQLBoolean,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  visit,
} from 'graphql';
import en from '../../server/messages/en.json' with { type: 'json' };
import zh from '../../server/messages/zh.json' with { type: 'json' };
import type { LifeCycle } from '../../server/platform/command/types.ts';
import { mutationName } from '../../server/platform/machine.ts';
import { Role } from '../../server/platform/viewer.ts';
import { loadDomain } from '../../server/schema.ts';
import { filesIn, isSource, isTest, ROOT, read } from '../kit/source.ts';

const domain = await loadDomain();
const { schema } = domain;
const lifeCycles = domain.modules.flatMap(
  (module) => (module.lifeCycles ?? []) as unknown as LifeCycle[],
);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const catalogs: Readonly<Record<string, Readonly<Record<string, string>>>> = { zh, en };

/** Keys without a text, each with the file to edit. */
const withoutText = (keys: Iterable<string>): string[] =>
  [...new Set(keys)]
    .sort()
    .flatMap((key) =>
      Object.entries(catalogs).flatMap(([language, texts]) =>
        texts[key]?.trim() ? [] : [`server/messages/${language}.json has no text for ${key}.`],
      ),
    );

describe('the schema', () => {
  it('describes every type, field, argument and value', () => {
    const missing: string[] = [];
    const check = (path: string, { description }: { description?: string | null }): void => {
      if (!description || description.trim().length < 4) missing.push(path);
    };
    for (const type of types) {
      if (!['Query', 'Mutation', 'Subscription'].includes(type.name)) check(type.name, type);
      for (const field of 'getFields' in type ? Object.values(type.getFields()) : []) {
        check(`${type.name}.${field.name}`, field);
        for (const arg of 'args' in field ? field.args : [])
          check(`${type.name}.${field.name}(${arg.name})`, arg);
      }
      for (const value of isEnumType(type) ? type.getValues() : [])
        check(`${type.name}.${value.name}`, value);
    }
    expect(types.length).toBeGreaterThan(80);
    expect(missing).toEqual([]);
  });

  it('begins the name of each filter by a condition with "is"', () => {
    const conditions = types
      .filter((type) => isInputObjectType(type))
      .filter(({ name }) => name.endsWith('Filter'))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => getNamedType(field.type) === GraphQLBoolean)
          .map((field) => `${type.name}.${field.name}`),
      );
    expect(conditions.length).toBeGreaterThan(20);
    expect(conditions.filter((path) => !/\.is[A-Z]/.test(path))).toEqual([]);
  });

  it('has no directive location that clients outside graphql-js do not know', () => {
    const known = new Set(Object.values(DirectiveLocation).filter((at) => !/DIRECTIVE/.test(at)));
    const unknown = schema
      .getDirectives()
      .flatMap(({ locations }) => locations.filter((at) => !known.has(at)));
    expect(unknown).toEqual([]);
  });

  it('names the roles of every root field', () => {
    const roots = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) =>
      Object.values(type.getFields()),
    );
    const open = roots.filter(({ extensions }) => {
      const roles = extensions.roles as readonly string[] | undefined;
      return (
        !roles?.length || roles.some((role) => !(Role.all as readonly string[]).includes(role))
      );
    });
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('knows exactly the states of every machine', () => {
    for (const { machine } of lifeCycles) {
      const status = (schema.getType(machine.type) as GraphQLObjectType).getFields().status!;
      const words = getNamedType(status.type);
      expect([
        machine.type,
        isEnumType(words) &&
          words
            .getValues()
            .map(({ name }) => name)
            .sort(),
      ]).toEqual([machine.type, [...machine.states].sort()]);
    }
    expect(lifeCycles.length).toBeGreaterThan(6);
  });

  it('has a mutation for every event that a member fires, and no mutation for events of the system', () => {
    const mutations = schema.getMutationType()!.getFields();
    const wrong = lifeCycles.flatMap(({ machine }) =>
      [...new Set(machine.transitions.map(({ event }) => event))].flatMap((event) => {
        const rows = machine.transitions.filter((row) => row.event === event);
        const byHand = rows.some(({ by }) => by.some((role) => role !== 'system'));
        const there = mutationName(machine.type, event) in mutations;
        return there && !byHand ? [`${machine.type}.${event} belongs to the system`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** Codes that occur in the source: refusals, guards, input checks, reasons of buttons. */
function codesInSource(): string[] {
  const patterns = [
    /\brefuse\(\s*'([A-Z][A-Z_]+)'/g,
    /\berror\('([A-Z][A-Z_]+)'/g,
    /\bcode: '([A-Z][A-Z_]+)',\s*(?:field|when|params)\b/g,
    /\.(?:min|max|refine|regex|date|email)\([^()]*'([A-Z][A-Z_]+)'/g,
    /reason: \{ code: '([A-Z][A-Z_]+)'/g,
  ];
  const sources = filesIn('server').filter(
    (path) => isSource(path) && !isTest(path) && !path.startsWith('server/seeds/'),
  );
  return sources.flatMap((path) =>
    patterns.flatMap((pattern) => [...read(path).matchAll(pattern)].map(([, code]) => code!)),
  );
}

describe('the message catalogs', () => {
  it('have a text for every code of a command, guard or check', () => {
    const guards = lifeCycles.flatMap(({ machine }) =>
      machine.transitions.flatMap((row) => (row.guards ?? []).map(({ code }) => code)),
    );
    const edges = domain.modules.flatMap((module) => (module.guards ?? []).map(({ code }) => code));
    const constraints = [...domain.commands.values()].flatMap((command) =>
      Object.values(command.constraints ?? {}).map((violation) =>
        typeof violation === 'string' ? violation : violation.code,
      ),
    );
    const codes = [
      ...codesInSource(),
      ...guards,
      ...edges,
      ...constraints,
      'CONFLICT',
      'INVALID_FORMAT',
    ];
    expect(codes.length).toBeGreaterThan(80);
    expect(withoutText(codes.map((code) => `error.${code}`))).toEqual([]);
  });

  it('have a text for every clock that a list shows', () => {
    const clocks = lifeCycles
      .filter(({ machine }) => machine.type !== 'Job')
      .flatMap(({ machine: { type, due } }) =>
        due.map(
          ({ event, acts }) => `ui.deadlineOf.${type}.${event ?? 'remind'}.${acts ?? 'NONE'}`,
        ),
      );
    expect(clocks.length).toBeGreaterThan(10);
    expect(withoutText(clocks.flatMap((key) => [`${key}.title`, `${key}.text`]))).toEqual([]);
  });

  it('have a text for every word of the schema', () => {
    // These words occur only in requests; no page shows them.
    const shown = types.filter(
      (type) => isEnumType(type) && !/^OrderDirection$|OrderField$/.test(type.name),
    );
    const keys = shown.flatMap((type) =>
      isEnumType(type)
        ? type
            .getValues()
            .map(({ name }) =>
              type.name === 'ReasonCode' ? `error.${name}` : `enum.${type.name}.${name}`,
            )
        : [],
    );
    expect(keys.length).toBeGreaterThan(60);
    expect(withoutText(keys)).toEqual([]);
  });

  it('have a text for every event', () => {
    const keys = lifeCycles.flatMap(({ machine }) =>
      machine.transitions.map(({ event }) => `event.${machine.type}.${event}`),
    );
    expect(withoutText(keys)).toEqual([]);
  });

  it('have a name, a meaning and a group for every policy', () => {
    const keys = [...domain.policies.keys()].flatMap((key) => [
      `ui.policy.${key}`,
      `ui.policy.${key}.text`,
      `ui.policy.group.${key.split('.')[0]}`,
    ]);
    expect(keys.length).toBeGreaterThan(60);
    expect(withoutText(keys)).toEqual([]);
  });

  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });
});

describe('the documents', () => {
  it('name only files that exist', () => {
    const documents = ['README.md', ...filesIn('server/decisions')];
    const absent = documents.flatMap((path) => {
      const named = [
        ...read(path).matchAll(/`((?:server|portal|test)\/[\w./-]*)`/g),
        ...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g),
      ];
      return named
        .filter(
          ([, file]) =>
            !existsSync(join(ROOT, file!)) && !existsSync(join(ROOT, path, '..', file!)),
        )
        .map(([, file]) => `${path}: ${file}`);
    });
    expect(absent).toEqual([]);
  });
});

const queries = Object.values(schema.getQueryType()!.getFields());
const mutations = schema.getMutationType()!.getFields();

/** The mutations in the portal's documents. */
function sent(): string[] {
  const documents = JSON.parse(read('portal/gql/persisted-documents.json')) as Record<
    string,
    string
  >;
  const names = new Set<string>();
  for (const text of Object.values(documents))
    visit(parse(text), {
      OperationDefinition({ operation, selectionSet }) {
        if (operation !== 'mutation') return;
        for (const field of selectionSet.selections)
          if (field.kind === 'Field' && field.name.value in mutations) names.add(field.name.value);
      },
    });
  return [...names].sort();
}

/** Types with a deadline that waits for a party, and so appears in its list of deadlines. */
const timed = new Set(
  lifeCycles
    .filter(({ machine }) => machine.due.some(({ acts }) => acts !== null))
    .map(({ machine }) => machine.type),
);

/** The root fields that list objects returned by a mutation. */
function listsAfter(name: string): string[] {
  const payload = getNamedType(mutations[name]!.type) as GraphQLObjectType;
  const changed = Object.values(payload.getFields())
    .map((field) => getNamedType(field.type))
    .filter((type) => isObjectType(type) && 'viewerActions' in type.getFields());
  return changed.flatMap(({ name: type }) => [
    ...queries
      .filter((root) => getNamedType(root.type).name === `${type}Connection`)
      .map((root) => root.name),
    ...(timed.has(type) ? ['deadlines'] : []),
  ]);
}

async function updatesOfPortal(): Promise<Record<string, UpdateResolver>> {
  // Marking notifications as read returns a document of the notifications page and changes no list.
  const files = filesIn('portal').filter(
    (path) => path.endsWith('/updates.ts') && !path.includes('/notifications/'),
  );
  const loaded = await Promise.all(files.map((path) => import(`${ROOT}/${path}`)));
  const configs = loaded.flatMap((module) => Object.values(module)) as UpdatesConfig[];
  return Object.assign({}, ...configs.map(({ Mutation }) => Mutation));
}

/** The root fields that a mutation makes the cache reload. */
function loadedAgain(name: string, update: UpdateResolver | undefined): Set<string> {
  const again = new Set<string>();
  const cache = {
    inspectFields: () => queries.map((root) => ({ fieldName: root.name, arguments: null })),
    invalidate: (_entity: unknown, field: string) => again.add(field),
    updateQuery: () => null,
    link: () => null,
  } as unknown as Cache;
  const job = { __typename: 'Job', id: 'job_1', action: name, status: 'SUCCEEDED' };
  update?.({ [name]: { job } }, { input: {} }, cache, { fieldName: name } as ResolveInfo);
  return again;
}

describe('the cache of the portal', () => {
  it('follows mutations of the schema only', async () => {
    const mutations = Object.keys(schema.getMutationType()!.getFields());
    const unknown = Object.keys(await updatesOfPortal()).filter(
      (name) => !mutations.includes(name),
    );
    expect(unknown).toEqual([]);
  });

  it('reloads every list that a mutation may have changed', async () => {
    const updates = await updatesOfPortal();
    const names = sent();
    expect(names.length).toBeGreaterThan(50);
    const stale = names.flatMap((name) => {
      const again = loadedAgain(name, updates[name]);
      return listsAfter(name)
        .filter((list) => !again.has(list))
        .map((list) => `${name}: ${list}`);
    });
    expect(stale).toEqual([]);
  });
});
