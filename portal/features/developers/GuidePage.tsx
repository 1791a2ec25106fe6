import { useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';
import { useTitle } from '../../shell/title.ts';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { CopyField } from '../../ui/fields/CopyField.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';

const PLACEHOLDER = 'YOUR_API_KEY';
const CALLS = [
  { id: 'first', query: '{ viewer { name role side } }' },
  {
    id: 'list',
    query: '{ customers(first: 5, filter: { search: "szzk" }) { nodes { name status } } }',
  },
  { id: 'schema', query: '{ __schema { queryType { fields { name description } } } }' },
  {
    id: 'live',
    live: true,
    query: 'subscription { deadlineChanged { subjectId deadlines { label dueAt } } }',
  },
] as const;
const RULES = ['scope', 'lists', 'errors', 'writes'] as const;

function curl(endpoint: string, query: string, live: boolean): string {
  const lines = [
    live ? `curl -N ${endpoint}/stream` : `curl ${endpoint}`,
    "-H 'content-type: application/json'",
    ...(live ? ["-H 'accept: text/event-stream'"] : []),
    `-H 'authorization: Bearer ${PLACEHOLDER}'`,
    `-d '${JSON.stringify({ query })}'`,
  ];
  return lines.join(' \\\n  ');
}

/** Guide for API programs: address, authentication and sample calls. */
export function GuidePage() {
  const t = useText();
  useTitle(t('ui.nav.api'));
  const endpoint = `${window.location.origin}/graphql`;
  const words = { copyLabel: t('ui.copy'), copiedLabel: t('ui.copied') };
  return (
    <Page width="narrow">
      <PageHead
        title={t('ui.nav.api')}
        actions={
          <>
            <RouteButton to="/developers/explorer">{t('ui.nav.explorer')}</RouteButton>
            <RouteButton to="/developers/keys" variant="primary">
              {t('ui.api.keys')}
            </RouteButton>
          </>
        }
      />
      <Card title={t('ui.api.endpoint')}>
        <div className="stack">
          <p>{t('ui.api.lead')}</p>
          <CopyField label={t('ui.api.address')} value={endpoint} {...words} />
        </div>
      </Card>
      <Card title={t('ui.api.auth')}>
        <div className="stack">
          <p>{t('ui.api.authText')}</p>
          {CALLS.map(({ id, query, ...call }) => (
            <CopyField
              key={id}
              label={t(`ui.api.call.${id}`)}
              value={curl(endpoint, query, 'live' in call)}
              {...words}
            />
          ))}
          <p className="note">{t('ui.api.placeholder', { key: PLACEHOLDER })}</p>
        </div>
      </Card>
      <Card title={t('ui.api.rules')}>
        <DescriptionList
          items={RULES.map((id) => ({
            id,
            label: t(`ui.api.rule.${id}`),
            value: t(`ui.api.rule.${id}.text`),
          }))}
        />
      </Card>
    </Page>
  );
}
