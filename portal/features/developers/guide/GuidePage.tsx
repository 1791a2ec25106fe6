import { type ReactNode, useState } from 'react';
import { CopyValue } from '../../../domain/CopyValue.tsx';
import { type MessageId, useText } from '../../../lib/i18n.tsx';
import { RouteButton, RouteLink } from '../../../shell/links.ts';
import { useTitle } from '../../../shell/title.ts';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { Codes } from './Codes.tsx';
import { TOPICS } from './examples.ts';
import styles from './Guide.module.css';
import { KeysFile } from './KeysFile.tsx';
import { Limits } from './Limits.tsx';
import { type ProgramLanguage, programIn } from './languages.ts';
import { Webhooks } from './Webhooks.tsx';

const PLACEHOLDER = 'YOUR_API_KEY';
const LANGUAGES: readonly { id: ProgramLanguage; label: string }[] = [
  { id: 'curl', label: 'curl' },
  { id: 'typescript', label: 'TypeScript' },
  { id: 'python', label: 'Python' },
];
/** Topics without examples, after the others. */
const FURTHER: Readonly<Record<string, ReactNode>> = {
  webhooks: <Webhooks />,
  errors: <Codes />,
  limits: <Limits />,
  clients: <KeysFile />,
  federation: null,
};
const ALL = [...TOPICS.map(({ id }) => id), ...Object.keys(FURTHER)];

/** Guide for API programs: address, tasks with sample programs, errors and limits. */
export function GuidePage() {
  const t = useText();
  const [language, setLanguage] = useState<ProgramLanguage>('curl');
  useTitle(t('ui.nav.api'));
  const endpoint = `${window.location.origin}/graphql`;
  const title = (id: string): string => t(`ui.api.topic.${id}` as MessageId);
  const lead = (id: string) => <p>{t(`ui.api.topic.${id}.text` as MessageId)}</p>;
  const choice = (
    <Segmented
      label={t('ui.api.language')}
      options={LANGUAGES}
      value={language}
      onChange={(id) => setLanguage(id as ProgramLanguage)}
    />
  );
  return (
    <Page width="narrow">
      <PageHead
        title={t('ui.nav.api')}
        actions={
          <>
            <RouteButton to="/developers/reference">{t('ui.nav.reference')}</RouteButton>
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
          <CopyValue label={t('ui.api.address')} value={endpoint} />
          <nav aria-label={t('ui.api.topics')} className={styles.topics}>
            {ALL.map((id) => (
              <RouteLink key={id} to="/developers/guide" hash={id}>
                {title(id)}
              </RouteLink>
            ))}
          </nav>
        </div>
      </Card>
      {TOPICS.map(({ id, examples }) => (
        <div key={id} id={id} className={styles.topic}>
          <Card title={title(id)} actions={choice}>
            <div className="stack">
              {lead(id)}
              {examples.map((example) => (
                <CopyValue
                  key={example.id}
                  label={t(`ui.api.call.${example.id}` as MessageId)}
                  value={programIn[language](example, { endpoint, key: PLACEHOLDER })}
                />
              ))}
              {id === 'start' && (
                <p className="note">{t('ui.api.placeholder', { key: PLACEHOLDER })}</p>
              )}
            </div>
          </Card>
        </div>
      ))}
      {Object.entries(FURTHER).map(([id, content]) => (
        <div key={id} id={id} className={styles.topic}>
          <Card title={title(id)}>
            <div className="stack">
              {lead(id)}
              {content}
            </div>
          </Card>
        </div>
      ))}
    </Page>
  );
}
