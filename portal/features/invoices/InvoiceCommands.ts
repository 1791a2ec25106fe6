import { graphql } from '../../gql/gql.ts';

export const registerInvoice = graphql(`
  mutation InvoiceCommands_register($input: InvoiceRegisterInput!, $idempotencyKey: ID!) {
    step: invoiceRegister(input: $input, idempotencyKey: $idempotencyKey) {
      invoice { id ...InvoicePage_invoice }
      userErrors { code field message params { key value } }
    }
  }
`);
export const registerRedLetter = graphql(`
  mutation InvoiceCommands_registerRedLetter($input: InvoiceRegisterRedLetterInput!, $idempotencyKey: ID!) {
    step: invoiceRegisterRedLetter(input: $input, idempotencyKey: $idempotencyKey) {
      invoice { id ...InvoicePage_invoice }
      userErrors { code field message params { key value } }
    }
  }
`);
export const sendInvoice = graphql(`
  mutation InvoiceCommands_send($input: InvoiceSendInput!, $idempotencyKey: ID!) {
    step: invoiceSend(input: $input, idempotencyKey: $idempotencyKey) {
      invoice { id ...InvoicePage_invoice }
      userErrors { code field message params { key value } }
    }
  }
`);
export const signForInvoice = graphql(`
  mutation InvoiceCommands_signFor($input: InvoiceSignForInput!, $idempotencyKey: ID!) {
    step: invoiceSignFor(input: $input, idempotencyKey: $idempotencyKey) {
      invoice { id ...InvoicePage_invoice }
      userErrors { code field message params { key value } }
    }
  }
`);
export const verifyInvoice = graphql(`
  mutation InvoiceCommands_verify($input: InvoiceVerifyInput!, $idempotencyKey: ID!) {
    step: invoiceVerify(input: $input, idempotencyKey: $idempotencyKey) {
      invoice { id ...InvoicePage_invoice }
      userErrors { code field message params { key value } }
    }
  }
`);
export const returnInvoice = graphql(`
  mutation InvoiceCommands_return($input: InvoiceReturnInput!, $idempotencyKey: ID!) {
    step: invoiceReturn(input: $input, idempotencyKey: $idempotencyKey) {
      invoice { id ...InvoicePage_invoice }
      userErrors { code field message params { key value } }
    }
  }
`);
