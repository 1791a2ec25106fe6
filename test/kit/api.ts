import assert from 'node:assert/strict';
import { expect } from '@jest/globals';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type ApiDeps, GraphqlContext } from '../../server/platform/api/context.ts';
import type { Domain } from '../../server/platform/domain.ts';
import { PublicError } from '../../server/platform/errors.ts';
import { getOrInsert } from '../../server/platform/get-or-insert.ts';
import type { Viewer } from '../../server/platform/viewer.ts';
import { selectionFor, withoutArguments } from './selection.ts';
import { LONG } from './sizes.ts';

/** A reason of a refusal: its code, or its code with the field or the parameters that it names. */
export type Reason =
  | string
  | { readonly code: string; readonly field?: unknown; readonly params?: unknown };

/** The public API as one viewer sees it. */
export interface Caller extends Api {
  readonly viewer: Viewer;
}

/** The public API, independent of the transport. */
export interface Api {
  /** Runs a document and returns the whole result, errors included. */
  run(source: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Runs a document that must succeed and returns its data. */
  ask<T = Record<string, any>>(source: string, variables?: Record<string, unknown>): Promise<T>;
  /** Runs `mutation(input, idempotencyKey)`, selecting `fields` of the payload's object. Fails if it is refused. */
  mutate(name: string, input: Record<string, unknown>, fields?: string): Promise<any>;
  /** Runs a mutation that must be refused and returns the codes of its `userErrors`. */
  refused(name: string, input: Record<string, unknown>): Promise<string[]>;
  /** Fails unless a mutation is refused for exactly these reasons. */
  cannot(name: string, input: Record<string, unknown>, ...reasons: Reason[]): Promise<void>;
  /**
   * Fails unless the object with this global id looks so to the caller. Only the fields of `expected` are read; a key
   * may have arguments: `'lines(first: 3)'`. Null: the caller does not see it.
   */
  sees(id: string, expected: object | null): Promise<void>;
}

let attempts = 0;

/** Documents that this process has run both ways, with the role that asked. */
const compared = new Set<string>();

const placed = ({ path, originalError, message }: GraphQLError) => ({
  path,
  code: originalError instanceof PublicError ? originalError.code : message,
});

/** Valid documents by their texts, and the texts without their strings: one that differs only in an id is valid, too. */
interface Known {
  readonly documents: LRUCache<string, DocumentNode>;
  readonly shapes: Set<string>;
}
const known = new WeakMap<GraphQLSchema, Known>();

const shapeOf = (source: string): string => source.replaceAll(/"[^"]*"/g, '""');

/** Parses a document and validates it; returns its errors if it has any. */
function validDocument(
  schema: GraphQLSchema,
  source: string,
): DocumentNode | readonly GraphQLError[] {
  const { documents, shapes } = getOrInsert(known, schema, () => ({
    documents: new LRUCache<string, DocumentNode>({ max: 1_000 }),
    shapes: new Set(),
  }));
  const found = documents.get(source);
  if (found) return found;
  const shape = shapeOf(source);
  try {
    const document = parse(source);
    const errors = shapes.has(shape) ? [] : validate(schema, document);
    if (errors.length > 0) return errors;
    shapes.add(shape);
    documents.set(source, document);
    return document;
  } catch (error) {
    return [error as GraphQLError];
  }
}

/** Longer documents are generated; planning them costs more time than the comparison is worth. */
const LONGEST_PLANNED = 1_500;

/**
 * A caller of the API in the test's process. Queries are planned, as the server answers them; the first time that a role
 * sends a document, in the long form each time, the resolvers must give the same answer.
 */
export function caller(deps: ApiDeps, viewer: Viewer | null): Caller {
  const { schema } = deps.domain;
  const inContext = async <T>(work: (context: GraphqlContext) => Promise<T>): Promise<T> => {
    const context = new GraphqlContext(deps, viewer, 'story');
    try {
      return await work(context);
    } finally {
      await context.endReads();
    }
  };
  const withFailures = (context: GraphqlContext, result: ExecutionResult): ExecutionResult => {
    const errors = [...(result.errors ?? []), ...context.takeFailures()];
    return { ...result, ...(errors.length > 0 && { errors }) };
  };
  const resolved = (document: DocumentNode, variableValues: Record<string, unknown>) =>
    inContext(async (contextValue) =>
      withFailures(contextValue, await execute({ schema, document, variableValues, contextValue })),
    );
  const planned = (document: DocumentNode, variables: Record<string, unknown>) =>
    inContext(async (context) => {
      const answer = await context.plan({ document, variables });
      if ('unplanned' in answer) return null;
      return withFailures(context, { data: JSON.parse(answer.json) });
    });
  const run: Api['run'] = async (source, variables = {}) => {
    const document = validDocument(schema, source);
    if (!('kind' in document)) return { errors: document };
    const answer = source.length > LONGEST_PLANNED ? null : await planned(document, variables);
    if (!answer) return await resolved(document, variables);
    const cell = `${viewer?.role} ${shapeOf(source)}`;
    if (compared.has(cell) && !LONG) return answer;
    compared.add(cell);
    const compare = async (other: ExecutionResult | null): Promise<void> =>
      expectSame(source, other!, await resolved(document, variables));
    await compare(answer).catch(async (error) => {
      // Only the end of a list that programs follow may move between the two executions.
      if (!/\bUPDATED\b|\bevents\(/.test(source)) throw error;
      await compare(await planned(document, variables));
    });
    return answer;
  };
  return { ...apiOver(deps.domain, viewer?.role ?? 'nobody', run), viewer: viewer as Viewer };
}

function expectSame(source: string, planned: ExecutionResult, resolved: ExecutionResult): void {
  const shown = ({ data, errors }: ExecutionResult) => ({
    data: JSON.parse(JSON.stringify(data)),
    errors: (errors ?? []).map(placed),
  });
  assert.deepEqual(shown(planned), shown(resolved), source);
}

const codesOf = ({ userErrors }: { userErrors: { code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);

/** The type that a global id names by its prefix. */
function typeOf(domain: Domain, id: string): string {
  const prefix = id.slice(0, id.lastIndexOf('_'));
  const model = [...domain.models.values()].find(({ reads }) => reads.spec.id === prefix);
  if (!model) throw new Error(`No type has ids like ${id}`);
  return model.name;
}

/** The API of stories over a function that runs documents; failures name `who`. */
export function apiOver(domain: Domain, who: string, run: Api['run']): Api {
  const ask = async <T>(source: string, variables?: Record<string, unknown>): Promise<T> => {
    const { data, errors } = await run(source, variables);
    if (errors?.length)
      throw Object.assign(
        new Error(
          `${who}: ${errors.map((e) => e.originalError?.stack ?? e.message).join('\n')}\n${source}`,
        ),
        { code: errors[0]!.extensions?.code },
      );
    return data as T;
  };
  const call = async (
    name: string,
    input: Record<string, unknown>,
    fields: string,
  ): Promise<any> => {
    const field = domain.schema.getMutationType()!.getFields()[name];
    if (!field) throw new Error(`There is no mutation ${name}`);
    const keyed = field.args.some((arg) => arg.name === 'idempotencyKey');
    const inputType = String(field.args.find((arg) => arg.name === 'input')!.type);
    const args = keyed ? 'input: $input, idempotencyKey: $key' : 'input: $input';
    const data = await ask<Record<string, any>>(
      `mutation($input: ${inputType}${keyed ? ', $key: ID!' : ''}) { ${name}(${args}) { ${fields} userErrors { code field message params { key value } } } }`,
      { input, key: `story-${attempts++}` },
    );
    return data[name];
  };
  return {
    run,
    ask,
    async mutate(name, input, fields) {
      const object = Object.keys(domain.commands.get(name)?.payload ?? {})[0];
      const payload = await call(name, input, fields ?? (object ? `${object} { id }` : ''));
      if (payload.userErrors.length > 0)
        throw new Error(`${name} was refused: ${JSON.stringify(payload.userErrors)}`);
      return fields || !object ? payload : payload[object];
    },
    refused: async (name, input) => codesOf(await call(name, input, '')),
    async cannot(name, input, ...reasons) {
      const { userErrors } = await call(name, input, '');
      const wanted = reasons.map((reason) =>
        expect.objectContaining(typeof reason === 'string' ? { code: reason } : reason),
      );
      expect({ by: who, name, userErrors }).toEqual({ by: who, name, userErrors: wanted });
    },
    async sees(id, expected) {
      const type = typeOf(domain, id);
      const selection = selectionFor(domain.schema, domain.schema.getType(type)!, expected);
      const { node } = await ask<{ node: unknown }>(
        `query($id: ID!) { node(id: $id) { ... on ${type} ${selection} } }`,
        {
          id,
        },
      );
      expect({ by: who, [type]: node }).toEqual({ by: who, [type]: withoutArguments(expected) });
    },
  };
}
