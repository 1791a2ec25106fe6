import { getOperationAST, Kind, type OperationDefinitionNode } from 'graphql';
import { PublicError } from '../errors.ts';
import { type Viewer, WRITE_SCOPES } from '../viewer.ts';
import { type Charge, staticCost } from './cost.ts';
import { type Documents, isPing, notTrusted, type Prepared } from './documents.ts';
import type { Params } from './http-request.ts';

/** Whether the viewer uses an API key. Such callers run any document and are metered; others run registered ones. */
export const byKey = (viewer: Viewer | null): viewer is Viewer => viewer?.via === 'API_KEY';

export const mayIntrospect = (viewer: Viewer | null): boolean =>
  byKey(viewer) && viewer.scopes.includes('schema:read');

const UNMETERED: Charge = { requested: 0, fixed: 0 };

/**
 * The document of a request, if this viewer may run it. With an API key a hash may also name an earlier text (automatic
 * persisted queries). `take` receives the charge for a new text before the text is parsed. Throws the errors of `take`,
 * DOCUMENT_NOT_TRUSTED, PERSISTED_QUERY_NOT_FOUND, BAD_USER_INPUT, COST_EXCEEDED or InvalidDocument.
 */
export async function admitDocument(
  documents: Documents,
  { hash, text }: Params,
  viewer: Viewer | null,
  take: (charge: Charge) => void,
): Promise<Prepared> {
  const registered = hash === null ? null : documents.trusted(hash);
  if (registered) return registered;
  if (hash === null && text !== null && isPing(text)) return documents.ping;
  if (!byKey(viewer)) throw notTrusted();
  const own = documents.ownText(hash, text);
  const points = documents.firstCharge(own);
  if (points === 0) return documents.free(own);
  take({ requested: points, fixed: points });
  return await documents.look(own);
}

/**
 * Checks the operation against the viewer's scopes. Returns its charge, which is 0 for viewers without metering.
 * Throws FORBIDDEN, COST_EXCEEDED or BAD_USER_INPUT.
 */
export function admitOperation(prepared: Prepared, params: Params, viewer: Viewer | null): Charge {
  if (prepared.introspects && !mayIntrospect(viewer))
    throw PublicError.forbidden('Introspection needs the scope schema:read.', {
      scope: 'schema:read',
    });
  const operation = getOperationAST(prepared.document, params.operationName);
  // Apollo Server refuses a request without a definite operation.
  if (!operation) return UNMETERED;
  if (operation.operation === 'subscription')
    throw PublicError.badInput('Send subscriptions to the event stream.');
  return chargeFor(prepared, operation, params, viewer);
}

/** As {@link admitOperation}, for the event stream. Throws BAD_USER_INPUT for anything but a subscription. */
export function admitSubscription(
  prepared: Prepared,
  params: Params,
  viewer: Viewer | null,
): Charge {
  const operation = getOperationAST(prepared.document, params.operationName);
  if (operation?.operation !== 'subscription')
    throw PublicError.badInput('The event stream carries subscriptions only.');
  return chargeFor(prepared, operation, params, viewer);
}

function chargeFor(
  prepared: Prepared,
  operation: OperationDefinitionNode,
  params: Params,
  viewer: Viewer | null,
): Charge {
  if (!byKey(viewer)) return UNMETERED;
  checkScope(viewer, operation);
  const { document, trusted, longPages } = prepared;
  return staticCost(document, operation, params.variables, !trusted, longPages);
}

function checkScope(viewer: Viewer, operation: OperationDefinitionNode): void {
  // Each command checks its scope again, because some need another one than `write`.
  const scopes = operation.operation === 'mutation' ? WRITE_SCOPES : (['read'] as const);
  if (scopes.some((scope) => viewer.scopes.includes(scope))) return;
  if (operation.operation === 'query' && onlyMeta(operation)) return;
  throw PublicError.missingScope(scopes[0]!);
}

/** Whether an operation reads only the schema and type names. */
const onlyMeta = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.every((s) => s.kind === Kind.FIELD && s.name.value.startsWith('__'));
