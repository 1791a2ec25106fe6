import { useEffect, useState } from 'react';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { CopyField } from '../../ui/CopyField.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './EnrollDialog.module.css';
import { confirmTotp, startTotp, type TotpEnrolment } from './totp.ts';
import { useCodeForm } from './useCodeForm.ts';

const QR_EDGE = 168;
/** Groups of four, as people read a secret out to themselves. */
const spaced = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

export interface EnrollDialogProps {
  onClose: () => void;
  /** With the recovery codes. */
  onDone: (recoveryCodes: string[]) => void;
}

/** Shows the secret to an authenticator app and lets the app prove that it has it. */
export function EnrollDialog({ onClose, onDone }: EnrollDialogProps) {
  const t = useText();
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    startTotp().then(setEnrolment, () => setFailed(true));
  }, []);
  const { form, submit } = useCodeForm(
    async (code) => onDone(await confirmTotp(code)),
    'ui.totp.codeDigits',
  );
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.totp.enrollTitle')}
      description={t('ui.totp.enrollText')}
      confirmLabel={t('ui.totp.turnOn')}
      onSubmit={submit}
      onClose={onClose}
    >
      {failed && (
        <Banner tone="bad" live>
          {t('ui.totp.failed')}
        </Banner>
      )}
      <div className={styles.secret}>
        {enrolment ? (
          <QrCode value={enrolment.otpauthUrl} label={t('ui.totp.qr')} size={QR_EDGE} />
        ) : (
          <Skeleton width={QR_EDGE} height={QR_EDGE} />
        )}
        <div className="stack">
          <p>{t('ui.totp.scan')}</p>
          {enrolment && (
            <CopyField
              label={t('ui.totp.secret')}
              value={spaced(enrolment.secret)}
              copyLabel={t('ui.copy')}
              copiedLabel={t('ui.copied')}
            />
          )}
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
    </FormDialog>
  );
}
