import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { LRUCache } from 'lru-cache';
import { PublicError } from '../../errors.ts';
import {
  type ArgumentSite,
  nodeSite,
  type Switches,
  switchesOf,
  type Variables,
} from './argument-sites.ts';
import type { Plannable } from './build.ts';
import { type Compiled, compile } from './compile.ts';
import { Unplanned, type ViewerTraits } from './plan.ts';

/** The compiled statement of a request, and its arguments by name. */
export interface Planned {
  readonly compiled: Compiled;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The reason why the resolved execution must answer. */
export interface Refused {
  readonly unplanned: string;
}

interface Operation {
  readonly id: number;
  readonly node: OperationDefinitionNode;
  readonly switches: Switches;
  /** Sites of global ids that decide the type of a `node` root. */
  readonly nodes: readonly ArgumentSite<string | null>[];
}

/** Maximum entries for compiled statements, and for the lists of argument sites that lead to them. */
const STATEMENTS = 2_000;
const VARIANTS = 4_000;

/**
 * Finds the statement of a query. Each document is analyzed once; each request reads only its values. The values that
 * decide which fields are selected come first. The shape of the other arguments completes the key.
 */
export class PlanCache {
  readonly #operations = new WeakMap<DocumentNode, Map<string, Operation | null>>();
  readonly #variants = new LRUCache<string, readonly ArgumentSite[] | Refused>({ max: VARIANTS });
  readonly #statements = new LRUCache<string, Compiled>({ max: STATEMENTS });
  readonly #prefixes: ReadonlySet<string>;
  #documents = 0;

  constructor(private readonly domain: Plannable) {
    this.#prefixes = new Set([...domain.models.values()].map((model) => model.reads.spec.id));
  }

  get size(): number {
    return this.#statements.size;
  }

  /** The statement and values of a query for a viewer's traits, or the reason for a refusal. */
  find(
    document: DocumentNode,
    operationName: string | null | undefined,
    given: Variables,
    traits: ViewerTraits,
  ): Planned | Refused {
    const operation = this.#operation(document, operationName ?? '');
    if (!operation) return { unplanned: 'no single operation' };
    const { coerced: variables } = getVariableValues(
      this.domain.schema,
      operation.node.variableDefinitions ?? [],
      given,
    );
    if (!variables) return { unplanned: 'wrong variables' };
    try {
      return this.#find(document, operation, variables, traits);
    } catch (error) {
      // The resolved execution reports invalid arguments to the client.
      if (error instanceof PublicError) return { unplanned: error.code };
      throw error;
    }
  }

  #find(
    document: DocumentNode,
    operation: Operation,
    variables: Variables,
    traits: ViewerTraits,
  ): Planned | Refused {
    const variant = variantKey(operation, variables, traits);
    const sites = this.#variants.get(variant);
    if (sites && 'unplanned' in sites) return sites;
    if (sites) {
      const { key, values } = read(sites, variables);
      const known = this.#statements.get(variant + key);
      if (known) return { compiled: known, values };
    }
    const { schema, models, values: roots, reports } = this.domain;
    try {
      const made = compile(
        { schema, models, values: roots, reports, document, operation: operation.node, variables },
        traits,
      );
      const { key, values } = read(made.sites, variables);
      this.#variants.set(variant, made.sites);
      this.#statements.set(variant + key, made.compiled);
      return { compiled: made.compiled, values };
    } catch (error) {
      if (!(error instanceof Unplanned)) throw error;
      const refused = { unplanned: error.message };
      this.#variants.set(variant, refused);
      return refused;
    }
  }

  #operation(document: DocumentNode, name: string): Operation | null {
    let operations = this.#operations.get(document);
    if (!operations) {
      operations = new Map();
      this.#operations.set(document, operations);
    }
    let operation = operations.get(name);
    if (operation === undefined) {
      operation = this.#look(document, name);
      // Unknown operation names are not cached.
      if (operation) operations.set(name, operation);
    }
    return operation;
  }

  #look(document: DocumentNode, name: string): Operation | null {
    const node = getOperationAST(document, name === '' ? undefined : name);
    if (!node) return null;
    const switches = switchesOf(document, node);
    const field = this.domain.schema.getQueryType()!.getFields().node!;
    const nodes = switches.nodes.map((found) => nodeSite(this.#prefixes, field, found, ''));
    return { id: this.#documents++, node, switches, nodes };
  }
}

function variantKey(
  { id, switches, nodes }: Operation,
  variables: Variables,
  { role, hasMember, hasSubject }: ViewerTraits,
): string {
  const flags = switches.variables.map((name) => (variables[name] === true ? '1' : '0')).join('');
  const types = nodes.map((site) => site.read(variables).key).join(',');
  return `${id} ${role} ${hasMember ? 'm' : ''}${hasSubject ? 's' : ''} ${flags} ${types} `;
}

function read(
  sites: readonly ArgumentSite[],
  variables: Variables,
): { key: string; values: Record<string, unknown> } {
  let key = '';
  const values: Record<string, unknown> = {};
  for (const site of sites) {
    const reading = site.read(variables);
    key += reading.key;
    Object.assign(values, reading.values);
  }
  return { key, values };
}
