import { systemTiming, type Timing } from '../../platform/clock.ts';
import type { SmsSettings } from '../../platform/env.ts';
import type { Logger } from '../../platform/log.ts';
import { MAIL_LOCALES } from '../../platform/mail/locales.ts';
import { UnreachableError } from '../../platform/mail/mailer.ts';
import { smsTexts } from '../../platform/sms/render.ts';
import type { SmsSender } from '../../platform/sms/sender.ts';
import { localAdmissions, openTransport, UpstreamFailure } from '../transport/index.ts';
import { smsClient } from './client.ts';

/**
 * Time for an answer. Long, because a message without an answer is sent again and so may arrive twice; below the lease
 * of its row.
 */
const WAIT_MS = 30_000;

export interface SmsSenderOptions {
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  readonly timing?: Timing;
  readonly waitMs?: number;
}

/** Sends SMS through Huawei Cloud. Throws an error of one sentence if a text has no template. */
export function openSmsSender(
  { url, from, templates, signature }: SmsSettings,
  { log, timing = systemTiming, waitMs = WAIT_MS }: SmsSenderOptions,
): SmsSender {
  const missing = smsTexts.names
    .flatMap((name) => MAIL_LOCALES.map((locale) => `${name}.${locale}`))
    .filter((name) => !templates[name]);
  if (missing.length > 0)
    throw new Error(`SMS_TEMPLATES is incomplete: add the ids of ${missing.join(', ')}.`);
  const { origin, username, password } = new URL(url);
  const transport = openTransport({
    baseUrl: origin,
    credentials: {
      accessKeyId: decodeURIComponent(username),
      secretAccessKey: decodeURIComponent(password),
    },
    timing,
    // A message beyond the quota is refused, and sent later.
    admissions: localAdmissions(timing),
    log,
    http: { totalMs: waitMs },
  });
  const client = smsClient(transport);
  return {
    keepsBodies: false,
    async send({ to, template, locale, values }) {
      const templateId = templates[`${template}.${locale}`]!;
      try {
        return await client.send({
          ...{ from, to, templateId, values },
          signature: signature ?? smsTexts.signature,
        });
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        // A refusal concerns this message; everything else, and a refused key, concerns all of them.
        if (error.kind === 'REFUSED' && !error.rejectsCredentials) throw error;
        throw new UnreachableError(error.message, { cause: error });
      }
    },
    close: () => void transport.close(),
  };
}
