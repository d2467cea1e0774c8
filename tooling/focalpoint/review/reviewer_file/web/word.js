// A Word document with one table: the few parts that Word needs, in a zip without compression.

const escaped = (text) => text.replace(/[<>&"]/g, (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[sign]);
const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
const OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PARTS = {
  "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}.document.main+xml"/></Types>`,
  "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
};
const WIDTHS = [600, 2600, 1500, 5000, 5000];

/** Write paragraphs of Word. */
const written = (text, bold = "") => text.split("\n").map(
  (line) => `<w:p><w:r><w:rPr>${bold}</w:rPr><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`).join("");

/** Write a Word document; returns its bytes. */
function wordFile(title, draft, heads, rows) {
  const bold = "<w:b/>";
  const row = (cells, kind) => `<w:tr>${kind ? "<w:trPr><w:tblHeader/></w:trPr>" : ""}${cells.map((cell, column) => `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[column]}" w:type="dxa"/></w:tcPr>${written(cell, kind)}</w:tc>`).join("")}</w:tr>`;
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="7D8B94"/>`).join("");
  const grid = WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const table = `<w:tbl><w:tblPr><w:tblBorders>${edges}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(heads, bold)}${rows.map((cells) => row(cells, "")).join("")}</w:tbl>`;
  const page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>';
  const document = `${HEAD}<w:document ${NS}><w:body>${written(title, bold)}${written(draft)}${table}<w:p/>${page}</w:body></w:document>`;
  return zipped({ ...PARTS, "word/document.xml": document });
}

/** Put texts into a zip; all of them have the earliest date that a zip can hold. */
function zipped(parts) {
  const encoder = new TextEncoder();
  const files = [];
  const index = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const path = encoder.encode(name);
    const data = encoder.encode(text);
    const facts = [20, 0x0800, 0, 0, 0x21, ["sum", crc32(data)], ["sum", data.length], ["sum", data.length], path.length, 0];
    const local = [bytes([["sum", 0x04034b50], ...facts]), path, data];
    index.push(bytes([["sum", 0x02014b50], 20, ...facts, 0, 0, 0, ["sum", 0], ["sum", at]]), path);
    files.push(...local);
    at += local.reduce((total, part) => total + part.length, 0);
  }
  const size = index.reduce((total, part) => total + part.length, 0);
  const entries = Object.keys(parts).length;
  return new Blob([...files, ...index, bytes([["sum", 0x06054b50], 0, 0, entries, entries, ["sum", size], ["sum", at], 0])]);
}

/** Write numbers as two bytes each, those in brackets as four. */
function bytes(numbers) {
  const made = [];
  for (const number of numbers) {
    const [value, length] = Array.isArray(number) ? [number[1], 4] : [number, 2];
    for (let place = 0; place < length; place++) made.push((value >>> (8 * place)) & 255);
  }
  return new Uint8Array(made);
}
