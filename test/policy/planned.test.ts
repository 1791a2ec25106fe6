import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { GraphqlContext } from '../../server/platform/api/context.ts';
import type { Answer } from '../../server/platform/read/plan/run.ts';
import type { Viewer } from '../../server/platform/viewer.ts';
import { statementOf } from '../bench/explain/statement.ts';
import { runConcurrently } from '../kit/concurrency.ts';
import { LONG, sizes } from '../kit/sizes.ts';
import { seeded } from './fixtures/attacks.ts';
import { Generator } from './fixtures/documents/generator.ts';
import { type IdsOf, Values } from './fixtures/documents/values.ts';
import { variablesFor } from './fixtures/documents/variables.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

/** More unanswered documents than this indicate a leaked connection rather than load. */
const MOST_UNANSWERED = 10;
/** Documents that are asked at once. */
const LANES = 4;
const SEED = Number(process.env.TEST_SEED ?? 20_260_301);

let tenants: TenantWorld;
beforeAll(async () => {
  tenants = await openTenants();
});
afterAll(() => tenants?.close());

/** The result of a run of documents: differences, and the amount of compared data. */
class Tally {
  documents = 0;
  planned = 0;
  rows = 0;
  nested = 0;
  errors = 0;
  /** Documents that were not answered because the machine was under load. */
  unanswered = 0;
  readonly differences: string[] = [];
  /** Reasons why valid documents were not planned, with their counts. */
  readonly unplanned = new Map<string, number>();

  add(source: string, { data, errors }: ExecutionResult, planned: Answer): void {
    this.documents += 1;
    if (errors) this.errors += 1;
    if (hasRow(data)) this.rows += 1;
    if (hasNestedList(data)) this.nested += 1;
    if ('unplanned' in planned) {
      const { unplanned: reason } = planned;
      if (!errors) this.unplanned.set(reason, (this.unplanned.get(reason) ?? 0) + 1);
      return;
    }
    this.planned += 1;
    // Compared as text: the order of the keys is part of an answer.
    const [one, other] = [`{"data":${compact(planned.json)}}`, JSON.stringify({ data, errors })];
    if (one !== other) this.differences.push(`${source}\nplanned  ${one}\nresolved ${other}`);
  }

  share(part: 'planned' | 'rows' | 'nested' | 'errors'): number {
    return this[part] / this.documents;
  }

  print(what: string): void {
    const percent = (part: Parameters<Tally['share']>[0]): string =>
      `${Math.round(100 * this.share(part))} % ${part}`;
    process.stdout.write(
      `${what}: ${this.documents} documents, ${(['planned', 'rows', 'nested', 'errors'] as const).map(percent).join(', ')}\n`,
    );
  }
}

const compact = (json: string): string => JSON.stringify(JSON.parse(json));

const hasRow = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ('id' in value || Object.values(value).some(hasRow));

/** Whether a non-empty list is nested in another. */
function hasNestedList(value: unknown, inside = false): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const full = Array.isArray(value) && value.length > 0;
  if (full && inside) return true;
  return Object.values(value).some((child) => hasNestedList(child, inside || full));
}

async function compare(
  viewer: Viewer,
  document: DocumentNode,
  source: string,
  variables: Record<string, unknown>,
  tally: Tally,
): Promise<{ resolved: ExecutionResult; planned: Answer }> {
  const { deps } = tenants.world;
  const context = new GraphqlContext(deps, viewer, 'planned');
  try {
    const { schema } = deps.domain;
    const errors = validate(schema, document);
    const resolved: ExecutionResult =
      errors.length > 0
        ? { errors }
        : await execute({ schema, document, variableValues: variables, contextValue: context });
    // Under load a statement may time out; its error is no answer to compare.
    if (resolved.errors?.some(({ extensions }) => extensions.code === 'UNAVAILABLE')) {
      tally.unanswered += 1;
      return { resolved, planned: { unplanned: 'not for this role' } };
    }
    // The server validates first, so an invalid document is never planned.
    const planned =
      errors.length > 0 ? { unplanned: 'not valid' } : await context.plan({ document, variables });
    tally.add(`${viewer.role} ${source} ${JSON.stringify(variables)}`, resolved, planned);
    return { resolved, planned };
  } finally {
    await context.endReads();
  }
}

const idsOf =
  (viewer: Viewer): IdsOf =>
  (prefix) => ({
    seen: tenants.canaries.visible(prefix, viewer).map(({ id }) => id),
    hidden: tenants.canaries.hidden(prefix, viewer).map(({ id }) => id),
  });

