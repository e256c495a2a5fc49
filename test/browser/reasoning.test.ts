import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresMissing } from '../helpers/database.ts';
import { check, views } from './looks.ts';
import { chromiumMissing, type OpenSite } from './open-site.ts';
import { type SiteWithCase, siteWithCase } from './site-with-case.ts';

const missing = postgresMissing ?? chromiumMissing;

describe.skipIf(missing !== undefined)(`the reasoning desk in the browser${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let opened: SiteWithCase | undefined;
  let site: OpenSite;
  let caseId = 0;
  let draftId = '';

  beforeAll(async () => {
    opened = await siteWithCase();
    ({ site, caseId } = opened);
    draftId = String((await site.api.post(`/case/${caseId}/edit`, {})).body.session_id);
  }, 120_000);
  afterAll(() => opened?.close());

  test('the reasoning desk is drawn anew with every change of the draft, and without motion where none is wanted', async () => {
    const { body } = await site.api.post(`/case/${caseId}/edit`, {});
    const page = await site.open(`#/edit/${String(body.session_id)}/reasoning`);
    const findings = async () =>
      Number(/after (\d+) findings/.exec((await page.getByText(/goes from .* at the door/).textContent()) ?? '')?.[1]);
    const before = await findings();
    const operations = [{ op: 'remove-finding', finding_id: 'h1' }];
    const edit = { session_id: body.session_id, base_version: body.version, operations };
    const init = { method: 'PUT', body: JSON.stringify(edit), headers: { 'content-type': 'application/json' } };
    expect((await site.api.ask('/edit-case', init)).status).toBe(200);
    // Somebody else's edit is taken over when the tab is looked at again.
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await expect.poll(findings).toBe(before - 1);
    const durations = await page.locator('figure svg rect').evaluateAll((all) => {
      const view = globalThis as unknown as { getComputedStyle: (of: unknown) => { transitionDuration: string } };
      return [...new Set(all.map((one) => view.getComputedStyle(one).transitionDuration))];
    });
    expect(durations).toEqual(['0s']);
    await page.context().close();
  });

  describe.each(views)('at $width px, $scheme', ({ width, scheme }) => {
    test('reasoning: axe finds nothing at any tier, and nothing is wider than the screen', async () => {
      const page = await site.open(`#/edit/${draftId}/reasoning`, { width, scheme });
      for (const tier of ['Tier 3: diagnoses', 'Tier 1: broad', 'Tier 2']) {
        await page.getByText(tier, { exact: true }).click();
        await page.getByText('Fagan nomogram', { exact: true }).waitFor();
        await check(page, width);
      }
      for (const details of await page.getByText('Numbers as a table').all()) await details.click();
      await page.getByText('At its place in the case').click();
      await check(page, width);
      await page.context().close();
    });
  });
});
