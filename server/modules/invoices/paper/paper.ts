import PDFDocument from 'pdfkit';
import { checkGlyphs, FACES, type Face, fontOf } from './fonts.ts';

const MARGIN = 40;
const FOOT = 28;
const GAP = 4;
const INK = '#1a2233';
const FAINT = '#5b6675';
const LINE = '#c9d0da';

export interface PaperColumn {
  readonly header: string;
  /** Share of the width of the page. */
  readonly width: number;
  /** Figures. */
  readonly end?: boolean;
}

interface Style {
  readonly face?: Face;
  readonly size?: number;
  readonly color?: string;
}

/**
 * A document on A4 with Chinese text, page numbers and a line at the bottom of each page. Every text is checked for glyphs
 * before it is drawn.
 */
export class Paper {
  private readonly doc: PDFKit.PDFDocument;
  private readonly width: number;
  private readonly bottom: number;

  /** `at`: time of the document; the same input gives the same bytes. */
  constructor(
    private readonly title: string,
    at: Date,
  ) {
    this.doc = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      bufferPages: true,
      info: { Title: title, CreationDate: at, ModDate: at },
    });
    for (const face of FACES) this.doc.registerFont(face, fontOf(face).bytes);
    this.width = this.doc.page.width - 2 * MARGIN;
    this.bottom = this.doc.page.height - MARGIN - FOOT;
    this.paragraph(title, { face: '700Bold', size: 16 });
  }

  paragraph(text: string, style: Style = {}): void {
    this.style(text, style);
    this.room(this.doc.heightOfString(text, { width: this.width }));
    this.doc.text(text, MARGIN, this.doc.y, { width: this.width });
    this.doc.y += GAP;
  }

  heading(text: string): void {
    this.doc.y += 2 * GAP;
    this.paragraph(text, { face: '700Bold', size: 11 });
  }

  /** Names and values, two pairs on a line. */
  facts(pairs: readonly (readonly [name: string, value: string])[]): void {
    const half = this.width / 2;
    for (let i = 0; i < pairs.length; i += 2)
      this.row(
        pairs.slice(i, i + 2).map(([name, value], n) => ({
          text: `${name}：${value}`,
          x: MARGIN + n * half,
          width: half - 2 * GAP,
        })),
      );
  }

  /** A table whose header is repeated on each page. The work pauses after each page for other requests. */
  async table(
    columns: readonly PaperColumn[],
    rows: readonly (readonly string[])[],
    footer?: readonly string[],
  ): Promise<void> {
    const sum = columns.reduce((all, { width }) => all + width, 0);
    let x = MARGIN;
    const cells = columns.map(({ width: share, end }) => {
      const width = (share / sum) * this.width;
      x += width;
      return { x: x - width, width: width - GAP, align: end ? ('right' as const) : undefined };
    });
    const draw = (texts: readonly string[], style?: Style): boolean =>
      this.row(
        texts.map((text, i) => ({ text, ...cells[i]! })),
        style,
        () => head(),
      );
    const head = (): void => {
      draw(
        columns.map(({ header }) => header),
        { face: '700Bold', size: 8, color: FAINT },
      );
      this.rule();
    };
    head();
    for (const row of rows)
      if (draw(row, { size: 8 })) await new Promise((resolve) => setImmediate(resolve));
    this.rule();
    if (footer) draw(footer, { face: '700Bold', size: 8 });
  }

  /** Ends the document. `foot` is at the bottom of each page, before its number. */
  async finish(foot: string): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(start + page);
      const y = this.doc.page.height - MARGIN - 10;
      // Text below the margin would begin a new page.
      this.doc.page.margins.bottom = 0;
      const texts = [foot, `第 ${page + 1} / ${count} 页`] as const;
      for (const [text, align] of [
        [texts[0], 'left'],
        [texts[1], 'right'],
      ] as const) {
        this.style(text, { size: 7, color: FAINT });
        this.doc.text(text, MARGIN, y, { width: this.width, align, lineBreak: false });
      }
    }
    const chunks: Buffer[] = [];
    this.doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise((resolve) => this.doc.on('end', resolve));
    this.doc.end();
    await ended;
    return Buffer.concat(chunks);
  }

  /** Draws cells side by side; returns whether they began a page, on which `onPage` has drawn first. */
  private row(
    cells: readonly { text: string; x: number; width: number; align?: 'right' | undefined }[],
    style: Style = {},
    onPage?: () => void,
  ): boolean {
    let height = 0;
    for (const { text, width } of cells) {
      this.style(text, style);
      height = Math.max(height, this.doc.heightOfString(text, { width }));
    }
    const began = this.room(height);
    if (began) onPage?.();
    const { y } = this.doc;
    for (const { text, x, width, align = 'left' } of cells) {
      this.style(text, style);
      this.doc.text(text, x, y, { width, align });
    }
    this.doc.y = y + height + GAP;
    return began;
  }

  private style(text: string, { face = '400Regular', size = 9, color = INK }: Style): void {
    checkGlyphs(text, face);
    this.doc.font(face).fontSize(size).fillColor(color);
  }

  /** Begins a page if the height does not fit on this one; returns whether it did. */
  private room(height: number): boolean {
    if (this.doc.y + height <= this.bottom) return false;
    this.doc.addPage();
    this.style(this.title, { size: 8, color: FAINT });
    this.doc.text(this.title, MARGIN, MARGIN, { width: this.width });
    this.doc.y += GAP;
    return true;
  }

  private rule(): void {
    const { y } = this.doc;
    this.doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + this.width, y)
      .lineWidth(0.5)
      .stroke(LINE);
    this.doc.y = y + GAP;
  }
}
