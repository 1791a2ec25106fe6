import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import styles from './Settings.module.css';

const Preview = graphql(`
  query DigestPreview {
    notificationDigestPreview { subject parts { kind label text href } }
  }
`);

/** The next digest as it would be sent now, in the language of the mails. */
export function DigestPreview({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [result, reload] = useQuery({ query: Preview, requestPolicy: 'network-only' });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.notifications.preview')}
      closeLabel={t('ui.close')}
      footer={<Button onPress={onClose}>{t('ui.close')}</Button>}
    >
      <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={6} />}>
        {({ notificationDigestPreview: mail }) =>
          mail.parts.length > 0 ? (
            <article className={styles.preview} aria-label={mail.subject}>
              <h3>{mail.subject}</h3>
              {mail.parts.map(({ kind, label, text, href }, at) => {
                // The parts of one mail keep their order.
                const key = `${kind}${at}`;
                if (kind === 'ACTION')
                  return (
                    <p key={key}>
                      <Link href={href ?? '/'}>{label}</Link>
                    </p>
                  );
                if (kind === 'ROW')
                  return (
                    <p key={key} className={styles.entry}>
                      {href ? <Link href={href}>{label}</Link> : <strong>{label}</strong>}
                      <br />
                      {text}
                    </p>
                  );
                return text ? <p key={key}>{text}</p> : null;
              })}
            </article>
          ) : (
            <p>{t('ui.notifications.previewEmpty')}</p>
          )
        }
      </QueryGate>
    </Dialog>
  );
}
