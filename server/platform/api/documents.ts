import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type Location,
  parse,
  recommendedRules,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { PublicError } from '../errors.ts';
import { Semaphore } from '../semaphore.ts';
import { freeKeysIn, type LongPages } from './cost.ts';
import { checkLimits, checkText, exceeded, LIMITS } from './limits.ts';

/** A document ready to run: parsed, within limits and valid for the schema. */
export interface Prepared {
  readonly text: string;
  readonly document: DocumentNode;
  /** Whether the document was registered at build. Such documents of the portal are exempt from limits. */
  readonly trusted: boolean;
  /** Whether the document reads the schema (`__schema`, `__type`). */
  readonly introspects: boolean;
  /** Keys of free objects in its results. */
  readonly freeKeys: readonly string[];
  /** Root fields of the schema with longer pages than usual. */
  readonly longPages: LongPages;
}

/** An error in a document, with its locations. */
export type DocumentError = Pick<GraphQLError, 'message' | 'locations'>;

/** Thrown for syntax and validation errors. Only callers who may read the schema may see them. */
export class InvalidDocument extends Error {
  readonly errors: readonly DocumentError[];

  constructor(errors: readonly GraphQLError[]) {
    super('Invalid document');
    // Refusals are cached, and a GraphQLError would keep the whole document in memory.
    this.errors = errors.map(({ message, locations }) => ({ message, locations }));
  }
}

const RULES = [...new Set([...specifiedRules, ...recommendedRules])];
/** Largest number of characters of cached parsed documents. Each character takes about 50 bytes. */
const KEPT_CHARACTERS = 2_000_000;
/** Largest number of refused texts that are cached by hash. */
const KEPT_REFUSALS = 2_000;
/** Points for parsing and validating a new text, per started thousand characters. */
export const NEW_TEXT_POINTS = 10;
/** Pause after parsing a new text, as a multiple of the parsing time. Other work uses the pause. */
const REST = 9;
/** Points for a text whose refusal is cached. */
const REFUSED_AGAIN_POINTS = 1;
const PING = '{ __typename }';
const RELOAD_MS = 1_000;

