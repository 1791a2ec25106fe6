import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { HomeFigure } from '../figures.tsx';
import { HomeBody, HomeGate } from '../HomeBody.tsx';

const Home = graphql(`
  query ServiceHome {
    acceptance: supervisions(first: 1, filter: { status: [AWAIT_ACCEPTANCE] }) {
      count { value isExact } totals { dealPrice { amount currency } }
    }
    frozen: supervisions(first: 1, filter: { status: [FROZEN] }) {
      count { value isExact } totals { dealPrice { amount currency } }
    }
    demands: customerDemands(first: 1, filter: { status: [SUBMITTED] }) {
      count { value isExact } totals { expectedAmount { amount currency } }
    }
    bound: customers(first: 1, filter: { status: [BOUND, CHANGE_PENDING, UNBIND_PENDING] }) {
      count { value isExact }
    }
    invited: partnerBindings(first: 1, filter: { status: [INVITED] }) { count { value isExact } }
  }
`);

/** Deliveries, appeals and demands of the customers that a service member looks after. */
export function ServiceHome() {
  const t = useText();
  const format = useFormat();
  return (
    <HomeGate query={Home} variables={{}}>
      {(data, body) => (
        <HomeBody
          body={body}
          figures={
            <>
              <HomeFigure
                label="ui.home.count.toAccept"
                amount={data.acceptance.totals.dealPrice.amount}
                count={data.acceptance.count}
                to="/supervisions"
                search={{ view: 'acceptance' }}
              />
              <HomeFigure
                label="ui.home.count.frozen"
                amount={data.frozen.totals.dealPrice.amount}
                count={data.frozen.count}
                to="/supervisions"
                search={{ view: 'frozen' }}
              />
              <HomeFigure
                label="ui.home.count.demands"
                amount={data.demands.totals.expectedAmount.amount}
                count={data.demands.count}
                to="/demands"
                search={{ view: 'waiting' }}
              />
              <HomeFigure
                label="ui.home.count.bound"
                count={data.bound.count}
                note={t('ui.home.invited', { count: format.count(data.invited.count) })}
                to="/customers"
                search={{ view: 'bound' }}
              />
            </>
          }
        />
      )}
    </HomeGate>
  );
}
