import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  amountOf,
  dayOf,
  given,
  type InvoiceDocument,
  kindOf,
  rateOf,
  unreadable,
} from './invoice-document.ts';

/** An electronic invoice has some 10 KB; one with thousands of lines stays below this. */
export const LARGEST_XML = 4 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  // Numbers stay as they are written: 20 digits exceed a JavaScript number.
  parseTagValue: false,
  processEntities: false,
  trimValues: true,
});

type Tree = { readonly [name: string]: Node };
type Node = string | Tree | readonly Node[] | undefined;

/** The texts at a path, in order; a repeated element gives several. */
function textsAt(node: Node, [name, ...rest]: readonly string[]): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => textsAt(one, [name!, ...rest]));
  if (typeof node !== 'object' || node === null) return [];
  const found = (node as Tree)[name!];
  if (rest.length > 0) return textsAt(found, rest);
  return [found].flat().flatMap((one) => (typeof one === 'string' ? [unescaped(one)] : []));
}
const textAt = (node: Node, path: string): string | undefined => textsAt(node, path.split('/'))[0];

const SIGNS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};
/** The five entities that XML itself defines; any other is refused before. */
const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => SIGNS[name]!);

/**
 * Reads the XML of an electronic invoice: the one that the tax bureau delivers (数电票, root `EInvoice`), or the one inside
 * an OFD of the earlier kind (`eInvoice`). Refuses a document type declaration, and with it every external entity.
 */
export function readXml(bytes: Uint8Array): InvoiceDocument {
  if (bytes.length > LARGEST_XML) throw unreadable('TOO_LARGE');
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw unreadable('HAS_ENTITIES');
  if (XMLValidator.validate(text) !== true) throw unreadable('MALFORMED');
  const tree = parser.parse(text) as Tree;
  const document = tree.EInvoice
    ? ofTaxBureau(tree.EInvoice)
    : tree.eInvoice
      ? earlier(tree.eInvoice)
      : null;
  if (!document?.number) throw unreadable('NOT_AN_INVOICE');
  return document;
}

function ofTaxBureau(root: Node): InvoiceDocument {
  const at = (path: string) => textAt(root, path);
  const code = at('Header/InherentLabel/GeneralOrSpecialVAT/LabelCode');
  const name = at('Header/InherentLabel/GeneralOrSpecialVAT/LabelName');
  return given({
    kind:
      { '01': 'VAT_SPECIAL' as const, '02': 'VAT_ORDINARY' as const }[code ?? ''] ?? kindOf(name),
    number: at('TaxSupervisionInfo/InvoiceNumber') ?? at('Header/EIid'),
    issuedOn: dayOf(
      at('TaxSupervisionInfo/IssueTime') ?? at('EInvoiceData/BasicInformation/RequestTime'),
    ),
    sellerTitle: at('EInvoiceData/SellerInformation/SellerName'),
    sellerTaxNumber: at('EInvoiceData/SellerInformation/SellerIdNum'),
    purchaserTitle: at('EInvoiceData/BuyerInformation/BuyerName'),
    purchaserTaxNumber: at('EInvoiceData/BuyerInformation/BuyerIdNum'),
    netAmount: amountOf(at('EInvoiceData/BasicInformation/TotalAmWithoutTax')),
    taxAmount: amountOf(at('EInvoiceData/BasicInformation/TotalTaxAm')),
    amount: amountOf(at('EInvoiceData/BasicInformation/TotalTax-includedAmount')),
    vatRate: oneRate(textsAt(root, ['EInvoiceData', 'IssuItemInformation', 'TaxRate'])),
  });
}

function earlier(root: Node): InvoiceDocument {
  const at = (path: string) => textAt(root, path);
  return given({
    kind: kindOf(at('InvoiceTypeName') ?? at('Title')),
    number: at('InvoiceNo'),
    issuedOn: dayOf(at('IssueDate')),
    sellerTitle: at('Seller/SellerName'),
    sellerTaxNumber: at('Seller/SellerTaxID'),
    purchaserTitle: at('Buyer/BuyerName'),
    purchaserTaxNumber: at('Buyer/BuyerTaxID'),
    netAmount: amountOf(at('TaxExclusiveTotalAmount')),
    taxAmount: amountOf(at('TaxTotalAmount')),
    amount: amountOf(at('TaxInclusiveTotalAmount')),
    vatRate: oneRate(textsAt(root, ['GoodsInfos', 'GoodsInfo', 'TaxScheme'])),
  });
}

/** The rate of all lines. An invoice of a bill has one. */
function oneRate(texts: readonly string[]): string | undefined {
  const rates = new Set(texts.map(rateOf));
  if (rates.size > 1) throw unreadable('SEVERAL_RATES');
  return [...rates][0];
}
