import type { UseFormReturn } from 'react-hook-form';
import { CopyValue } from '../../domain/CopyValue.tsx';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { QrCode } from '../../ui/display/QrCode.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import styles from './EnrolmentFields.module.css';
import type { Enrolment } from './useEnrolment.ts';

const QR_EDGE = 168;
/** Groups of four, as people read a secret aloud. */
const spaced = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** The secret for an authenticator app, and a field for its first code. */
export function EnrolmentFields({
  enrolment: { secret, failed },
  form,
}: {
  enrolment: Enrolment;
  form: UseFormReturn<{ code: string }>;
}) {
  const t = useText();
  return (
    <>
      {failed && (
        <Banner tone="bad" live>
          {t('ui.totp.failed')}
        </Banner>
      )}
      <div className={styles.secret}>
        {secret ? (
          <QrCode value={secret.otpauthUrl} label={t('ui.totp.qr')} size={QR_EDGE} />
        ) : (
          <Skeleton width={QR_EDGE} height={QR_EDGE} />
        )}
        <div className="stack">
          <p>{t('ui.totp.scan')}</p>
          {secret && <CopyValue label={t('ui.totp.secret')} value={spaced(secret.secret)} />}
        </div>
      </div>
      <FormField control={form.control} name="code">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.totp.code')}
            description={t('ui.totp.codeHelp')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            isRequired
          />
        )}
      </FormField>
      <p className="note">{t('ui.totp.endsOthers')}</p>
    </>
  );
}
