// Opens pages in Chromium. A test fails if its page requests anything, or writes to the console.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const { CHROMIUM, PAGES } = process.env;
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  // Chromium's sandbox refuses to run as root.
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-gpu'],
});
after(() => browser.close());

/** Returns a file that `.ci/browser` wrote. */
export const read = (file) => readFileSync(join(PAGES, file), 'utf8');

/** Returns the address of such a file. */
const addressOf = (file) => pathToFileURL(join(PAGES, file)).href;

/** Opens a page until the end of a test, `at` an anchor or a query. Options are passed to the browser context. */
export async function open(test, file, { at = '', address = addressOf(file), ...options } = {}) {
  // Smooth scrolling would make tests wait.
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(15_000);
  const problems = [];
  const note = (problem) => problems.push(problem);
  const isOwn = (url) => url.split('?')[0] === address;
  context.on('request', (request) => isOwn(request.url()) || note(`request: ${request.url()}`));
  context.on('console', (message) => note(`${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => note(`error: ${error.error().message}`));
  context.on('dialog', (dialog) => note(`dialog: ${dialog.message()}`));
  test.after(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });
  const page = await context.newPage();
  await page.goto(address + at);
  return page;
}
