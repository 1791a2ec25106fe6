import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { PublicError } from '../errors.ts';
import type { DocumentError } from './documents.ts';

export interface Asker {
  readonly requestId: string;
  /** Whether the caller may read the schema and therefore its names in error texts. */
  readonly mayIntrospect: boolean;
  readonly log: Pick<Logger, 'error'>;
}

const PROTOCOL: readonly (readonly [RegExp, string])[] = [
  [
    /blocked as a potential/,
    'Blocked: send content-type application/json or the header apollo-require-preflight.',
  ],
  [/^GET requests only/, 'GET runs queries only.'],
  [/'accept' header/, 'Accept application/json or application/graphql-response+json.'],
];
const PROTOCOL_CODES = new Set<unknown>(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']);

/**
 * Converts an error for a client; no error reaches a client otherwise. A PublicError keeps its text and code. An error
 * of graphql-js about the request becomes BAD_USER_INPUT, without names of the schema for callers who may not read
 * it. All other errors are logged and become INTERNAL. Every error has `code` and `requestId`.
 */
export function mask(error: unknown, asker: Asker): GraphQLFormattedError {
  const located = error instanceof GraphQLError ? error : undefined;
  const shown = publicOf(error) ?? requestError(located, asker);
  if (!shown)
    asker.log.error(
      { err: rootCause(error), requestId: asker.requestId, path: located?.path },
      'masked error',
    );
  const { http: _, ...extensions } = shown?.extensions ?? { code: 'INTERNAL' };
  return {
    message: shown?.message ?? 'Internal error. Quote the request id when you report it.',
    ...(located?.locations && { locations: located.locations }),
    ...(located?.path && { path: located.path }),
    extensions: { ...extensions, requestId: asker.requestId },
  };
}

/** Errors of a document: complete for callers who may read the schema, else one fixed text. */
export function maskDocument(
  errors: readonly DocumentError[],
  asker: Asker,
): GraphQLFormattedError[] {
  const extensions = { code: 'BAD_USER_INPUT', requestId: asker.requestId };
  if (!asker.mayIntrospect) return [{ message: 'Invalid document', extensions }];
  return errors.map(({ message, locations }) => ({
    message: withoutSuggestion(message),
    ...(locations && { locations }),
    extensions,
  }));
}

function publicOf(error: unknown): PublicError | undefined {
  if (error instanceof PublicError) return error;
  return error instanceof GraphQLError ? publicOf(error.originalError) : undefined;
}

/** Errors that graphql-js or the server library finds in the request itself, not in a resolver. */
function requestError(
  error: GraphQLError | undefined,
  { mayIntrospect }: Asker,
): PublicError | undefined {
  if (!error || !(rootCause(error) instanceof GraphQLError || isCoercion(error))) return undefined;
  if (PROTOCOL_CODES.has(error.extensions.code)) return PublicError.badInput(protocolText(error));
  const argument = /^Argument "(\w+)"/.exec(error.message)?.[1];
  if (error.path && argument === undefined) return undefined;
  if (mayIntrospect) return PublicError.badInput(withoutSuggestion(error.message));
  const variable = /^Variable "\$(\w+)"/.exec(error.message)?.[1];
  if (variable !== undefined)
    return PublicError.badInput(`Variable "$${variable}" has an invalid value.`);
  return PublicError.badInput(
    argument === undefined ? 'Invalid variables.' : `Argument "${argument}" has an invalid value.`,
  );
}

/** Whether a scalar refused a variable. graphql-js wraps the scalar's error in one without a path. */
const isCoercion = (error: GraphQLError): boolean =>
  !error.path && /^Variable "\$/.test(error.message);

const protocolText = (error: GraphQLError): string =>
  error.extensions.code === 'OPERATION_RESOLUTION_FAILURE'
    ? 'operationName must name an operation of the document.'
    : (PROTOCOL.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'Malformed request.');

const withoutSuggestion = (message: string): string =>
  message.replace(/ Did you mean [^?]*\?/g, '');

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
