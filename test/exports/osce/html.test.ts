import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contentPolicy } from '../../../shared/exports/osce/html.ts';
import { packAsHtml } from '../../../shared/exports/osce/pack.ts';
import { sheetNames } from '../../../shared/exports/osce/sheet.ts';
import { caseRecord } from '../../helpers/record.ts';

const html = await packAsHtml(caseRecord(), sheetNames);

describe('the HTML of the pack', () => {
  test('runs nothing and fetches nothing, and its policy says so', () => {
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|\ssrc=|\shref=|@import|url\(/i);
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(contentPolicy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    expect(html).toContain(`content="${contentPolicy.replaceAll("'", '&#39;')}"`);
  });

  test('keeps rows, list items and whole sections together, and begins each paper on a new page', () => {
    expect(html).toMatch(/tr\{break-inside:avoid\}/);
    expect(html).toMatch(/li\{[^}]*break-inside:avoid/);
    expect(html).toMatch(/\.sheet\+\.sheet\{[^}]*break-before:page/);
    expect(html).toMatch(/@page\{size:A4/);
    expect(html.match(/<article class="sheet/g)).toHaveLength(4);
  });

  test('shows what people wrote as text, whatever it looks like', async () => {
    const record = structuredClone(caseRecord());
    const nasty = `</title></style><img src=x onerror="alert(1)">&amp;'\u0000\u0007\ud800`;
    record.title = nasty;
    record.presentation = nasty;
    record.primaryDiagnosis = nasty;
    Object.assign(record.doorChart ?? {}, { name: nasty, chiefComplaint: nasty });
    for (const finding of record.findings) finding.finding = nasty;
    const shown = await packAsHtml(record, sheetNames);
    for (const part of ['<img', '\u0000', '\u0007', '\ud800']) expect(shown).not.toContain(part);
    expect(shown).toContain('&lt;/title&gt;&lt;/style&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;&#39;');
    expect(shown.match(/<style>/g)).toHaveLength(1);
  });

  test('is the same for the same case', async () => {
    expect(await packAsHtml(caseRecord(), sheetNames)).toBe(html);
  });
});
