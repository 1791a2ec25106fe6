import { getRouteApi } from '@tanstack/react-router';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { fromDay, isoDay, plusDays, untilDay } from '../../../lib/dates.ts';
import { useMay } from '../../../lib/session.ts';
import { FirstSteps } from '../FirstSteps.tsx';
import { HomeBody, HomeGate } from '../HomeBody.tsx';
import { LAPSE_DAYS, LapseFigure } from '../lapses/LapseFigure.tsx';
import { lapsesOf } from '../lapses/lapses.ts';
import { type Days, sameDays } from '../periods.ts';
import { SalesFigures } from './SalesFigures.tsx';

const Home = graphql(`
  query SalesHome(
    $unit: SalesUnit!, $present: DateTimeRange!, $before: DateTimeRange!, $soon: DateTimeRange!
    $trend: Boolean!, $bills: Boolean!
  ) {
    ...SalesFigures_query
    known: customers(first: 1) { count { value } }
    csp: cspAuthorizations(first: 50, filter: { status: [ACTIVE], endsWithin: $soon }, orderBy: { field: ENDING, direction: ASC }) {
      nodes { id productName customerName validUntil product { id } customer { id } soldLastYear { amount currency } }
      count { value isExact }
    }
    joint: jointSalesAuthorizations(first: 50, filter: { status: [ACTIVE], endsWithin: $soon }, orderBy: { field: ENDING, direction: ASC }) {
      nodes { id productName customerName validUntil product { id } customer { id } soldLastYear { amount currency } }
      count { value isExact }
    }
    discounts: exclusiveDiscounts(first: 50, filter: { status: [EFFECTIVE], endsWithin: $soon }, orderBy: { field: ENDING, direction: ASC }) {
      nodes { id productName customerName validUntil product { id } customer { id } soldLastYear { amount currency } }
      count { value isExact }
    }
  }
`);

const route = getRouteApi('/app/');
const rangeOf = ({ first, last }: Days) => ({ from: fromDay(first), until: untilDay(last) });

/** Sales of the period, customers, and what ends soon with its worth. */
export function SalesHome() {
  const may = useMay();
  const { unit = 'MONTH' } = route.useSearch();
  const now = useNow();
  const today = isoDay(now);
  const days = sameDays(unit, now);
  return (
    <HomeGate
      query={Home}
      variables={{
        unit,
        present: rangeOf(days.present),
        before: rangeOf(days.before),
        soon: { from: fromDay(today), until: untilDay(plusDays(today, LAPSE_DAYS)) },
        trend: may('SalesPeriod'),
        bills: may('SettlementBill'),
      }}
    >
      {(data, body) => (
        <HomeBody
          body={body}
          lapses={lapsesOf(data)}
          first={data.known.count.value === 0 ? <FirstSteps /> : undefined}
          figures={
            <>
              <SalesFigures query={data} unit={unit} days={days} />
              <LapseFigure data={data} today={today} />
            </>
          }
        />
      )}
    </HomeGate>
  );
}
