import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { LRUCache } from 'lru-cache';
import { PublicError } from '../../errors.ts';
import type { Models } from '../model.ts';
import {
  type ArgumentSite,
  nodeSite,
  type Switches,
  switchesOf,
  type Variables,
} from './argument-sites.ts';
import type { Values } from './build.ts';
import { type Compiled, compile } from './compile.ts';
import { Unplanned, type ViewerTraits } from './plan.ts';

/** A query of one request: its statement, and the arguments of the statement by name. */
export interface Planned {
  readonly compiled: Compiled;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Why the resolved execution must answer. */
export interface Refused {
  readonly unplanned: string;
}

interface Operation {
  readonly id: number;
  readonly node: OperationDefinitionNode;
  readonly switches: Switches;
  /** Global ids of roots that name their type. */
  readonly nodes: readonly ArgumentSite<string | null>[];
}

/** Compiled statements of all documents and standings, and the lists of sites that lead to them. */
const STATEMENTS = 2_000;
const VARIANTS = 4_000;

/**
 * Finds the statement of a query. A document is looked at once; of each request only the values are read:
 * first those that decide which fields there are, then the arguments, whose shape is the rest of the key.
 */
export class PlanCache {
  readonly #operations = new WeakMap<DocumentNode, Map<string, Operation | null>>();
  readonly #variants = new LRUCache<string, readonly ArgumentSite[] | Refused>({ max: VARIANTS });
  readonly #statements = new LRUCache<string, Compiled>({ max: STATEMENTS });
  readonly #prefixes: ReadonlySet<string>;
  #documents = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly models: Models,
    private readonly values: Values,
  ) {
    this.#prefixes = new Set([...models.values()].map((model) => model.reads.spec.id));
  }

  /** How many statements are kept. */
  get size(): number {
    return this.#statements.size;
  }

  /** The statement and values of a query for a viewer's standing, or why there is none. */
  find(
    document: DocumentNode,
    operationName: string | null | undefined,
    given: Variables,
    standing: ViewerTraits,
  ): Planned | Refused {
    const operation = this.#operation(document, operationName ?? '');
    if (!operation) return { unplanned: 'no single operation' };
    const { coerced: variables } = getVariableValues(
      this.schema,
      operation.node.variableDefinitions ?? [],
      given,
    );
    if (!variables) return { unplanned: 'wrong variables' };
    try {
      return this.#find(document, operation, variables, standing);
    } catch (error) {
      // The resolved execution words what is wrong with an argument.
      if (error instanceof PublicError) return { unplanned: error.code };
      throw error;
    }
  }

  #find(
    document: DocumentNode,
    operation: Operation,
    variables: Variables,
    standing: ViewerTraits,
  ): Planned | Refused {
    const variant = variantKey(operation, variables, standing);
    const sites = this.#variants.get(variant);
    if (sites && 'unplanned' in sites) return sites;
    if (sites) {
      const { key, values } = read(sites, variables);
      const known = this.#statements.get(variant + key);
      if (known) return { compiled: known, values };
    }
    const { schema, models, values: roots } = this;
    try {
      const made = compile(
        { schema, models, values: roots, document, operation: operation.node, variables },
        standing,
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
      // Names that the document does not have are not worth a place.
      if (operation) operations.set(name, operation);
    }
    return operation;
  }

  #look(document: DocumentNode, name: string): Operation | null {
    const node = getOperationAST(document, name === '' ? undefined : name);
    if (!node) return null;
    const switches = switchesOf(document, node);
    const field = this.schema.getQueryType()!.getFields().node!;
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
