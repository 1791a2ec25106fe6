import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { FilesField, isUploading } from '../../../domain/files/FilesField.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useLanguage, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Link } from '../../../ui/actions/Link.tsx';
import { Icon } from '../../../ui/display/Icon.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { ImportSteps } from './ImportSteps.tsx';

const Start = graphql(`
  mutation ImportsPage_start($input: ImportStartInput!, $idempotencyKey: ID!) {
    step: importStart(input: $input, idempotencyKey: $idempotencyKey) {
      job { id ...Job_job }
      userErrors { code field message params { key value } }
    }
  }
`);

const TARGETS = ['CUSTOMERS', 'DISCOUNTS'] as const;
type Target = (typeof TARGETS)[number];

const route = getRouteApi('/app/imports');

/** The first step of an import: template, file, check. */
export function ImportsPage() {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { run } = useCommand(Start);
  const asked = route.useSearch();
  const [target, setTarget] = useState<Target>(asked.target ?? 'CUSTOMERS');
  const [files, setFiles] = useState<string[]>([]);
  const [refused, setRefused] = useState<readonly UserErrorLike[]>([]);
  useTitle(t('ui.import.start'));
  const [attachmentId] = files;
  const isReady = attachmentId !== undefined && !isUploading(files);

  async function start() {
    if (!isReady) return;
    const step = await run({ target, attachmentId });
    setRefused(step?.userErrors ?? []);
    if (step?.job) await navigate({ to: '/imports/$id', params: { id: step.job.id } });
  }
  return (
    <Page width="narrow">
      <PageHead
        title={t('ui.import.start')}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <RouteLink key="list" to="/transfers">
            {t('ui.nav.transfers')}
          </RouteLink>,
          <span key="new">{t('ui.import.start')}</span>,
        ]}
      />
      <ImportSteps at="upload" />
      <Card title={t('ui.import.what')}>
        <div className="stack">
          <Segmented
            label={t('ui.import.what')}
            value={target}
            onChange={(id) => setTarget(TARGETS.find((one) => one === id) ?? 'CUSTOMERS')}
            options={TARGETS.map((id) => ({ id, label: t.enum('ImportTarget', id) }))}
          />
          <p className="note">{t(`ui.import.help.${target}`)}</p>
          <p>
            <Link href={`/files/import-template/${target}?language=${language}`} download>
              <Icon of={Download} size={14} /> {t('ui.import.template')}
            </Link>
          </p>
          <FilesField
            label={t('ui.import.file')}
            description={t('ui.import.fileHelp')}
            value={files}
            onChange={setFiles}
            max={1}
            accept={['.csv', '.xlsx']}
          />
          {refused.length > 0 && (
            <Banner tone="bad" live>
              {refused.map((error) => errorText(error, t)).join('\n')}
            </Banner>
          )}
          <div className="row">
            <Button variant="primary" isDisabled={!isReady} onPress={start}>
              {t('ui.import.check')}
            </Button>
            <span className="note">{t('ui.import.checkNote')}</span>
          </div>
        </div>
      </Card>
    </Page>
  );
}
