import { Migration } from '@mikro-orm/migrations';

/** Filters by a condition are named as the Boolean fields are: `isOverdue`. Saved views take the new names. */
export class NamesOfConditions extends Migration {
  override async up(): Promise<void> {
    const names = {
      active: 'isActive',
      completeDays: 'isOfCompleteDay',
      explorer: 'isExplorer',
      mine: 'isMine',
      overdue: 'isOverdue',
    };
    for (const [old, name] of Object.entries(names))
      this.addSql(
        `update saved_view set state = (state - '${old}') || jsonb_build_object('${name}', state->'${old}') where jsonb_exists(state, '${old}')`,
      );
  }
}
