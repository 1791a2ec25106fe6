import type { EntitySchema } from '@mikro-orm/core';
import type { SignedLinks } from './command/links.ts';
import type {
  AnyCommand,
  CustomerProof,
  Discussion,
  GuardEdge,
  LifeCycle,
  ReactionEdge,
  Registry,
  Upstream,
} from './command/types.ts';
import type { HasParties } from './db/parties.ts';
import type { Subscription } from './live/subscription.ts';
import { mutationName } from './machine.ts';
import { type BoundGuard, bind } from './read/actions.ts';
import type { Declared, Permission, ReadEdge, Reads, ValueRoot } from './read/declare.ts';
import { checkHidden } from './read/hidden.ts';
import { buildModels, type GuardLookup } from './read/model.ts';
import { checkOrderings } from './read/orderings.ts';
import type { Values } from './read/plan/build.ts';
import type { Report } from './read/report/declare.ts';
import { buildReports, type ReportModels } from './read/report/model.ts';
import type { Policy } from './rules/policy.ts';
import type { ResolverClass } from './schema/declare.ts';
import type { Deprecation } from './schema/deprecation.ts';
import { sql } from './sql/sql.ts';
import { Role } from './viewer.ts';

/** The public surface of a module, as plain lists. No declaration registers itself. */
export interface DomainModule {
  readonly name: string;
  readonly entities?: readonly (EntitySchema & HasParties)[];
  readonly reads?: readonly Reads[];
  readonly lifeCycles?: readonly LifeCycle[];
  readonly commands?: readonly AnyCommand[];
  /** Root fields with sums over the rows of a list. */
  readonly reports?: readonly Report[];
  /** Root fields whose value is not a row. */
  readonly valueRoots?: readonly ValueRoot[];
  /** Resolver classes with code-backed fields. */
  readonly resolvers?: readonly ResolverClass[];
  readonly readEdges?: readonly ReadEdge[];
  readonly guards?: readonly GuardEdge[];
  /** Reasons for which the session of a link cannot prove that it acts for its customer. */
  readonly customerProof?: readonly CustomerProof[];
  readonly reactions?: readonly ReactionEdge[];
  /** Types whose objects carry words and files of their parties. */
  readonly discussed?: readonly Discussion[];
  /** Fields of the root type Subscription. */
  readonly subscriptions?: readonly Subscription[];
  /** Numbers in the module's rules that an operator may set. */
  readonly policies?: readonly Policy[];
  /** Schema elements whose removal is announced. */
  readonly deprecations?: readonly Deprecation[];
  /** Kinds of links that are signed instead of stored. */
  readonly signedLinks?: readonly SignedLinks[];
  /** Upstreams that answer fields. */
  readonly upstreams?: readonly Upstream[];
}

/** All modules joined, with the schema built from them. */
export interface Domain extends Registry {
  readonly modules: readonly DomainModule[];
  readonly subscriptions: readonly Subscription[];
  readonly reports: ReportModels;
  readonly valueRoots: readonly ValueRoot[];
  /** The value roots by name, as SQL for a role. */
  readonly values: Values;
  readonly entities: readonly EntitySchema[];
}

/** Every event of a customer, unless its command is open to any link. */
const UNPROVEN: BoundGuard = {
  code: 'FRESH_PROOF_REQUIRED',
  when: (_, v) => sql`not ${v.hasFreshProof}`,
  params: {},
};

