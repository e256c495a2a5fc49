import { paperNames, sheetNames } from './sheet.ts';

/**
 * The look of the printed pack. It stands in the file itself, which so needs nothing from anywhere; classes only, because a
 * strict content policy knows a style sheet by its hash and forbids style attributes.
 */

/** Each paper has pages of its own name, so that its foot says which paper a loose page belongs to. */
const pages = sheetNames
  .map((name) => `.${name}{page:${name}}@page ${name}{@bottom-left{content:"${paperNames[name]}"}}`)
  .join('\n');
const widths = Array.from({ length: 100 }, (_, i) => `.w${i + 1}{width:${i + 1}%}`).join('');

export const style = `
@page{size:A4;margin:17mm 17mm 19mm;
  @bottom-left{font:8.5pt system-ui,sans-serif;color:#555}
  @bottom-right{content:counter(page);font:8.5pt system-ui,sans-serif;color:#555}}
${pages}
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:186mm;padding:8mm 5mm;background:#fff;color:#1a1a1a;
  font:10.5pt/1.42 "Source Sans 3","Segoe UI","Helvetica Neue",Arial,"DejaVu Sans","Noto Sans",sans-serif;
  overflow-wrap:break-word;hyphens:manual;print-color-adjust:exact}
.sheet+.sheet{margin-top:18mm;padding-top:10mm;border-top:.4mm dashed #767676}
header{border-bottom:.7mm solid #17365d;padding-bottom:2.5mm;margin-bottom:5mm}
.paper{display:flex;justify-content:space-between;gap:6mm;margin:0;color:#17365d;font-size:9.5pt;font-weight:600}
.paper span:first-child{text-transform:uppercase;letter-spacing:.09em}
.reader{text-align:end}
h1{margin:1.5mm 0 0;font-size:21pt;line-height:1.2;font-weight:650;letter-spacing:-.005em}
h2{margin:6.5mm 0 1.8mm;font-size:12.5pt;line-height:1.3;color:#17365d;break-after:avoid}
p:has(+table){break-after:avoid}
p{margin:0 0 2.2mm;white-space:pre-line;orphans:3;widows:3}
.spoken{font-size:15pt;font-style:italic;margin:1mm 0 2mm}
.note{font-size:9.5pt;color:#3d3d3d;border-inline-start:.8mm solid #9fb3cc;padding-inline-start:3mm;margin:3mm 0;break-inside:avoid}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.8mm 5mm;margin:0 0 4mm}
.facts dt{color:#4a4a4a}
.facts dd{margin:0;min-width:0}
.facts dd:first-of-type{font-weight:600}
.readings{display:grid;grid-template-columns:repeat(3,1fr);margin:0 0 2mm;border:.3mm solid #17365d;break-inside:avoid}
.readings div{padding:2mm 3.5mm;border:.15mm solid #c5d0de}
.readings dt{font-size:9pt;color:#4a4a4a}
.readings dd{margin:0;font-size:13.5pt;font-weight:600}
ol,ul{margin:0 0 2mm;padding-inline-start:6mm}
li{margin-bottom:1.1mm;break-inside:avoid}
.blanks{display:grid;grid-template-columns:1fr 1fr;gap:4mm 8mm;margin:0 0 5mm;padding:0;list-style:none}
.blanks li{display:flex;gap:2mm;align-items:end;min-height:7mm;border-bottom:.25mm solid #555;color:#4a4a4a;margin:0}
.blanks.lines{grid-template-columns:1fr;gap:2.5mm;margin-top:4mm}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin:0 0 3mm;font-size:9.8pt;line-height:1.34}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
thead{display:table-header-group;break-after:avoid}
tbody tr:first-child{break-before:avoid}
tr{break-inside:avoid}
th{text-align:start;font-weight:600}
thead th{font-size:8.8pt;color:#17365d;background:#e9eff6;border-bottom:.3mm solid #17365d;vertical-align:bottom}
th,td{padding:1.2mm 2mm;vertical-align:top;border-bottom:.15mm solid #bcc6d2}
tbody th{font-weight:500}
.total th,.total td{border-bottom:0;border-top:.4mm solid #17365d;font-weight:700}
.end{text-align:end;font-variant-numeric:tabular-nums}
.center{text-align:center}
small{display:block;font-size:8.8pt;font-weight:400;color:#4a4a4a;line-height:1.3}
.dense{font-size:8.2pt;line-height:1.25}
.dense th,.dense td{padding:.7mm 1mm}
.dense thead th{font-size:8pt}
input[type=checkbox]{appearance:none;width:3.9mm;height:3.9mm;margin:.3mm 0 0;border:.3mm solid #1a1a1a;background:#fff}
input[type=checkbox]:checked{background:#17365d;box-shadow:inset 0 0 0 .5mm #fff}
input[type=checkbox]:focus-visible{outline:.6mm solid #1b66c9;outline-offset:.4mm}
.whole{break-inside:avoid}
.large{font-size:13pt}
.large .readings dt{font-size:10.5pt}
.large .readings dd{font-size:16pt}
${widths}
@media print{
  body{max-width:none;padding:0}
  .sheet+.sheet{margin:0;padding:0;border:0;break-before:page}
}
@media (max-width:640px){.readings{grid-template-columns:1fr 1fr}.blanks{grid-template-columns:1fr}}
`;