/** Reasons that do not concern the document: every role sends it, with arbitrary values. */
const NOT_FOR_ALL = new Set(['not for this role', 'BAD_USER_INPUT', 'wrong variables']);
/** Registered documents that are not one statement, with the field that prevents it. */
const BY_CODE = [
  // The object of a line is of any type.
  ['AuditPanel', 'AuditEntry.subject has no fixed type'],
  // Floors of one customer with the authorizations that lost, at any instant.
  ['AuthorizationDialog', 'authorizationInForce is answered by code'],
  // Prices as the order would have them, read as the system for one customer.
  ['BuyerCheckout', 'checkoutItems is answered by code'],
  ['BuyerQuote', 'orderQuote is answered by code'],
  // The words of a mail, written from the catalog.
  ['DigestPreview', 'notificationDigestPreview is answered by code'],
  // A price list entry by entry with the reasons of each guard, for unsaved input.
  ['DiscountEditor_quote', 'exclusiveDiscountQuote is answered by code'],
  // Conditions with the facts behind them, some of them outside the viewer's scope.
  ['LineConditions', 'autoDiscountEligibility is answered by code'],
  // Decrypts the member's mobile number.
  ['MobileNumber', 'mobileNumber is answered by code'],
  // The computation of the bill run.
  ['NextBill', 'settlementForecast is answered by code'],
  // The record of a note is of any type.
  ['NotePage', 'Note.subject has no fixed type'],
  // All prices that compete, at any instant, with the reason why each lost.
  ['PriceDialog', 'priceExplanation is answered by code'],
  // A bill run that stores nothing: the code that also makes the bills.
  ['RunPreview', 'billRunPreview is answered by code'],
  // A separate statement over all types, planned with a separate setting.
  ['SearchHits', 'search is answered by code'],
  // Reads uploaded files.
  ['UseInvoiceFile', 'invoiceFile is answered by code'],
  // Recomputes hashes over all entries of a day.
  ['VerifyForm_verification', 'auditVerification is answered by code'],
];

const asked = (): Viewer[] => tenants.callers.flatMap(({ viewer }) => viewer ?? []);

/**
 * The viewers that send a registered document, with its variables: in the short form one of each side that may send it,
 * another for the next document.
 */
function* registeredFor(
  n: number,
  document: DocumentNode,
): Iterable<readonly [Viewer, Record<string, unknown>]> {
  const { deps, domain } = tenants.world;
  const viewers = asked();
  const sides = new Set<string>();
  for (const i of viewers.keys()) {
    const viewer = viewers[(n + i) % viewers.length]!;
    const values = new Values(domain, seeded(SEED + n), idsOf(viewer));
    const variables = variablesFor(domain, document, values);
    if (!LONG) {
      if (sides.has(viewer.side)) continue;
      const found = statementOf(deps, viewer, document, variables);
      if ('unplanned' in found && NOT_FOR_ALL.has(found.unplanned)) continue;
      sides.add(viewer.side);
    }
    yield [viewer, variables];
  }
}

describe('one statement gives the same answer as the resolvers', () => {
  it('in every registered document, for every role', async () => {
    const file = new URL('../../portal/gql/persisted-documents.json', import.meta.url);
    const sources: string[] = Object.values(JSON.parse(readFileSync(file, 'utf8')));
    const tally = new Tally();
    /** Documents by name, with the reason why no role has them planned yet; null once one has. */
    const left = new Map<string, string | null>();
    await runConcurrently(sources.length, LANES, async (n) => {
      const source = sources[n]!;
      const document = parse(source);
      const operation = getOperationAST(document)!;
      if (operation.operation !== 'query') return;
      for (const [viewer, variables] of registeredFor(n, document)) {
        const { planned } = await compare(viewer, document, source, variables, tally);
        const name = operation.name!.value;
        if ('json' in planned) left.set(name, null);
        else if (left.get(name) !== null && !NOT_FOR_ALL.has(planned.unplanned))
          left.set(name, planned.unplanned);
      }
    });
    tally.print('registered documents');
    expect(tally.differences.slice(0, 3)).toEqual([]);
    expect(tally.unanswered).toBeLessThan(MOST_UNANSWERED);
    const unplanned = [...left].filter(([, reason]) => reason !== null).sort();
    expect(unplanned).toEqual(BY_CODE);
    // Explanations and quotes are asked one at a time; pages and lists are planned.
    expect(unplanned.length / left.size).toBeLessThanOrEqual(0.075);
  }, 300_000);

  it(`in ${sizes.plannedDocuments} generated documents for each role, seed ${SEED}`, async () => {
    const tally = new Tally();
    const viewers = asked();
    await runConcurrently(viewers.length, LANES, async (i) => {
      const viewer = viewers[i]!;
      const values = new Values(tenants.world.domain, seeded(SEED + i), idsOf(viewer));
      const generator = new Generator(tenants.world.domain, viewer.role, values);
      // The viewers of a role share its documents.
      const { length: sharing } = viewers.filter(({ role }) => role === viewer.role);
      for (let n = 0; n < sizes.plannedDocuments / sharing; n++) {
        const { source, variables } = generator.next();
        const { resolved } = await compare(viewer, parse(source), source, variables, tally);
        generator.note(resolved.data);
      }
    });
    tally.print('generated documents');
    expect(tally.differences.slice(0, 3)).toEqual([]);
    expect(tally.unanswered).toBeLessThan(MOST_UNANSWERED);
    // A document with a `subject` of any type is answered by the resolvers.
    expect(tally.share('planned')).toBeGreaterThan(0.75);
    // Filters by keys, actors and objects often find no row.
    expect(tally.share('rows')).toBeGreaterThanOrEqual(0.7);
    expect(tally.share('nested')).toBeGreaterThanOrEqual(0.3);
    expect(tally.share('errors')).toBeGreaterThanOrEqual(0.1);
  }, 1_800_000);
});
