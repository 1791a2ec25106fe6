import { Migration } from '@mikro-orm/migrations';

export class CalledApis extends Migration {
  override async up(): Promise<void> {
    // No run ever read these feeds.
    this.addSql(
      `delete from "upstream_feed" where "api" in ('CONSUMING_CUSTOMERS', 'REFUND_ORDERS', 'MONTHLY_SUMS', 'INCENTIVE_POLICIES')`,
    );
    // No API tells these flags.
    this.addSql(
      `update "customer_flag" set "source" = 'OPERATOR' where "flag" in ('SPECIAL_CONTRACT', 'UNPAID_PARTNER_PAYS')`,
    );
    this.addSql(`alter table "upstream_feed" drop constraint "upstream_feed_api_check"`);
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_api_check" check ("api" in ('SUB_CUSTOMERS', 'INDIRECT_PARTNERS', 'CUSTOMER_ORDERS', 'BILL_DETAILS', 'ORDER_NOTIFICATIONS', 'ORDER_QUERY', 'ENTERPRISE_MAIL'))`,
    );
    this.addSql(`alter table "sync_run" drop constraint "sync_run_api_check"`);
    this.addSql(
      `alter table "sync_run" add constraint "sync_run_api_check" check ("api" in ('SUB_CUSTOMERS', 'INDIRECT_PARTNERS', 'CUSTOMER_ORDERS', 'BILL_DETAILS', 'ORDER_NOTIFICATIONS', 'ORDER_QUERY', 'ENTERPRISE_MAIL'))`,
    );
    this.addSql(`alter table "quarantined_row" drop constraint "quarantined_row_api_check"`);
    this.addSql(
      `alter table "quarantined_row" add constraint "quarantined_row_api_check" check ("api" in ('SUB_CUSTOMERS', 'INDIRECT_PARTNERS', 'CUSTOMER_ORDERS', 'BILL_DETAILS', 'ORDER_NOTIFICATIONS', 'ORDER_QUERY', 'ENTERPRISE_MAIL'))`,
    );
  }
}
