import { Migration } from '@mikro-orm/migrations';

export class PausesOfSupervisions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "supervision" add "paused_at" timestamptz(3) null`);
    // No reader sees the column, so that the rows keep `updated_at`.
    this.addSql(`alter table supervision disable trigger user`);
    this.addSql(`update supervision s set paused_at = coalesce(
      (select min(d.paused_since) from deadline d where d.subject_type = 'Supervision' and d.subject_id = s.id and d.fired_at is null),
      s.frozen_at, (select r.created_at from refund_request r where r.order_line_id = s.order_line_id and r.ended_at is null))
      where s.ended_at is null and (s.status = 'FROZEN'
        or exists (select 1 from refund_request r where r.order_line_id = s.order_line_id and r.ended_at is null))`);
    this.addSql(`alter table supervision enable trigger user`);
    this.addSql(
      `alter table "supervision" add constraint "supervision_paused" check ((status <> 'FROZEN' or paused_at is not null) and (ended_at is null or paused_at is null))`,
    );
  }
}
