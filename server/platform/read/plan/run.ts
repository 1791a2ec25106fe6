import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { Reader } from '../../db/database.ts';
import { PublicError } from '../../errors.ts';
import type { Secrets } from '../../secrets.ts';
import type { Role } from '../../viewer.ts';
import type { Models } from '../model.ts';
import { buildPlan } from './build.ts';
import { finish } from './finish.ts';
import { Unplanned } from './plan.ts';
import { printPlan } from './print.ts';

export interface PlannedRequest {
  readonly schema: GraphQLSchema;
  readonly models: Models;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly role: Role;
  readonly reader: Reader;
  /** For code fields that sign. */
  readonly secrets: Secrets;
}

export type Planned =
  | { readonly data: Record<string, unknown> }
  /** Why the resolved execution must answer. */
  | { readonly unplanned: string };

/**
 * The planned execution: the whole operation as one statement. Whatever it cannot plan, and every error,
 * is left to the resolved execution; where both answer, they answer the same.
 */
export async function runPlanned(request: PlannedRequest): Promise<Planned> {
  const { schema, models, document, role, reader } = request;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { unplanned: 'no single operation' };
  const variables = coerced(schema, operation, request.variables);
  if (!variables) return { unplanned: 'wrong variables' };
  try {
    const plan = buildPlan({ schema, models, document, operation, variables, role });
    const [row] = await reader.rows<{ data: Record<string, unknown> }>(
      printPlan(plan, role),
      plan.values,
    );
    return { data: finish(plan, row!.data, request.secrets) };
  } catch (error) {
    if (error instanceof Unplanned) return { unplanned: error.message };
    if (error instanceof PublicError) return { unplanned: error.code };
    throw error;
  }
}

function coerced(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const { coerced: values } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  return values ?? null;
}
