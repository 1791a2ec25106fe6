import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
  visit,
} from 'graphql';
import { PublicError } from '../errors.ts';

/**
 * Limits of a request: `bytes` of its body, `nesting` of its JSON, and counts within a document. `brackets` counts
 * those that are open at the same time.
 */
export const LIMITS = {
  bytes: 100_000,
  tokens: 2_000,
  characters: 30_000,
  brackets: 50,
  selections: 500,
  repeats: 30,
  depth: 12,
  aliases: 30,
  rootFields: 20,
  mutations: 10,
  directives: 20,
  operations: 5,
  fragments: 50,
  cost: 1_000,
  pageSize: 100,
  nesting: 20,
  errors: 3,
} as const;
export type Limit = keyof typeof LIMITS;

/** A COST_EXCEEDED error that names the field or definition, the limit and its maximum. */
export const exceeded = (
  limit: Limit,
  field: string,
  maximum: number = LIMITS[limit],
): PublicError =>
  new PublicError('COST_EXCEEDED', `"${field}" exceeds the limit of ${maximum} for ${limit}.`, {
    limit,
    field,
    maximum,
  });

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
}
const NOTHING: Measure = { depth: 0, aliases: 0, fields: 0 };

export function selectionName(selection: SelectionNode): string {
  if (selection.kind === Kind.FIELD) return selection.alias?.value ?? selection.name.value;
  return selection.kind === Kind.FRAGMENT_SPREAD ? `...${selection.name.value}` : '...';
}

export const fragmentsOf = (document: DocumentNode): Map<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((d) =>
      d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [],
    ),
  );

const OPENING: ReadonlySet<string> = new Set([
  TokenKind.BRACE_L,
  TokenKind.BRACKET_L,
  TokenKind.PAREN_L,
]);
const CLOSING: ReadonlySet<string> = new Set([
  TokenKind.BRACE_R,
  TokenKind.BRACKET_R,
  TokenKind.PAREN_R,
]);

/**
 * Refuses a text that is too long or nested too deep. The check runs before the parser, because the parser recurses
 * and the lexer does not. Throws COST_EXCEEDED, or the lexer's GraphQLError.
 */
export function checkText(text: string): void {
  if (text.length > LIMITS.characters) throw exceeded('characters', 'document');
  const lexer = new Lexer(new Source(text));
  let open = 0;
  for (let tokens = 1; lexer.advance().kind !== TokenKind.EOF; tokens++) {
    if (tokens > LIMITS.tokens) throw exceeded('tokens', 'document');
    const { kind } = lexer.token;
    if (OPENING.has(kind) && ++open > LIMITS.brackets) throw exceeded('brackets', 'document');
    if (CLOSING.has(kind)) open--;
  }
}

/**
 * Refuses a document that is too large, before it is validated. The counts are those of the expanded document, but
 * each fragment is visited once, so that nested fragments do not multiply the work.
 */
export function checkLimits(document: DocumentNode): void {
  const fragments = fragmentsOf(document);
  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > LIMITS.operations) {
    throw exceeded('operations', operations[LIMITS.operations]!.name?.value ?? 'query');
  }
  if (fragments.size > LIMITS.fragments)
    throw exceeded('fragments', [...fragments.keys()][LIMITS.fragments]!);
  checkWords(document);
  checkOperations(operations, measurer(fragments));
}

/**
 * Limits two counts of the unexpanded document. Validation compares selections in pairs, mainly those with the same
 * name in one selection set, so these counts bound its time and memory.
 */
function checkWords(document: DocumentNode): void {
  let directives = 0;
  let selections = 0;
  // Names used so far in each enclosing selection set. Inline fragments share the set of their parent.
  const sets: Map<string, number>[] = [];
  const set = { enter: () => void sets.push(new Map()), leave: () => void sets.pop() };
  const count = (selection: SelectionNode) => {
    if (++selections > LIMITS.selections) throw exceeded('selections', selectionName(selection));
  };
  visit(document, {
    OperationDefinition: set,
    FragmentDefinition: set,
    InlineFragment: count,
    FragmentSpread: count,
    Field: {
      enter(field) {
        count(field);
        const name = selectionName(field);
        const used = (sets.at(-1)?.get(name) ?? 0) + 1;
        if (used > LIMITS.repeats) throw exceeded('repeats', name);
        sets.at(-1)?.set(name, used);
        set.enter();
      },
      leave: set.leave,
    },
    Directive({ name }) {
      if (++directives > LIMITS.directives) throw exceeded('directives', `@${name.value}`);
    },
  });
}

function checkOperations(
  operations: readonly OperationDefinitionNode[],
  measure: (selection: SelectionNode) => Measure,
): void {
  let aliases = 0;
  let mutations = 0;
  for (const operation of operations) {
    let fields = 0;
    for (const selection of operation.selectionSet.selections) {
      const found = measure(selection);
      const name = selectionName(selection);
      aliases += found.aliases;
      fields += found.fields;
      if (operation.operation === 'mutation') mutations += found.fields;
      if (found.depth > LIMITS.depth) throw exceeded('depth', name);
      if (aliases > LIMITS.aliases) throw exceeded('aliases', name);
      if (mutations > LIMITS.mutations) throw exceeded('mutations', name);
      if (fields > LIMITS.rootFields) throw exceeded('rootFields', name);
    }
  }
}

function measurer(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (selection: SelectionNode) => Measure {
  const known = new Map<string, Measure>();

  const ofSet = (set: SelectionSetNode | undefined): Measure => {
    let { depth, aliases, fields } = NOTHING;
    for (const selection of set?.selections ?? []) {
      const found = ofSelection(selection);
      depth = Math.max(depth, found.depth);
      aliases += found.aliases;
      fields += found.fields;
    }
    return { depth, aliases, fields };
  };

  const ofFragment = (name: string): Measure => {
    const before = known.get(name);
    if (before) return before;
    // A cycle counts as empty here, because validation refuses it later.
    known.set(name, NOTHING);
    const found = ofSet(fragments.get(name)?.selectionSet);
    known.set(name, found);
    return found;
  };

  const ofSelection = (selection: SelectionNode): Measure => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    const inner = ofSet(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return inner;
    // Introspection is exempt: it nests deeper than data, and graphql-js limits it. Validation allows such fields
    // only at the root, so the exemption hides no other field.
    const depth = selection.name.value.startsWith('__') ? 1 : 1 + inner.depth;
    return { depth, aliases: inner.aliases + (selection.alias ? 1 : 0), fields: 1 };
  };

  return ofSelection;
}
