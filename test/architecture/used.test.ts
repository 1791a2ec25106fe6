import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLObjectType, parse } from 'graphql';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = buildSchema(read('schema.graphql'));

/**
 * Roots that no page uses, by the reason why they are for programs only. A page that starts to use one removes it
 * here; a new root is used by a page, or gets its reason here.
 */
const FOR_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'A gateway of a federation calls them.': ['_entities', '_service'],
  'A program follows a global id without its type; a page knows the type of its record.': [
    'node',
    'nodes',
  ],
  'A program learns whose key it uses; the portal reads its session.': ['viewer'],
  'A program reads one record by its key; the page shows it within a list or its parent.': [
    'apiKey',
    'billAdjustment',
    'customerConsumption',
    'deadline',
    'deadlineOutcome',
    'difference',
    'ledgerEntry',
    'member',
    'memberInvitation',
    'notification',
    'performanceTarget',
    'quarantinedRow',
    'salesPeriod',
    'savedView',
    'settlementBillLine',
    'specification',
    'supportGroup',
    'syncRun',
    'upstreamNotification',
  ],
  'A program follows events behind the horizon; the pages show the recent activity, newest first.':
    ['events'],
  'A program synchronizes all rows by time of change; the page shows them within their parent.': [
    'billAdjustments',
    'customerConsumptions',
    'ledgerEntries',
    'ledgerPostings',
    'orderRows',
    'refundRequests',
    'salesPeriods',
    'specifications',
  ],
  'Dashboards and exports group sums; the pages show the totals of their lists.': [
    'demandReport',
    'ledgerReport',
    'paymentAuthorizationReport',
    'supervisionReport',
  ],
  'A row of an import is this command; the pages change one value of a selection.': [
    'customerSetOwnData',
  ],
  'A program replaces all tags; the page adds and removes single ones.': ['customerSetTags'],
  'A program decides at once; the page runs the plural, which can be undone for ten seconds.': [
    'exclusiveDiscountApprove',
    'exclusiveDiscountReject',
  ],
};

/** Roots that `npm run new` has written, until their page is built. */
const WITHOUT_PAGE: readonly string[] = [];

const listed = [...Object.values(FOR_PROGRAMS).flat(), ...WITHOUT_PAGE];

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  .filter((type): type is GraphQLObjectType => Boolean(type))
  .flatMap((type) => Object.keys(type.getFields()));

/** Roots in the documents of the portal. */
const used = new Set(
  Object.values(
    JSON.parse(read('portal/gql/persisted-documents.json')) as Record<string, string>,
  ).flatMap((text) =>
    parse(text).definitions.flatMap((definition) =>
      definition.kind === 'OperationDefinition'
        ? definition.selectionSet.selections.flatMap((field) =>
            field.kind === 'Field' ? [field.name.value] : [],
          )
        : [],
    ),
  ),
);

/** A finding with what to do. */
const findings = (names: readonly string[], todo: string): string[] =>
  names.map((name) => `${name}: ${todo}`);

describe('a root of the schema', () => {
  it('is used by a page, or listed with the reason why it is for programs only', () => {
    expect(roots.length).toBeGreaterThan(100);
    const known = new Set(listed);
    const unused = roots.filter((name) => !used.has(name) && !known.has(name));
    expect(
      findings(
        unused,
        'no page uses it. Build its page, or add it to FOR_PROGRAMS in this file under its reason.',
      ),
    ).toEqual([]);
  });

  it('is not listed once a page uses it', () => {
    const stale = listed.filter((name) => used.has(name));
    expect(findings(stale, 'a page uses it now. Remove it from the list in this file.')).toEqual(
      [],
    );
  });

  it('is listed once, and exists', () => {
    expect(listed.filter((name, i) => listed.indexOf(name) !== i)).toEqual([]);
    expect(listed.filter((name) => !roots.includes(name))).toEqual([]);
  });
});
