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
import { type ApiDeps, GraphqlContext } from '../../server/platform/api/context.ts';
import type { Domain } from '../../server/platform/domain.ts';
import { PublicError } from '../../server/platform/errors.ts';
import type { Viewer } from '../../server/platform/viewer.ts';
import { selectionFor, withoutArguments } from './selection.ts';

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

/** Runs every query of every story a second time and compares the planner's result with the resolvers' result. */
async function expectPlanned(
  context: GraphqlContext,
  source: string,
  variables: Record<string, unknown>,
  { data, errors }: ExecutionResult,
): Promise<void> {
  // Longer documents are generated; planning them costs more time than the comparison is worth.
  if (source.length > 1_500) return;
  const planned = await context.plan({ document: parse(source), variables });
  const failures = context.takeFailures();
  if ('unplanned' in planned) return;
  assert.deepEqual(
    { data: JSON.parse(planned.json), errors: failures.map(placed) },
    { data: JSON.parse(JSON.stringify(data)), errors: (errors ?? []).map(placed) },
    source,
  );
}

const placed = ({ path, originalError, message }: GraphQLError) => ({
  path,
  code: originalError instanceof PublicError ? originalError.code : message,
});

/** Texts of valid documents without their strings: a text that differs only in an id is valid, too. */
const valid = new WeakMap<GraphQLSchema, Set<string>>();

/** Parses a document and validates it; returns its errors if it has any. */
function validDocument(
  schema: GraphQLSchema,
  source: string,
): DocumentNode | readonly GraphQLError[] {
  const shape = source.replaceAll(/"[^"]*"/g, '""');
  const shapes = valid.get(schema) ?? new Set();
  valid.set(schema, shapes);
  try {
    const document = parse(source);
    const errors = shapes.has(shape) ? [] : validate(schema, document);
    if (errors.length > 0) return errors;
    shapes.add(shape);
    return document;
  } catch (error) {
    return [error as GraphQLError];
  }
}

/** A caller of the API in the test's process. */
export function caller(deps: ApiDeps, viewer: Viewer | null): Caller {
  const run: Api['run'] = async (source, variableValues) => {
    const contextValue = new GraphqlContext(deps, viewer, 'story');
    try {
      const { schema } = deps.domain;
      const document = validDocument(schema, source);
      const result: ExecutionResult =
        'kind' in document
          ? await execute({ schema, document, variableValues, contextValue })
          : { errors: document };
      const failures = contextValue.takeFailures();
      if (failures.length > 0)
        Object.assign(result, { errors: [...(result.errors ?? []), ...failures] });
      await expectPlanned(contextValue, source, variableValues ?? {}, result).catch(
        async (error) => {
          // Only the end of a list that programs follow may move between the two executions.
          if (!/\bUPDATED\b|\bevents\(/.test(source)) throw error;
          const later = new GraphqlContext(deps, viewer, 'story');
          const again = { schema, document: parse(source), variableValues, contextValue: later };
          try {
            await expectPlanned(later, source, variableValues ?? {}, await execute(again));
          } finally {
            await later.endReads();
          }
        },
      );
      return result;
    } finally {
      await contextValue.endReads();
    }
  };
  return { ...apiOver(deps.domain, viewer?.role ?? 'nobody', run), viewer: viewer as Viewer };
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
      throw new Error(
        `${who}: ${errors.map((e) => e.originalError?.stack ?? e.message).join('\n')}\n${source}`,
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
