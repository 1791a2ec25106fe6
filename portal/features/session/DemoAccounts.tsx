import { ArrowRight, FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { AuthError, type DemoAccount, demoSignIn, type OrgKind } from '../../lib/auth.ts';
import { useText } from '../../lib/i18n.tsx';
import { Avatar } from '../../ui/display/Avatar.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Spinner } from '../../ui/feedback/Spinner.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './DemoAccounts.module.css';

const KINDS: readonly OrgKind[] = ['PARTNER', 'SELLER', 'OPERATOR'];

/** All demo accounts by organization, each with a sign-in button. */
export function DemoAccounts({
  accounts,
  onDone,
}: {
  accounts: readonly DemoAccount[];
  onDone: () => void;
}) {
  const t = useText();
  const orgs = new Set(
    KINDS.flatMap((kind) => accounts.filter(({ orgKind }) => orgKind === kind)).map(
      ({ org }) => org,
    ),
  );
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function enter(mail: string) {
    setBusy(mail);
    try {
      await demoSignIn(mail);
      onDone();
    } catch (error) {
      setBusy(null);
      setProblem(
        t.maybe(`ui.signIn.error.${error instanceof AuthError ? error.code : 'INTERNAL'}`),
      );
    }
  }
  return (
    <Card
      flush
      title={t('ui.signIn.demoTitle')}
      note={t('ui.signIn.demoNote')}
      actions={
        <Badge tone="waiting" icon={FlaskConical}>
          {t('ui.shell.demo')}
        </Badge>
      }
    >
      {problem && (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      )}
      {[...orgs].map((org) => {
        const own = accounts.filter((account) => account.org === org);
        return (
          <section key={org}>
            <h3 className={styles.org}>
              {org}
              <span>{own[0] && t(`ui.product.${own[0].orgKind}`)}</span>
            </h3>
            <ul>
              {own.map((account) => (
                <li key={account.mail}>
                  <Button
                    className={styles.account}
                    isDisabled={busy !== null}
                    onPress={() => enter(account.mail)}
                  >
                    <Avatar name={account.name} />
                    <span className="grow">
                      <strong>{account.name}</strong> · {t.enum('Role', account.role)}
                    </span>
                    {busy === account.mail ? <Spinner /> : <Icon of={ArrowRight} />}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Card>
  );
}
