import { useQuery } from 'urql';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useNow } from '../../lib/clock.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { Timeline } from '../../ui/display/Timeline.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Drawer } from '../../ui/overlays/Drawer.tsx';
import styles from './PolicyHistory.module.css';
import { isScheduled, policyName, policyValueText } from './policy-text.ts';

const Policy = graphql(`
  fragment PolicyHistory_policy on Policy { key unit default description }
`);
const History = graphql(`
  query PolicyHistory_values($key: [String!]!) {
    policyValues(first: 100, filter: { key: $key }) {
      nodes { id value effectiveFrom setBy reason createdAt }
      pageInfo { hasNextPage }
    }
  }
`);

export function PolicyHistory({
  policy,
  onClose,
}: {
  policy: FragmentType<typeof Policy>;
  onClose: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const p = readFragment(Policy, policy);
  const [result, reload] = useQuery({
    query: History,
    variables: { key: [p.key] },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Drawer isOpen onOpenChange={onClose} title={policyName(p.key, t)} closeLabel={t('ui.close')}>
      <div className={styles.body}>
        <p className="muted">{t.maybe(`ui.policy.${p.key}.text`, undefined, p.description)}</p>
        <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={4} height={16} />}>
          {({ policyValues }) => {
            // By start; of two with the same start the later entry applies.
            const values = policyValues.nodes.toSorted(
              (a, b) =>
                Date.parse(b.effectiveFrom) - Date.parse(a.effectiveFrom) ||
                b.id.localeCompare(a.id),
            );
            const inForce = values.find((v) => !isScheduled(v, now));
            return (
              <Timeline
                label={t('ui.policy.history')}
                items={[
                  ...values.map((v) => ({
                    id: v.id,
                    tone: v === inForce ? ('good' as const) : undefined,
                    title: (
                      <span className="row">
                        <strong>{policyValueText(p, v.value, t, format)}</strong>
                        {v === inForce && <Badge tone="good">{t('ui.policy.inForce')}</Badge>}
                        {isScheduled(v, now) && (
                          <Badge tone="waiting">{t('ui.policy.scheduled')}</Badge>
                        )}
                      </span>
                    ),
                    note: t('ui.policy.setNote', {
                      from: format.dateTime(v.effectiveFrom),
                      who: v.setBy,
                      at: format.dateTime(v.createdAt),
                    }),
                    children: <p>{v.reason}</p>,
                  })),
                  ...(policyValues.pageInfo.hasNextPage
                    ? []
                    : [
                        {
                          id: 'default',
                          tone: inForce ? undefined : ('good' as const),
                          title: (
                            <span className="row">
                              <strong>{policyValueText(p, p.default, t, format)}</strong>
                              {!inForce && <Badge tone="good">{t('ui.policy.inForce')}</Badge>}
                            </span>
                          ),
                          note: t('ui.policy.fromTheStart'),
                        },
                      ]),
                ]}
              />
            );
          }}
        </QueryGate>
      </div>
    </Drawer>
  );
}
