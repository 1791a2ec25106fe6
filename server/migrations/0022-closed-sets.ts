import { Migration } from '@mikro-orm/migrations';

/** Indexes for the filters of the audit, and closed sets that were free text. A supervision template of another name becomes the standard one. */
export class ClosedSets extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `update product set supervision_template = case upper(supervision_template) when 'WEBSITE' then 'WEBSITE' else 'STANDARD' end where supervision_template is not null`,
    );
    this.addSql(
      `create index "audit_entry_of_subject" on "audit_entry" ("subject_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "audit_entry_by_actor" on "audit_entry" ("actor_name", "created_at", "id")`,
    );
    this.addSql(
      `create index "audit_entry_by_action" on "audit_entry" ("tenant_id", "action", "created_at", "id")`,
    );
    this.addSql(
      `create index "audit_entry_of_action" on "audit_entry" ("action", "created_at", "id")`,
    );
    // Mails that wait name a text of the catalog.
    this.addSql(
      `update outbox_message set params = jsonb_set(params, '{role}', to_jsonb('enum.Role.' || upper(replace(substr(params->>'role', 11), '.', '_'))))
      where template = 'memberInvite' and sent_at is null and params->>'role' like 'enum.Role.%'`,
    );
    this.addSql(
      `alter table "product" add constraint "product_supervision_template_check" check ("supervision_template" in ('STANDARD', 'WEBSITE'))`,
    );
    this.addSql(
      `alter table "settlement_carry_over" add constraint "settlement_carry_over_product_type_check" check ("product_type" in ('SAAS', 'IMAGE', 'API', 'CONTAINER', 'DATA_ASSET', 'AI_ASSET', 'LICENSE', 'MANUAL_SERVICE', 'HARDWARE', 'CONSULTING'))`,
    );
    this.addSql(
      `alter table "settlement_bill_line" add constraint "settlement_bill_line_product_type_check" check ("product_type" in ('SAAS', 'IMAGE', 'API', 'CONTAINER', 'DATA_ASSET', 'AI_ASSET', 'LICENSE', 'MANUAL_SERVICE', 'HARDWARE', 'CONSULTING'))`,
    );
  }
}
