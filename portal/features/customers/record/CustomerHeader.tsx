import { Plus, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { BindingActions } from '../../../domain/binding/BindingActions.tsx';
import { BOUND, UNCLAIMED } from '../../../domain/binding/states.ts';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { RecordHead } from '../../../domain/record/RecordHead.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { daysBetween, isoDay } from '../../../lib/dates.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { useNeighbours } from '../../../list/Neighbours.tsx';
import { RouteButton } from '../../../shell/links.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';

const InviteDialog = lazyComponent(
  () => import('../../../domain/binding/InviteDialog.tsx'),
  'InviteDialog',
);
const PreRegisterDialog = lazyComponent(
  () => import('../../../domain/binding/PreRegisterDialog.tsx'),
  'PreRegisterDialog',
);

const Customer = graphql(`
  fragment CustomerHeader_customer on Customer {
    id name cloudAccount status
    throughPartner { id name }
    binding { id status type dueAt boundAt ...BindingActions_binding }
  }
`);

const CLOCKED = new Set(['PRE_REGISTERED', 'INVITED', 'PROVISIONAL']);

export interface CustomerHeaderProps {
  customer: FragmentType<typeof Customer>;
  /** The open tab, which stays on the way to the next customer. */
  tab?: string;
}

export function CustomerHeader({ customer, tab }: CustomerHeaderProps) {
  const t = useText();
  const may = useMay();
  const viewer = sideOf(useSession()) === 'OPERATOR' ? 'OPERATOR' : 'PARTNER';
  const [dialog, setDialog] = useState<'invite' | 'preRegister' | null>(null);
  const format = useFormat();
  const now = useNow();
  const c = readFragment(Customer, customer);
  const boundAt = c.binding?.boundAt;
  const neighbours = useNeighbours({
    list: 'customers',
    id: c.id,
    to: '/customers/$id',
    search: { tab },
  });
  const status = c.status ?? '';
  const free = UNCLAIMED.some((state) => state === status);
  return (
    <>
      <RecordHead
        title={c.name}
        crumbs={[<BackToList key="list" name="customers" label="ui.nav.customers" />]}
        neighbours={neighbours}
        meta={
          <>
            {status && <StateBadge type="CustomerStatus" value={status} />}
            {CLOCKED.has(status) && c.binding?.dueAt && (
              <DeadlineBadge deadline={{ dueAt: c.binding.dueAt }} />
            )}
            {c.throughPartner && (
              <Tag>{t('ui.customer.through', { name: c.throughPartner.name })}</Tag>
            )}
            {c.binding?.type && <Tag>{t.enum('BindingType', c.binding.type)}</Tag>}
            {c.cloudAccount && <span className="mono">{c.cloudAccount}</span>}
            {boundAt && BOUND.some((state) => state === status) && (
              <span className="note">
                {t('ui.customer.boundFor', {
                  date: format.date(boundAt),
                  days: daysBetween(format.date(boundAt), isoDay(now)),
                })}
              </span>
            )}
          </>
        }
        actions={
          <>
            {c.binding && <BindingActions binding={c.binding} viewer={viewer} />}
            {free && may('partnerBindingPreRegister') && (
              <Button onPress={() => setDialog('preRegister')}>
                {t('ui.binding.preRegister.action')}
              </Button>
            )}
            {free && may('partnerBindingInvite') && (
              <Button variant="primary" icon={UserRoundPlus} onPress={() => setDialog('invite')}>
                {t('ui.binding.invite.one')}
              </Button>
            )}
            {status === 'BOUND' && may('exclusiveDiscountCreate') && (
              <RouteButton
                to="/discounts/new"
                search={{ customer: c.id }}
                variant="primary"
                icon={Plus}
              >
                {t('ui.discount.create')}
              </RouteButton>
            )}
          </>
        }
      />
      {dialog === 'invite' && <InviteDialog customer={c} onClose={() => setDialog(null)} />}
      {dialog === 'preRegister' && (
        <PreRegisterDialog customer={c} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
