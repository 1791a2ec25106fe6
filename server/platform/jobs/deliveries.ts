import type { Mailer } from '../mail/mailer.ts';
import { type MailSource, renderMail } from '../mail/render.ts';
import type { Secrets } from '../secrets.ts';
import { mobileNumber } from '../sms/number.ts';
import { SHORT_PATH, type SmsSource, smsTexts } from '../sms/render.ts';
import type { SmsSender } from '../sms/sender.ts';
import { type Sql, sql } from '../sql/sql.ts';
import type { Taken } from './drain.ts';
import type { Channel } from './outbox.entity.ts';

export interface Deliveries {
  readonly mailer: Mailer;
  /** The sender of SMS and the keys of their numbers; absent on a site that sends none. */
  readonly sms?: { readonly sender: SmsSender; readonly secrets: Secrets } | null;
  readonly publicUrl: string;
}

export interface Unsent extends MailSource, Taken {
  readonly mail: string | null;
  readonly sealedNumber: string | null;
  readonly shortCode: string | null;
  readonly turnId: string;
  readonly isUrgent: boolean;
  /** Whether the time in which the message is of use has passed. */
  readonly isLate: boolean;
}

interface Sent {
  readonly providerId: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
}

/** How the messages of one channel leave. */
export interface Delivery {
  readonly channel: Channel;
  /** Whether sent messages remain readable in the product, as in the demo. */
  readonly isKept: boolean;
  /** Assignments that erase from a sent message all that only its recipient may know. */
  readonly erased: Sql;
  send(row: Unsent): Promise<Sent>;
}

export const deliveriesOf = ({ mailer, sms, publicUrl }: Deliveries): readonly Delivery[] => [
  byMail(mailer, publicUrl),
  ...(sms ? [bySms(sms, publicUrl)] : []),
];

function byMail(mailer: Mailer, publicUrl: string): Delivery {
  const host = new URL(publicUrl).hostname;
  return {
    channel: 'MAIL',
    isKept: mailer.keepsBodies,
    erased: sql`links = null, secrets = null`,
    async send(row) {
      const content = renderMail(row, publicUrl);
      const messageId = `<${row.id}@${host}>`;
      const providerId = await mailer.send({ ...content, to: row.mail!, messageId });
      return { providerId, ...content };
    },
  };
}

function bySms({ sender, secrets }: NonNullable<Deliveries['sms']>, publicUrl: string): Delivery {
  return {
    channel: 'SMS',
    isKept: sender.keepsBodies,
    // The link stays: it leads to a page of the portal, and the short address in the text must work.
    erased: sql`sealed_number = null, secrets = null`,
    async send({ template, locale, params, secrets: codes, sealedNumber, shortCode }) {
      const content = smsTexts.write({
        template,
        locale,
        params: params as SmsSource['params'],
        secrets: codes ?? null,
        link: shortCode && new URL(`${SHORT_PATH}${shortCode}`, publicUrl).href,
      });
      const to = mobileNumber.unseal(secrets, sealedNumber!);
      const providerId = await sender.send({ ...content, to, template });
      return { providerId, subject: null, text: content.text, html: null };
    },
  };
}
