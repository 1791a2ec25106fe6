import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import { DeadlineOutcomeEntity } from '../../platform/jobs/deadline-outcome.entity.ts';
import { sql } from '../../platform/sql/sql.ts';
import { CustomerAccessEntity, CustomerEntity } from '../customers/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';
import { OPEN_STATES } from './binding.machine.ts';
import { prospectDays } from './binding.policies.ts';

/** PostgreSQL looks for each deleted customer in every table that names one, some of which have no index for it. */
const MOST = 10;

/** Rows that are deleted with their prospect, and do not keep it. */
const OWN: readonly object[] = [CustomerAccessEntity, PartnerBindingEntity];

interface Others {
  /** Entities that refer to a customer: a row of them keeps the prospect. */
  readonly records: readonly object[];
  /** Entity with the notes on records. */
  readonly notes: object;
}

/**
 * Deletes each prospect that only partners named and that no record but lapsed bindings names, with these bindings, the
 * notes on it, and its name in ended deadlines (decision 0050). Events and audit stay.
 */
export const prospectPurge = ({ records, notes }: Others) => {
  const unnamed = records
    .filter((entity) => !OWN.includes(entity))
    .map(
      (entity) => sql`not exists (select from ${sql.table(entity)} r where r.customer_id = c.id)`,
    );
  return {
    name: 'prospects',
    keep: prospectDays,
    batch: (until: Date, most: number) => sql`
      with gone as (
        select c.id from ${sql.table(CustomerEntity)} c
        where c.source = 'PARTNER' and c.upstream_id is null and not c.contact_on_file and c.created_at < ${until}
          and not exists (select from ${sql.table(PartnerBindingEntity)} b where b.customer_id = c.id
            and (b.bound_at is not null or b.status in (${sql.words(OPEN_STATES)}) or b.created_at >= ${until}))
          and not exists (select from ${sql.table(CustomerAccessEntity)} a where a.customer_id = c.id and a.since >= ${until})
          and not exists (select from ${sql.table(DomainEventEntity)} e where e.created_at >= ${until} and (e.subject_id = c.id
            or e.subject_id in (select b.id from ${sql.table(PartnerBindingEntity)} b where b.customer_id = c.id)))
          and ${sql.and(unnamed)}
        order by c.created_at, c.id limit ${Math.min(most, MOST)} for update of c skip locked),
      lapsed as (
        delete from ${sql.table(PartnerBindingEntity)} where customer_id in (select id from gone)),
      noted as (
        delete from ${sql.table(notes)} where subject_id in (select id from gone)),
      outcomes as (
        update ${sql.table(DeadlineOutcomeEntity)} set label = '' where customer_id in (select id from gone))
      delete from ${sql.table(CustomerEntity)} where id in (select id from gone) returning id`,
  };
};