/** All documents that the endpoint runs: trusted ones by hash, free ones by text. */
export class Documents {
  private texts: ReadonlyMap<string, string> = new Map();
  private readonly longPages: LongPages;
  private readonly trustedByHash = new Map<string, Prepared>();
  private readonly freeByText = new LRUCache<string, Prepared>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ text }) => text.length,
  });
  /** Texts that clients name by hash. */
  private readonly textByHash = new LRUCache<string, string>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (text) => text.length || 1,
  });
  private readonly refusedByHash = new LRUCache<string, Error>({ max: KEPT_REFUSALS });
  private readonly lookTurns = new Semaphore({ limit: 1 });
  private restsUntil = 0;
  /** The only free document that every caller may run. */
  readonly ping: Prepared;
  private modified = 0;
  private looked = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly clock: Clock,
    private readonly file: string | undefined,
  ) {
    this.longPages = longPagesOf(schema);
    this.ping = this.prepare(PING, parse(PING), false);
    this.load();
  }

  /** Hashes of the registered documents. */
  hashes(): readonly string[] {
    return [...this.load().keys()];
  }

  /** The registered document with this hash; null for an unknown hash. Throws if it does not fit the schema. */
  trusted(hash: string): Prepared | null {
    const known = this.trustedByHash.get(hash);
    if (known) return known;
    const text = this.texts.get(hash) ?? this.load().get(hash);
    if (text === undefined) return null;
    const prepared = this.prepareTrusted(hash, text);
    this.trustedByHash.set(hash, prepared);
    return prepared;
  }

  /**
   * The text of a request: sent with it, or stored earlier under its hash. A text with a hash is stored. Throws
   * PERSISTED_QUERY_NOT_FOUND for an unknown hash, or BAD_USER_INPUT for the hash of another text.
   */
  ownText(hash: string | null, text: string | null): string {
    if (hash === null) return text!;
    const known = this.textByHash.get(hash);
    if (known !== undefined && (text === null || text === known)) return known;
    if (text === null) throw persistedQueryNotFound();
    if (hashOf(text) !== hash)
      throw PublicError.badInput('The hash is not the SHA-256 of the query.');
    this.textByHash.set(hash, text);
    return text;
  }

  /** Points for parsing a caller's document; 0 if it is cached. */
  firstCharge(text: string): number {
    if (this.freeByText.get(text)) return 0;
    if (this.refusedByHash.get(hashOf(text))) return REFUSED_AGAIN_POINTS;
    return NEW_TEXT_POINTS * Math.ceil(Math.min(text.length, LIMITS.characters) / 1_000);
  }

  /** As `free`, for a text that may be new. Texts are parsed one at a time, with a pause after each. */
  look(text: string): Promise<Prepared> {
    return this.lookTurns.run(async () => {
      await pause(Math.max(0, this.restsUntil - performance.now()));
      const began = performance.now();
      try {
        return this.free(text);
      } finally {
        const ended = performance.now();
        this.restsUntil = ended + REST * (ended - began);
      }
    });
  }

  /** Parses and validates a caller's document, or takes it from the cache. Throws COST_EXCEEDED or InvalidDocument. */
  free(text: string): Prepared {
    const known = this.freeByText.get(text);
    if (known) return known;
    const refused = this.refusedByHash.get(hashOf(text));
    if (refused) throw refused;
    try {
      const prepared = this.prepare(text, parseWithin(text), false);
      this.freeByText.set(text, prepared);
      return prepared;
    } catch (error) {
      // `checkText` cannot rule this out: the parser's use of the stack depends on V8's current compilation.
      if (error instanceof RangeError) throw exceeded('brackets', 'document');
      if (error instanceof PublicError || error instanceof InvalidDocument)
        this.refusedByHash.set(hashOf(text), error);
      throw error;
    }
  }

  private prepareTrusted(hash: string, text: string): Prepared {
    try {
      return this.prepare(text, parse(text), true);
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
    const prepared = {
      text,
      document,
      trusted,
      introspects: introspects(document),
      freeKeys: freeKeysIn(text),
      longPages: this.longPages,
    };
    dropTokens(document);
    return prepared;
  }

  /** Reads the manifest again if it has changed, because the portal was rebuilt under a running server. */
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

/** Page sizes of the root fields that allow longer pages than usual. */
const longPagesOf = (schema: GraphQLSchema): LongPages =>
  new Map(
    Object.entries(schema.getQueryType()?.getFields() ?? {}).flatMap(([name, { extensions }]) => {
      const most = Number(extensions.most ?? 0);
      return most > LIMITS.pageSize ? [[name, most] as const] : [];
    }),
  );

const hashOf = (text: string): string => `sha256:${hash('sha256', text)}`;

/** An error whose message makes clients of automatic persisted queries send the text. */
const persistedQueryNotFound = (): PublicError =>
  new PublicError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

export const notTrusted = (): PublicError =>
  new PublicError(
    'DOCUMENT_NOT_TRUSTED',
    'Only registered documents may run here. Send an API key for your own.',
  );

/** Whether a text is `{ __typename }`, the usual query for checking that a GraphQL server answers. */
export const isPing = (text: string): boolean =>
  /^\s*(query\s*)?\{\s*__typename\s*\}\s*$/.test(text);

function parseWithin(text: string): DocumentNode {
  try {
    checkText(text);
    const document = parse(text);
    checkLimits(document);
    return document;
  } catch (error) {
    const isSyntax = error instanceof GraphQLError && !(error instanceof PublicError);
    throw isSyntax ? new InvalidDocument([error]) : error;
  }
}

/** Reduces each node's location to its numbers: tokens and locations of names take half of a document's memory. */
function dropTokens(document: DocumentNode): void {
  visit(document, {
    enter(node: { readonly kind: Kind; loc?: Location }) {
      const { kind, loc } = node;
      if (!loc) return;
      const { start, end, source } = loc;
      const isReported = kind !== Kind.NAME && kind !== Kind.SELECTION_SET;
      node.loc = isReported ? ({ start, end, source } as Location) : undefined;
    },
  });
}

/** Root fields that show the schema. */
const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);

/** Whether a document reads the schema. Throws InvalidDocument for a null character in a string. */
function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found ||= SCHEMA_FIELDS.has(name.value);
    },
    [Kind.STRING](node) {
      if (node.value.includes('\0')) {
        throw new InvalidDocument([
          new GraphQLError('A string must not contain the null character.', { nodes: node }),
        ]);
      }
    },
  });
  return found;
}
