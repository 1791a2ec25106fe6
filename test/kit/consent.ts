import { type MailSource, renderMail } from '../../server/platform/mail/render.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import type { Api, World } from './world.ts';

/** A binding and the contact on file of its customer. */
export interface Addressee {
  /** Global id of the binding. */
  readonly id: string;
  readonly to: string;
}

/** The newest one-time code for a binding that was mailed to that address. Throws if there is no such mail. */
export async function mailedCode(
  { rows }: Pick<World, 'rows'>,
  { id, to }: Addressee,
): Promise<string> {
  const [mail] = await rows<MailSource>(sql`
    select m.template, m.locale, m.params, m.links, m.secrets from outbox_message m
    join partner_binding b on b.id = ${id.slice(4)} and b.customer_id = m.customer_id
    join organization o on o.id = b.partner_id and o.name = m.params->>'partner'
    where m.recipient_mail = ${to} and m.template = 'bindingCode' order by m.created_at desc limit 1`);
  if (!mail) throw new Error(`No code was mailed to ${to}`);
  return /验证码：(\d{6})\n/.exec(renderMail(mail, 'http://localhost').text)![1]!;
}

/** Requests a code as the customer and returns the input for accepting. */
export async function consent(
  world: Pick<World, 'rows'>,
  buyer: Api,
  { type = 'ADVISORY', ...addressee }: Addressee & { type?: string },
): Promise<{ id: string; type: string; agreementAccepted: true; code: string }> {
  const { id } = addressee;
  await buyer.mutate('partnerBindingSendCode', { id });
  return { id, type, agreementAccepted: true, code: await mailedCode(world, addressee) };
}

/** The newest code that was mailed to that address to prove the session of a link. Throws if there is no such mail. */
export async function mailedProof({ rows }: Pick<World, 'rows'>, to: string): Promise<string> {
  const [mail] = await rows<MailSource>(sql`
    select template, locale, params, links, secrets from outbox_message
    where recipient_mail = ${to} and template = 'customerCode' order by created_at desc, id desc limit 1`);
  if (!mail) throw new Error(`No code was mailed to ${to}`);
  return /验证码 *：? *(\d{6})/.exec(renderMail(mail, 'http://localhost').text)![1]!;
}
