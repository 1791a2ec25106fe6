import { useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';
import { useTitle } from '../../shell/title.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyField } from '../../ui/CopyField.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';

const PLACEHOLDER = 'YOUR_API_KEY';
const QUERY = '{ viewer { name role side } }';
const SCHEMA_QUERY = '{ __schema { queryType { fields { name description } } } }';

const curl = (endpoint: string, query: string): string =>
  `curl ${endpoint} -H 'content-type: application/json' -H 'authorization: Bearer ${PLACEHOLDER}' -d '{"query":"${query}"}'`;

/** How programs call the API: where it is, how they sign in, and a call to start from. */
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
          <RouteButton to="/developers/keys" variant="primary">
            {t('ui.api.keys')}
          </RouteButton>
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
          <CopyField label={t('ui.api.firstCall')} value={curl(endpoint, QUERY)} {...words} />
          <CopyField
            label={t('ui.api.schemaCall')}
            value={curl(endpoint, SCHEMA_QUERY)}
            {...words}
          />
          <p className="note">{t('ui.api.placeholder', { key: PLACEHOLDER })}</p>
        </div>
      </Card>
      <Card title={t('ui.api.rules')}>
        <ul className="stack">
          {(['scope', 'lists', 'errors', 'writes'] as const).map((id) => (
            <li key={id}>{t(`ui.api.rule.${id}`)}</li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
