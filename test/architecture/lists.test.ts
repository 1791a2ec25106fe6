import { describe, expect, it } from '@jest/globals';
import { filesIn, importsOf, isSource, isTest, read } from '../kit/source.ts';

const portal = filesIn('portal').filter((path) => isSource(path) && !isTest(path));
const declarations = portal.filter((path) => /\.list\.tsx?$/.test(path));
const lines = (path: string): number => read(path).trimEnd().split('\n').length;

/** Tables that are not lists: they are part of one record and have its length. */
const PARTS: Readonly<Record<string, string>> = {
  'portal/domain/authorization/CoverageTable.tsx': 'a calendar of twelve months',
  'portal/features/authorizations/customer/CustomerAuthorizations.tsx':
    'the authorizations for one customer alone, on its page',
  'portal/features/customers/record/CoverageMatrix.tsx':
    'the products of one customer by month, with their sum',
  'portal/features/authorizations/coverage/Lapsing.tsx': 'what lapses soon, under that calendar',
  'portal/features/home/SmallTable.tsx': 'the few groups behind one figure of Home',
  'portal/features/catalog/explain/AuthorizationDialog.tsx':
    'the authorizations that one explanation considers',
  'portal/features/catalog/explain/PriceDialog.tsx': 'the rules of one price',
  'portal/features/discounts/record/DiscountOrders.tsx':
    'the orders of one discount, inside its page',
  'portal/features/identity/roles/RoleMatrix.tsx': 'every role against every step',
  'portal/features/discounts/record/DiscountLines.tsx':
    'the lines of one discount, with their sums',
  'portal/features/demands/offers/OfferLines.tsx': 'the prices of one offer, inside its page',
  'portal/features/invoices/InvoiceDocuments.tsx': 'the documents of one invoice',
  'portal/features/invoices/InvoiceList.tsx': 'the lines of one invoice, with their sums',
  'portal/features/invoices/document/Comparison.tsx':
    'the fields of one invoice beside the expected ones',
  'portal/features/settlement/BillPaperLines.tsx': 'the lines of one bill, on paper',
  'portal/features/orders/record/OrderLines.tsx':
    'the lines of one order, each with its way to the bill',
  'portal/features/policies/HolidayCalendar.tsx': 'the few years that concern a deadline',
  'portal/features/policies/PolicyTable.tsx': 'the rules of one part, all of them at once',
  'portal/features/reporting/earned/ReasonLines.tsx': 'the lines of one reason, inside its row',
  'portal/features/reporting/earned/Reasons.tsx': 'the few reasons, with their sums',
  'portal/features/reporting/reports/StackChart.tsx': 'the figures of the bars above them',
  'portal/features/reporting/reports/coverage/CoverageGroups.tsx': 'groups of one report',
  'portal/features/reporting/reports/deadlines/DeadlineGroups.tsx': 'groups of one report',
  'portal/features/reporting/reports/depth/DepthGroups.tsx': 'groups of one report',
  'portal/features/reporting/reports/depth/Depths.tsx': 'the five depths of one report',
  'portal/features/reporting/reports/sales/SalesFigures.tsx':
    'groups of one report, with their sum',
  'portal/features/reporting/performance/Groups.tsx': 'groups of one report, with their sum',
  'portal/features/reporting/performance/MonthChart.tsx': 'the figures of twelve bars',
  'portal/features/reporting/performance/Rebound.tsx': 'the customers that one report leaves out',
  'portal/features/integrations/customer/CustomerConsumption.tsx':
    'the charges of one customer in 18 months',
  'portal/features/integrations/customer/CustomerUsers.tsx':
    'the users of one customer, on its page',
  'portal/features/integrations/upstream/DifferenceTable.tsx':
    'the open differences, each with its step, inside the page of the feeds',
  'portal/features/integrations/upstream/FeedTable.tsx':
    'the feeds of the accounts, all of them at once',
  'portal/features/workspace/import/ImportRows.tsx':
    'the refused rows of one import, corrected in place',
  'portal/features/reporting/earned/NextBill.tsx': 'the product types of one forecast',
  'portal/features/settlement/BillLines.tsx': 'the lines of one bill, inside its page',
  'portal/features/settlement/close/CloseAuthorizations.tsx':
    'the lines of one month without their authorization, inside its checklist',
  'portal/features/settlement/close/CloseRun.tsx':
    'the parked partners of one run, inside its checklist',
  'portal/features/settlement/close/RunPreview.tsx': 'the partners of one dry run',
  'portal/features/settlement/close/CloseBills.tsx':
    'the bills of one month that wait for one step, inside its checklist',
  'portal/features/integrations/webhooks/WebhookLog.tsx':
    'the attempts of one webhook, on its page',
  'portal/features/authorizations/terms/TermsCompared.tsx': 'two versions of terms side by side',
  'portal/shell/StaleDialog.tsx': 'two versions of a form side by side',
  'portal/ui/table/DataTable.tsx': 'the table itself',
  'portal/gallery/Lists.tsx': 'the parts in all their states',
};

/** Whether a file draws rows, with the DataTable component or by hand. */
const drawsTable = (path: string): boolean => /<table\b|<DataTable\b/.test(read(path));

describe('lists', () => {
  it('are declarations of at most sixty lines', () => {
    expect(declarations.length).toBeGreaterThanOrEqual(15);
    const long = declarations.filter((path) => lines(path) > 60);
    expect(long.map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  it('have unique names, since saved views and selections refer to them', () => {
    const names = declarations.map((path) => /^ {2}name: '(\w+)',$/m.exec(read(path))?.[1]);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are drawn by the framework only; any other table is part of one record', () => {
    const drawn = portal.filter((path) => drawsTable(path) && !path.startsWith('portal/list/'));
    expect(drawn.filter((path) => !(path in PARTS))).toEqual([]);
    expect(Object.keys(PARTS).filter((path) => !drawn.includes(path))).toEqual([]);
  });

  it('all have a page', () => {
    const shown = portal
      .filter((path) => read(path).includes('listPage('))
      .flatMap((path) => importsOf(path));
    const orphans = declarations.filter((path) => !shown.includes(path));
    expect(orphans).toEqual([]);
  });
});
