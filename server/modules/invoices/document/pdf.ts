import { extractText, getDocumentProxy } from 'unpdf';
import { refuse } from '../../../platform/errors.ts';
import {
  amountOf,
  dayOf,
  given,
  type InvoiceDocument,
  kindOf,
  rateOf,
  unreadable,
} from './invoice-document.ts';

/** An invoice has one page, a long one a few. */
const MOST_PAGES = 10;

/**
 * Reads an electronic invoice as a PDF: the properties that the tax bureau writes into the file, and the printed text for
 * what they lack. A scanned image has neither and is refused.
 */
export async function readPdf(bytes: Uint8Array): Promise<InvoiceDocument> {
  const { text, custom } = await contentsOf(bytes);
  const printed = ofText(text);
  const document = { ...printed, ...ofProperties(custom) };
  if (!document.number) throw unreadable('NOT_AN_INVOICE');
  return document;
}

type Properties = Readonly<Record<string, unknown>>;

async function contentsOf(bytes: Uint8Array): Promise<{ text: string; custom: Properties }> {
  try {
    // The library takes the buffer for itself.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes));
    try {
      if (pdf.numPages > MOST_PAGES) throw unreadable('TOO_LARGE');
      const [{ text }, { info }] = await Promise.all([
        extractText(pdf, { mergePages: true }),
        pdf.getMetadata(),
      ]);
      return { text, custom: (info as { Custom?: Properties }).Custom ?? {} };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    if (refuse.is(error)) throw error;
    throw unreadable('MALFORMED');
  }
}

function ofProperties(custom: Properties): InvoiceDocument {
  const at = (name: string) => (typeof custom[name] === 'string' ? custom[name] : undefined);
  return given({
    number: at('InvoiceNumber'),
    issuedOn: dayOf(at('IssueTime')),
    sellerTaxNumber: at('SellerIdNum'),
    netAmount: amountOf(at('TotalAmWithoutTax')),
    taxAmount: amountOf(at('TotalTaxAm')),
    amount: amountOf(at('TotalTax-includedAmount')),
  });
}

/** The printed fields. Labels and values may be apart by spaces only. */
function ofText(text: string): InvoiceDocument {
  const line = text.replace(/[ \t\u3000]+/g, '');
  const find = (pattern: RegExp) => pattern.exec(line)?.[1];
  const [purchaserTitle, sellerTitle] = [
    ...line.matchAll(/名称[:：]([^\n:：]{2,100}?)(?=\n|销|购|统一|纳税|$)/g),
  ].map(([, title]) => title);
  const [purchaserTaxNumber, sellerTaxNumber] = [
    ...line.matchAll(/(?:统一社会信用代码\/?)?纳税人识别号[:：]([\dA-Z]{15,20})/g),
  ].map(([, number]) => number);
  // The rate is a column of its own; without the spaces it would merge with the amounts beside it.
  const rates = new Set(
    [...text.matchAll(/(?<!\S)(\d{1,2}%)(?!\S)/g)].map(([, rate]) => rateOf(rate)),
  );
  return given({
    kind: kindOf(find(/(电子发票（[^）]{2,20}）|增值税[^\n]{2,10}发票)/)),
    number: find(/发票号码[:：]?(\d{20}|\d{8})(?!\d)/),
    issuedOn: dayOf(find(/开票日期[:：]?(\d{4}年\d{2}月\d{2}日)/)),
    purchaserTitle,
    sellerTitle,
    purchaserTaxNumber,
    sellerTaxNumber,
    netAmount: amountOf(find(/合计[¥￥]([\d,]+\.\d{2})/)),
    taxAmount: amountOf(find(/合计[¥￥][\d,]+\.\d{2}\n?[¥￥]([\d,]+\.\d{2})/)),
    amount: amountOf(find(/（小写）[¥￥]([\d,]+\.\d{2})/)),
    vatRate: rates.size === 1 ? [...rates][0] : undefined,
  });
}
