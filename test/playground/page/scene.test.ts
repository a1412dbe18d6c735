// The whole scene played by hand in a browser; screenshots stay in test-results/ for people to look at.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onePixel } from '../telegram/one-pixel.ts';
import { type PlaygroundUnderTest, playgroundUnderTest } from './playground.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
const screenshots = path.resolve(import.meta.dirname, '../../../test-results');
const patienceMs = 10_000;

interface Attached {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

if (!hasBrowser) {
  console.warn(
    `skipped: no browser at ${executablePath}. Install Chromium (apt-get install chromium), or set CHROMIUM_PATH.`,
  );
}

describe.skipIf(!hasBrowser)('the playground in a browser', () => {
  let playground: PlaygroundUnderTest;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    playground = await playgroundUnderTest();
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath, args });
    page = await openPage();
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  async function openPage(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const opened = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    opened.setDefaultTimeout(patienceMs);
    opened.on('pageerror', ({ message }) => complaints.push(message));
    opened.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('422')) complaints.push(line.text());
    });
    await opened.goto(playground.address);
    return opened;
  }

  const shoot = (name: string): Promise<Buffer> =>
    page.screenshot({ path: path.join(screenshots, `playground-${name}.png`) });
  const phone = (): Locator => page.locator('#panel-ivan');
  const channel = (): Locator => page.locator('#panel-slack > .slack > .conversation');
  const thread = (): Locator =>
    page.getByRole('complementary', { name: 'Thread' }).and(page.locator('#panel-slack *'));
  const card = (): Locator => channel().getByRole('article').filter({ hasText: 'ACME-1 ·' });
  const pressOnCard = (label: string): Promise<void> =>
    card().getByRole('button', { name: label, exact: true }).click();
  const play = (name: string): Promise<void> =>
    page.getByRole('group', { name: 'Whom you play' }).getByRole('button', { name }).click();
  const jump = (label: string): Promise<void> =>
    page.getByRole('button', { name: label, exact: true }).click();
  const shown = (locator: Locator): Promise<void> => locator.first().waitFor({ timeout: patienceMs });
  const stepDone = (title: string): Promise<void> =>
    shown(page.getByRole('button', { name: `${title}, done` }));
  const clockFace = (): Promise<string | null> => page.locator('.clock-face').textContent();

  async function write(place: Locator, text: string): Promise<void> {
    await place.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
  }

  const attach = (place: Locator, ...files: Attached[]): Promise<void> =>
    place.locator('input[type=file]').setInputFiles(files);

  /** Waits until the browser has the last picture in `place`, of that width in pixels. */
  async function pictureOf(width: number, place: Locator): Promise<void> {
    const picture = place.locator('.picture img').last();
    await shown(picture);
    const widthOf = ({ naturalWidth }: { naturalWidth: number }): number => naturalWidth;
    await expect.poll(() => picture.evaluate(widthOf), { timeout: patienceMs }).toBe(width);
  }

  /** How much of a list lies below what is seen of it, in pixels. */
  const hiddenBelow = (list: Locator): Promise<number> =>
    list.evaluate((it: { scrollHeight: number; scrollTop: number; clientHeight: number }) => {
      return it.scrollHeight - it.scrollTop - it.clientHeight;
    });

  test('the clock starts shortly before the desk closes for the weekend', async () => {
    await shown(page.getByText('17:35'));
    expect(await clockFace()).toMatch(/^17:3\d(Thursday|Friday) .* Moscow time$/);
    await shoot('1-start');
  });

  test('Иван opens a ticket from Telegram and is told when he will be answered', async () => {
    await phone().getByRole('button', { name: 'Start' }).click();
    await shown(phone().getByText('Здравствуйте!'));
    await write(phone(), 'Сервер упал, <b>данные</b> теряются');
    await phone().getByRole('button', { name: 'Критичная' }).click();
    await phone().getByRole('button', { name: 'Использовать' }).click();
    await shown(phone().getByText('6 рабочих часов'));
    await shown(phone().getByText('+7 495 000-00-00'));
    await stepDone('Open a ticket');
    await shown(thread().getByText('5 are left in this contract year'));
  });

  test('what a person writes is shown as they wrote it, markup and all', async () => {
    await shown(card().getByText('Сервер упал, <b>данные</b> теряются'));
    expect(await page.locator('b').count()).toBe(0);
  });

  test('Anna claims it on the card in Slack', async () => {
    await pressOnCard('Claim');
    await shown(card().getByText('Anna Sokolova'));
    await stepDone('Claim it');
    await shoot('2-claimed');
  });

  test('Boris is told, alone, that Anna was first', async () => {
    await play('Boris');
    await write(thread(), '@Deskhand claim');
    const toldToBoris = thread().locator('.ephemeral').filter({ hasText: 'Anna Sokolova' });
    await shown(toldToBoris.getByText('Only visible to you'));
    await stepDone('Lose the race');
    await play('Anna');
    await expect.poll(() => toldToBoris.count()).toBe(0);
  });

  test('a plain message in the thread is a note, which the requester does not see', async () => {
    await write(thread(), 'Похоже на сбой прошлой недели');
    await stepDone('Write a note');
    await shown(thread().getByText('Похоже на сбой прошлой недели'));
    expect(await phone().getByText('прошлой недели').count()).toBe(0);
  });

  test('Иван asks why then, and sees how the deadline comes about', async () => {
    await phone().getByRole('button', { name: 'Почему такой срок?' }).first().click();
    await pictureOf(1600, phone());
    await expect.poll(() => hiddenBelow(phone().getByRole('log'))).toBeLessThan(2);
    await shoot('3-why');
  });

  test('Anna asks the same in the thread, and she alone sees the picture', async () => {
    await write(thread(), '@Deskhand why');
    await pictureOf(1600, thread().locator('.ephemeral'));
    await shoot('4-why-in-slack');
  });

  test('a jump of the clock brings the reminder at once', async () => {
    await jump('Next working morning');
    await expect.poll(clockFace).toMatch(/^09:0\d/);
    await jump('Next reminder');
    await shown(thread().getByText('50 %'));
    await stepDone('Nearly breach');
    await jump('Next reminder');
    await shown(thread().getByText('80 %'));
    await shoot('5-nearly-breached');
  });

  test('an empty answer is not sent, and a real one reaches Иван', async () => {
    await pressOnCard('Reply');
    const modal = page.getByRole('dialog');
    await modal.locator('[type=submit]').click();
    await shown(page.getByRole('status').getByText('please complete this required field'));
    await modal.getByRole('textbox').fill('Уже смотрим. Пришлите, пожалуйста, журнал сервера.');
    await shoot('6-reply');
    await modal.locator('[type=submit]').click();
    await modal.waitFor({ state: 'hidden' });
    await shown(phone().getByText('Уже смотрим.'));
    await stepDone('Answer');
  });

  test('Иван sends a picture of the screen with a few words', async () => {
    const screen = await page.screenshot({ clip: { x: 0, y: 0, width: 640, height: 360 } });
    await attach(phone(), { name: 'экран.png', mimeType: 'image/png', buffer: screen });
    await shown(phone().getByRole('listitem').getByText('экран.png'));
    await shoot('7-attached');
    await write(phone(), 'Вот что на экране');
    await shown(phone().locator('.own .picture'));
    await pictureOf(640, phone().locator('.own'));
    expect(await phone().getByRole('listitem').count()).toBe(0);
  });

  test('Anna sends a log and a picture without a word, and the log can be downloaded', async () => {
    const log = { name: 'server.log', mimeType: 'text/plain', buffer: Buffer.from('12:00 down\n') };
    await attach(thread(), log, { name: 'dot.png', mimeType: 'image/png', buffer: onePixel });
    await thread().getByRole('button', { name: 'Send' }).click();
    const chip = thread().getByRole('link', { name: /server\.log/ });
    await shown(chip.getByText('11 B'));
    await pictureOf(1, thread().getByRole('article').filter({ hasText: 'server.log' }));
    const [download] = await Promise.all([page.waitForEvent('download'), chip.click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe('12:00 down\n');
    await shoot('8-files');
  });

  test('what only claims to be a picture is offered as a file', async () => {
    const claimed = { name: 'claimed.png', mimeType: 'image/png', buffer: Buffer.from('<p>no picture</p>') };
    await attach(thread(), claimed);
    await thread().getByRole('button', { name: 'Send' }).click();
    await shown(thread().getByRole('link', { name: 'claimed.png' }).getByText('PNG'));
  });

  test('a pasted file is attached', async () => {
    await page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['pasted'], 'pasted.txt'));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('#panel-ivan textarea').dispatchEvent(paste);
    }`);
    await phone().getByRole('button', { name: 'Take off pasted.txt' }).click();
  });

  test('a file that was attached by mistake is taken off again', async () => {
    await attach(phone(), { name: 'secret.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
    await phone().getByRole('button', { name: 'Take off secret.txt' }).click();
    expect(await phone().getByRole('listitem').count()).toBe(0);
  });

  test('a refused act says why', async () => {
    await jump('Next reminder');
    await shown(page.getByRole('status').getByText('nothing to remind of'));
  });

  test('the same ticket stands in a topic of the Telegram group', async () => {
    await page.getByRole('tab', { name: 'Telegram group' }).click();
    await shown(page.locator('#panel-forum').getByText('Уже смотрим.'));
    await shoot('9-forum');
  });

  test('the group offers the agents their commands', async () => {
    const forum = page.locator('#panel-forum');
    await forum.getByRole('button', { name: 'Commands' }).click();
    const offered = await forum.getByRole('menuitem').locator('strong').allTextContents();
    expect(offered).toEqual(expect.arrayContaining(['/severity', '/promise', '/hold', '/why']));
    await forum.getByRole('menuitem', { name: '/hold' }).click();
    expect(await forum.getByRole('textbox').inputValue()).toBe('/hold ');
    await forum.getByRole('textbox').fill('');
    await page.getByRole('tab', { name: 'Agents Slack' }).click();
  });

  test('Anna resolves it, and Иван hears of it', async () => {
    await pressOnCard('Resolve');
    const modal = page.getByRole('dialog');
    await modal.getByRole('textbox').fill('Сервер перезапущен, данные целы.');
    await modal.locator('[type=submit]').click();
    await shown(phone().getByText('данные целы'));
    await stepDone('Resolve');
    await shoot('10-resolved');
  });

  test('Clara opens a ticket from her connected channel, and the agents answer in Telegram', async () => {
    // So much happened in this minute that Telegram holds the bot back in the group.
    await jump('+10 min');
    await page.getByRole('tab', { name: 'Clara' }).click();
    const clara = page.locator('#panel-clara');
    await write(clara.locator('.slack > .conversation'), '@Deskhand our licence key is refused');
    await clara.getByRole('button', { name: '1 reply' }).click();
    const claraThread = clara.getByRole('complementary');
    await claraThread.getByRole('button', { name: /^2/ }).click();
    await claraThread.getByRole('button', { name: 'Go on without' }).click();
    await shown(claraThread.getByText(/ACME-2/));
    await page.getByRole('tab', { name: 'Telegram group' }).click();
    const forum = page.locator('#panel-forum');
    await forum.getByRole('button', { name: /ACME-2/ }).click();
    await write(forum, '/reply Please send us the last four characters of the key.');
    await shown(claraThread.getByText('the last four characters'));
    await shoot('11-other-way-round');
  });

  test('the page stays whole at 1200 pixels and in the dark', async () => {
    const dark = await openPage({ viewport: { width: 1200, height: 760 }, colorScheme: 'dark' });
    await shown(dark.getByRole('article'));
    const overflow = await dark.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    await dark.screenshot({ path: path.join(screenshots, 'playground-12-dark.png') });
    await dark.close();
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('Vera has the laboratory before her, and Olga both queues', async () => {
    await page.getByRole('tab', { name: 'Agents Slack' }).click();
    const channels = (): Promise<string[]> =>
      page.locator('#panel-slack .slack-channels button').allTextContents();
    await play('Vera');
    await shown(channel().getByRole('heading', { name: '# virus-lab' }));
    expect(await channels()).not.toContain('# support');
    await play('Olga');
    await shown(channel().getByRole('heading', { name: '# support' }));
    expect(await channels()).toEqual(expect.arrayContaining(['# support', '# virus-lab']));
    await play('Anna');
  });

  test('nothing on the page went wrong', () => {
    expect(complaints).toEqual([]);
  });
});