/** Joins the modules in their order. Throws if two modules declare the same name or id prefix. */
export function joinModules(modules: readonly DomainModule[]): Omit<Domain, 'schema' | 'entities'> {
  const all = <T>(of: (module: DomainModule) => readonly T[] | undefined): T[] =>
    modules.flatMap((module) => of(module) ?? []);
  const guardEdges = all((m) => m.guards);
  const reactions = Map.groupBy(
    all((m) => m.reactions),
    ({ on }) => on,
  );
  const lifeCycles = all((m) => m.lifeCycles);

  const commands = unique(modules.flatMap(commandsOf).map((spec) => [spec.name, spec]));
  const guards: GuardLookup = (field, event, from, role) => [
    // An event without a command of its name follows from another command, which may be open to any link.
    ...(Role.sideOf(role) === 'customer' &&
    commands.get(mutationName(field.machine.type, event))?.unproven === undefined
      ? [UNPROVEN]
      : []),
    ...(field.machine.transitionOf(event, from)?.guards ?? []).map((guard) =>
      bind(guard, field.facts),
    ),
    ...guardEdges
      .filter((edge) => edge.on.machine === field.machine && edge.event === event)
      .map((edge) => ({ code: edge.code, when: edge.when, params: edge.params ?? {} })),
  ];
  const policies = unique(all((m) => m.policies).map((policy) => [policy.key, policy]));
  const discussions = all((m) => m.discussed);
  const edges = [...all((m) => m.readEdges), ...discussions.map(({ edge }) => edge)];
  // An id names its type by its prefix only.
  unique(all((m) => m.reads).map((read) => [`${read.spec.id}_`, read]));
  const models = buildModels(
    all((m) => m.reads),
    edges,
    guards,
  );
  for (const found of models.values()) {
    checkOrderings(found);
    checkHidden(found);
  }
  const model: Domain['model'] = (reads) => {
    const found = models.get(reads);
    if (!found) throw new Error('This type is read by no module');
    return found;
  };
  const valueRoots = all((m) => m.valueRoots);
  const reports = buildReports(
    all((m) => m.reports),
    models,
  );
  const permissions = modules.flatMap((module) => permissionsOf(module, model, reports));
  const declared: Declared = { permissions, policies };
  const values = valueRoots.map(
    ({ name, value }) => [name, (role: Role) => value(sql.viewer, role, declared)] as const,
  );
  return {
    ...declared,
    modules,
    commands,
    model,
    models,
    reports,
    valueRoots,
    values: unique(values),
    subscriptions: all((m) => m.subscriptions),
    signedLinks: all((m) => m.signedLinks),
    upstreams: unique(all((m) => m.upstreams).map((found) => [found.name, found])),
    discussed: unique(discussions.map((found) => [model(found.on).name, found])),
    actors: new Set(lifeCycles.flatMap(({ machine }) => machine.actors.map(({ role }) => role))),
    lifeCycle: (type) => lifeCycles.find((life) => life.machine.type === type),
    guards,
    customerProof: all((m) => m.customerProof),
    reactions: (life, event) =>
      reactions.get(life)?.filter(({ events }) => events.includes(event)) ?? [],
  };
}

/** The commands of a module, with those of its discussions. */
const commandsOf = ({ commands = [], discussed = [] }: DomainModule): AnyCommand[] => [
  ...commands,
  ...discussed.map(({ command }) => command),
];

/** Rights on a module: its types with a root field, and its commands. */
function permissionsOf(
  of: DomainModule,
  model: Registry['model'],
  reportModels: ReportModels,
): Permission[] {
  const { name: module, reads = [], reports = [] } = of;
  return [
    ...reads
      .filter(({ spec }) => spec.roots)
      .map(model)
      .map(({ name, roles }) => ({ module, name, writes: false, roles })),
    ...reports
      .map(({ name }) => reportModels.get(name)!)
      .map(({ name, roles }) => ({ module, name, writes: false, roles })),
    ...commandsOf(of).map(({ name, roles, organizationGuard }) => ({
      module,
      name,
      writes: true,
      roles,
      ...(organizationGuard && { organizationGuard }),
    })),
  ];
}

function unique<V>(entries: readonly (readonly [string, V])[]): Map<string, V> {
  const map = new Map<string, V>();
  for (const [name, value] of entries) {
    if (map.has(name)) throw new Error(`"${name}" is declared by two modules`);
    map.set(name, value);
  }
  return map;
}
