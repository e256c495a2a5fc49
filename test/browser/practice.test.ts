import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { revealBody, startBody } from '../../shared/http/practice-body.ts';
import { postgresMissing } from '../helpers/database.ts';
import { check, views } from './looks.ts';
import { chromiumMissing, type OpenSite } from './open-site.ts';
import { type SiteWithCase, siteWithCase } from './site-with-case.ts';

const missing = postgresMissing ?? chromiumMissing;

describe.skipIf(missing !== undefined)(`practice in the browser${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let opened: SiteWithCase | undefined;
  let site: OpenSite;
  let caseId = 0;

  beforeAll(async () => {
    opened = await siteWithCase();
    ({ site, caseId } = opened);
  }, 120_000);
  afterAll(() => opened?.close());

  const practice = async (view: Parameters<OpenSite['open']>[1] = {}): Promise<Page> => {
    const page = await site.open(`#/practice/${caseId}`, view);
    await page.getByRole('heading', { name: 'Ask, examine, order' }).waitFor();
    return page;
  };
  const bars = (page: Page): Locator => page.getByRole('slider');
  const percents = async (page: Page): Promise<number[]> =>
    bars(page).evaluateAll((all) => all.map((one) => Number((one as unknown as { value: string }).value)));
  const total = (shares: readonly number[]): number => shares.reduce((sum, share) => sum + share, 0);
  const answersOn = (page: Page): Locator =>
    page.getByRole('heading', { name: 'Chart', exact: true }).locator('xpath=ancestor::section').getByRole('listitem');
  const askFirst = async (page: Page, tab: string): Promise<void> => {
    await page.getByRole('tab', { name: tab }).click();
    const before = await page
      .getByRole('heading', { name: 'Chart', exact: true })
      .locator('xpath=ancestor::section')
      .getByRole('listitem')
      .count();
    await page.locator('[role=tabpanel]:visible button:not([data-asked])').first().click();
    await expect.poll(() => answersOn(page).count()).toBe(before + 1);
  };

  test('a learner chooses by title, reads no diagnosis and finds none by searching for it', async () => {
    const page = await site.open('#/practice');
    const list = page.getByRole('main').getByRole('listitem');
    await list.first().waitFor();
    const { body } = await site.api.ask('/practice');
    expect(JSON.stringify(body) + (await page.locator('body').textContent())).not.toMatch(/STEMI|infarction|pressure/i);

    await page.getByLabel('Search').fill('STEMI');
    await page.getByText('Nothing is found for “STEMI”.').waitFor();
    await page.getByLabel('Search').fill('chest');
    await page.getByText('1 found').waitFor();
    await list.getByRole('link').click();
    await page.getByRole('heading', { name: 'Ask, examine, order' }).waitFor();
    await askFirst(page, 'History');
    await page.getByRole('link', { name: 'Practice', exact: true }).click();
    await page.getByText('begun, 1 asked').waitFor();
  });

  test('from the door to the reveal, with what the learner believed beside the reference', async () => {
    const page = await practice();
    const told: string[] = [];
    page.on('response', async (response) => {
      if (response.url().includes('/practice')) told.push(await response.text());
    });
    await bars(page).first().fill('60');
    expect((await percents(page))[0]).toBe(60);
    expect(total(await percents(page))).toBe(100);

    await askFirst(page, 'History');
    await expect.poll(() => page.evaluate<string>("document.activeElement?.textContent ?? ''")).toMatch(/^History: /);
    await bars(page).nth(1).fill('80');
    expect(total(await percents(page))).toBe(100);
    await askFirst(page, 'Tests');
    await askFirst(page, 'Examine');
    for (const body of told) expect(body).not.toMatch(/STEMI|myocardial infarction|"present"|rationale|likelihood|"prior"/i);

    const revealed = page.waitForResponse((response) => response.url().includes('reveal=1'));
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Show me' }).click();
    const body = (await (await revealed).json()) as ReturnType<typeof revealBody>;
    const asked = new URL((await revealed).url()).searchParams.get('asked')?.split(',');
    expect(body.path.map(({ finding_id }) => finding_id)).toEqual(asked);
    await page.getByText('Inferior STEMI').waitFor();
    for (const name of ['Brier score', 'Log score', 'Calibration', 'Information'])
      await page.getByText(name, { exact: true }).waitFor();
    await page.getByText('Key findings missed').waitFor();
    const missedShown = page.getByRole('heading', { name: 'Key findings missed' }).locator('xpath=ancestor::section');
    expect(await missedShown.getByRole('listitem').count()).toBe(body.missed.length);
    await page.getByText('Numbers as a table').click();
    await page
      .getByRole('columnheader', { name: /you \/ reference/ })
      .first()
      .waitFor();
    await page.context().close();
  });

  test('a reload brings back bars and answers, and nothing that was not asked for is on the device', async () => {
    const page = await practice();
    await page.getByText('Specific (').click();
    await bars(page).first().fill('35');
    await askFirst(page, 'Tests');
    const [shown, shares] = [await answersOn(page).allInnerTexts(), await percents(page)];
    await page.reload();
    await site.signIn(page);
    await answersOn(page).first().waitFor();
    expect(await answersOn(page).allInnerTexts()).toEqual(shown);
    expect(await percents(page)).toEqual(shares);

    const finish = async () => {
      await page.getByRole('button', { name: 'Finish' }).click();
      await page.getByRole('button', { name: 'Show me' }).click();
      await page.getByText('Key findings missed').waitFor();
    };
    await finish();
    const kept = await page.evaluate<string>('JSON.stringify({ ...sessionStorage, ...localStorage })');
    const { body } = await site.api.ask(`/case/${caseId}`);
    const details = body.case_details as Record<
      'history_questions' | 'physical_exam_findings' | 'diagnostic_workup',
      Record<string, string>[]
    >;
    const answers = [
      ...details.history_questions.map(({ expected_answer }) => expected_answer),
      ...details.physical_exam_findings.map(({ findings }) => findings),
      ...details.diagnostic_workup.map(({ result }) => result),
    ];
    const known = answers.filter(
      (answer) => answer !== undefined && kept.includes(JSON.stringify(answer).replaceAll('"', '\\"').slice(2, -2)),
    );
    expect(known).toHaveLength(1);
    expect(kept).not.toMatch(/STEMI|infarction/i);

    await page.reload();
    await site.signIn(page);
    await page.getByText('Inferior STEMI').waitFor();
    await page.getByRole('button', { name: 'Practise it again' }).click();
    await page.getByText('Nothing yet.').waitFor();
    expect(await page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('practice'))")).toEqual([]);
    await page.context().close();
  });

  test('by keyboard alone: bars, tabs, asking, finishing', async () => {
    const page = await practice({ width: 360 });
    await bars(page).first().focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
    expect((await percents(page))[0]).toBe(7);
    expect(await bars(page).first().getAttribute('aria-valuetext')).toBe('7 %');
    await page.keyboard.press('End');
    expect(await percents(page)).toEqual([100, ...(await percents(page)).slice(1).map(() => 0)]);
    await page.keyboard.press('ArrowLeft');
    expect(total(await percents(page))).toBe(100);

    const typed = page.getByRole('spinbutton').nth(1);
    await typed.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('35');
    expect((await percents(page))[1]).toBe(35);
    expect(total(await percents(page))).toBe(100);

    await page.getByRole('tab', { name: 'History' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('tab', { name: 'Examine' }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await answersOn(page).first().waitFor();
    await page.getByRole('button', { name: 'Finish' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.context().close();
  });

  test('searching looks in all three lists; a case that is not there says so', async () => {
    const page = await practice();
    const { body } = await site.api.ask(`/case/${caseId}/practice`);
    const [test] = (body as unknown as ReturnType<typeof startBody>).menu.tests;
    await page.getByRole('searchbox').fill(test?.ask ?? '');
    await page.getByRole('tab', { name: 'History 0' }).waitFor();
    await page.getByText('Nothing here for').first().waitFor();
    await page.getByRole('tab', { name: /Tests [1-9]/ }).click();
    await page.getByRole('button', { name: test?.ask ?? '' }).waitFor();
    await page.goto(`${site.url}/#/practice/99999`);
    await page.getByText('There is no case with this number.').waitFor();
    await page.context().close();
  });

  test('without bars there are no scores of beliefs, and the rest is told all the same', async () => {
    const page = await practice();
    await page.getByText('No bars').click();
    expect(await bars(page).count()).toBe(0);
    await askFirst(page, 'Tests');
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.getByText('Information', { exact: true }).waitFor();
    expect(await page.getByText('Brier score').count()).toBe(0);
    await page.context().close();
  });

  describe.each(views)('at $width px, $scheme', ({ width, scheme }) => {
    test('practice: axe finds nothing, and nothing is wider than the screen', async () => {
      const page = await practice({ width, scheme });
      await check(page, width);
      await bars(page).first().fill('60');
      await askFirst(page, 'History');
      await bars(page).nth(1).fill('30');
      await askFirst(page, 'Tests');
      await check(page, width);
      await page.getByRole('button', { name: 'Finish' }).click();
      await check(page, width);
      await page.getByRole('button', { name: 'Show me' }).click();
      await page.getByText('Key findings missed').waitFor();
      await page.getByText('Numbers as a table').click();
      await check(page, width);
      await page.context().close();
    });
  });
});
