import { graphql } from '../../../gql/gql.ts';

export const sendBill = graphql(`
  mutation BillCommands_send($input: SettlementBillSendInput!, $idempotencyKey: ID!) {
    step: settlementBillSend(input: $input, idempotencyKey: $idempotencyKey) {
      settlementBill { id ...BillPage_bill }
      userErrors { code field message params { key value } }
    }
  }
`);
export const confirmBill = graphql(`
  mutation BillCommands_confirm($input: SettlementBillConfirmInput!, $idempotencyKey: ID!) {
    step: settlementBillConfirm(input: $input, idempotencyKey: $idempotencyKey) {
      settlementBill { id ...BillPage_bill }
      userErrors { code field message params { key value } }
    }
  }
`);
export const countersignBill = graphql(`
  mutation BillCommands_countersign($input: SettlementBillCountersignInput!, $idempotencyKey: ID!) {
    step: settlementBillCountersign(input: $input, idempotencyKey: $idempotencyKey) {
      settlementBill { id status ...BillPage_bill }
      userErrors { code field message params { key value } }
    }
  }
`);
export const payBill = graphql(`
  mutation BillCommands_pay($input: SettlementBillPayInput!, $idempotencyKey: ID!) {
    step: settlementBillPay(input: $input, idempotencyKey: $idempotencyKey) {
      settlementBill { id ...BillPage_bill }
      userErrors { code field message params { key value } }
    }
  }
`);
export const rejectBillPayment = graphql(`
  mutation BillCommands_rejectPayment($input: SettlementBillRejectPaymentInput!, $idempotencyKey: ID!) {
    step: settlementBillRejectPayment(input: $input, idempotencyKey: $idempotencyKey) {
      settlementBill { id ...BillPage_bill }
      userErrors { code field message params { key value } }
    }
  }
`);
export const resubmitBillPayment = graphql(`
  mutation BillCommands_resubmitPayment($input: SettlementBillResubmitPaymentInput!, $idempotencyKey: ID!) {
    step: settlementBillResubmitPayment(input: $input, idempotencyKey: $idempotencyKey) {
      settlementBill { id ...BillPage_bill }
      userErrors { code field message params { key value } }
    }
  }
`);
export const releaseBill = graphql(`
  mutation BillCommands_release($input: SettlementBillReleaseInput!, $idempotencyKey: ID!) {
    step: settlementBillRelease(input: $input, idempotencyKey: $idempotencyKey) {
      settlementBill { id ...BillPage_bill }
      userErrors { code field message params { key value } }
    }
  }
`);
