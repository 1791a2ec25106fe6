import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  recommendedRules,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import type { Clock } from '../clock.ts';
import { badInput, PublicError } from '../errors.ts';
import { freeKeysIn, type LongPages } from './cost.ts';
import { checkLimits, exceeded, LIMITS } from './limits.ts';

/** A document ready to run: parsed, within limits and valid for the schema. */
export interface Prepared {
  readonly text: string;
  readonly document: DocumentNode;
  /** Registered at build; exempt from limits, because its author is the portal. */
  readonly trusted: boolean;
  /** Whether it reads the schema (`__schema`, `__type`). */
  readonly introspects: boolean;
  /** Keys of its results below which nothing is paid. */
  readonly freeKeys: readonly string[];
  /** Lists of the schema whose pages may be longer than others. */
  readonly longPages: LongPages;
}

/** A document with syntax or validation errors; who may not read the schema may not read them either. */
export class InvalidDocument extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('Invalid document');
  }
}

const trusted = new WeakSet<DocumentNode>();

/** Whether a document was registered with the build. */
export const isTrusted = (document: DocumentNode): boolean => trusted.has(document);

const RULES = [...new Set([...specifiedRules, ...recommendedRules])];
/** Free documents kept parsed: together at most this many characters. */
const CACHED_CHARACTERS = 200_000;
const RELOAD_MS = 1_000;

/** All documents the endpoint runs: trusted ones by hash, free ones by their text. */
export class Documents {
  private texts: ReadonlyMap<string, string> = new Map();
  private readonly longPages: LongPages;
  private readonly trustedByHash = new Map<string, Prepared>();
  private readonly freeByText = new Map<string, Prepared>();
  /** Texts of free documents that clients name by hash; each is also in `freeByText`. */
  private readonly textByHash = new Map<string, string>();
  private freeCharacters = 0;
  private modified = 0;
  private looked = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly clock: Clock,
    private readonly file: string | undefined,
  ) {
    this.longPages = longPagesOf(schema);
    this.load();
  }

  /** The registered document with this hash, null when there is none. Throws a fault when it is out of date. */
  trusted(hash: string): Prepared | null {
    const known = this.trustedByHash.get(hash);
    if (known) return known;
    const text = this.texts.get(hash) ?? this.load().get(hash);
    if (text === undefined) return null;
    const prepared = this.prepareTrusted(hash, text);
    this.trustedByHash.set(hash, prepared);
    return prepared;
  }

  /** A caller's own document. Throws COST_EXCEEDED or InvalidDocument. */
  free(text: string): Prepared {
    const known = this.freeByText.get(text);
    if (known) {
      this.freeByText.delete(text);
      this.freeByText.set(text, known);
      return known;
    }
    const document = parseWithin(text);
    checkLimits(document);
    const prepared = this.prepare(text, document, false);
    this.keep(prepared);
    return prepared;
  }

  /** The free document that was sent with this hash before. Throws PERSISTED_QUERY_NOT_FOUND. */
  persisted(hash: string): Prepared {
    const text = this.textByHash.get(hash);
    if (text === undefined) throw persistedQueryNotFound();
    return this.free(text);
  }

  /** A free document that its caller will name by hash from now on. Throws BAD_USER_INPUT for another's hash. */
  persist(hash: string, text: string): Prepared {
    if (this.textByHash.get(hash) === text) return this.free(text);
    if (hashOf(text) !== hash) throw badInput('The hash is not the SHA-256 of the query.');
    const prepared = this.free(text);
    this.textByHash.set(hash, text);
    return prepared;
  }

  private prepareTrusted(hash: string, text: string): Prepared {
    try {
      const document = parse(text);
      trusted.add(document);
      return this.prepare(text, document, true);
    } catch (error) {
      const reason = error instanceof InvalidDocument ? error.errors[0]!.message : String(error);
      throw new Error(
        `Trusted document ${hash} does not fit the schema; build the portal again. ${reason}`,
      );
    }
  }

  private prepare(text: string, document: DocumentNode, trusted: boolean): Prepared {
    const errors = validate(this.schema, document, RULES, {
      maxErrors: LIMITS.errors,
      hideSuggestions: true,
    });
    if (errors.length > 0) throw new InvalidDocument(errors.slice(0, LIMITS.errors));
    const { longPages } = this;
    const freeKeys = freeKeysIn(text);
    return { text, document, trusted, introspects: introspects(document), freeKeys, longPages };
  }

  private keep(prepared: Prepared): void {
    this.freeByText.set(prepared.text, prepared);
    this.freeCharacters += prepared.text.length;
    for (const text of this.freeByText.keys()) {
      if (this.freeCharacters <= CACHED_CHARACTERS) break;
      this.freeByText.delete(text);
      this.textByHash.delete(hashOf(text));
      this.freeCharacters -= text.length;
    }
  }

  /** Reads the manifest again when it changed (the portal was rebuilt under a running server). */
  private load(): ReadonlyMap<string, string> {
    const now = this.clock.now().getTime();
    if (!this.file || Math.abs(now - this.looked) < RELOAD_MS) return this.texts;
    this.looked = now;
    const modified = statSync(this.file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (modified !== this.modified) {
      this.modified = modified;
      this.trustedByHash.clear();
      this.texts = modified
        ? new Map(Object.entries(JSON.parse(readFileSync(this.file, 'utf8'))))
        : new Map();
    }
    return this.texts;
  }
}

/** What the roots of a schema say of their pages, where it is more than usual. */
const longPagesOf = (schema: GraphQLSchema): LongPages =>
  new Map(
    Object.entries(schema.getQueryType()?.getFields() ?? {}).flatMap(([name, { extensions }]) => {
      const most = Number(extensions.most ?? 0);
      return most > LIMITS.pageSize ? [[name, most] as const] : [];
    }),
  );

const hashOf = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Clients of automatic persisted queries know this message and send the text. */
const persistedQueryNotFound = (): PublicError =>
  new PublicError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

export const notTrusted = (): PublicError =>
  new PublicError(
    'DOCUMENT_NOT_TRUSTED',
    'Only registered documents may run here. Send an API key for your own.',
  );

/** `{ __typename }`, the one free document that anybody may run: it answers "is this GraphQL?". */
export const isPing = (text: string): boolean =>
  /^\s*(query\s*)?\{\s*__typename\s*\}\s*$/.test(text);

function parseWithin(text: string): DocumentNode {
  // Comments are no tokens to the parser's limit, yet it keeps them.
  if (text.length > LIMITS.characters) throw exceeded('characters', 'document');
  try {
    return parse(text, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/ tokens\. Parsing aborted/.test(error.message)) throw exceeded('tokens', 'document');
    throw new InvalidDocument([error]);
  }
}

/** One walk: does it read the schema, and does it carry a character no database text may hold? */
function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found ||= name.value === '__schema' || name.value === '__type';
    },
    [Kind.STRING](node) {
      if (node.value.includes('\0')) {
        throw new InvalidDocument([
          new GraphQLError('A string may not hold the null character.', { nodes: node }),
        ]);
      }
    },
  });
  return found;
}
