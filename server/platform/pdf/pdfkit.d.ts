/** What this room uses of it; the package brings no types. */
declare module 'pdfkit' {
  interface Options {
    readonly size: string;
    readonly margin: number;
    readonly info: Readonly<Record<string, string>>;
  }

  class PdfDocument {
    constructor(options: Options);
    y: number;
    readonly page: { readonly height: number };
    on(event: 'data', listener: (piece: Buffer) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
    font(name: string): this;
    fontSize(points: number): this;
    moveDown(lines: number): this;
    text(text: string, x?: number, y?: number, options?: { width: number }): this;
    heightOfString(text: string, options: { width: number }): number;
    addPage(): this;
    end(): void;
  }

  export default PdfDocument;
}
