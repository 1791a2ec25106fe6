import { sql } from '../../server/platform/sql/sql.ts';
import type { World } from './world.ts';

type Rows = Pick<World, 'rows'>;

/** An id of the database from a global id. */
const keyOf = (id: string): string => id.slice(id.lastIndexOf('_') + 1);

/** The audit lines of a command, oldest first; with `id` those about one object. */
export const audited = (
  { rows }: Rows,
  action: string,
  id?: string,
): Promise<{ actor: string; detail: any }[]> =>
  rows(sql`select actor_name as actor, detail from audit_entry where action = ${action}
    ${id ? sql`and subject_id = ${keyOf(id)}` : sql``} order by created_at, position`);

export interface Posted {
  readonly to: string;
  readonly template: string;
  readonly params: Record<string, string>;
  readonly links: Record<string, string>;
}

/** The mails of a template, oldest first; with `about` those to one customer or about it. */
export const posted = ({ rows }: Rows, template: string, customerId?: string): Promise<Posted[]> =>
  rows(sql`select recipient_mail as "to", template, params, coalesce(links, '{}') as links from outbox_message
    where template = ${template} ${customerId ? sql`and customer_id = ${keyOf(customerId)}` : sql``}
    order by created_at, recipient_mail`);

/** The instant so many milliseconds after the time of the clock, as the API writes it. */
export const fromNow = ({ clock }: Pick<World, 'clock'>, ms: number): string =>
  new Date(clock.now().getTime() + ms).toISOString();
