import { type MessageId, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import facts from './facts.json';

/** Codes of top-level errors with their HTTP status, and a link to the codes of commands. */
export function Codes() {
  const t = useText();
  return (
    <>
      <DescriptionList
        variant="wide"
        items={Object.entries(facts.errors).map(([code, status]) => ({
          id: code,
          label: <code className="mono">{code}</code>,
          value: `${status === 200 ? '' : `HTTP ${status} · `}${t(`ui.api.code.${code}` as MessageId)}`,
        }))}
      />
      <p>
        <RouteLink to="/developers/reference" search={{ type: 'ReasonCode' }}>
          {t('ui.api.reasons')}
        </RouteLink>
      </p>
    </>
  );
}
