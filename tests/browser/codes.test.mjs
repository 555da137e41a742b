import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, testPage } from './any-page.mjs';
import { open, read } from './browser.mjs';

const FILE = 'codes.html';
const CODES = JSON.parse(read('codes.json'));
const NAMES = CODES.map(({ code }) => code);
const SAMPLE = CODES.find(({ code }) => code === '18-202');
// If no language is chosen, codes are sorted by their first text.
const COLUMNS = {
  Text: ({ text }) => Object.values(text)[0],
  Reason: ({ reason }) => reason,
  Category: ({ category }) => category,
};

testPage(FILE);

const place = (page, id) => page.locator(`[id="${id}"]`);
const shown = async (page) => {
  const ids = await page.locator('[id]:visible').evaluateAll((elements) => elements.map(({ id }) => id));
  return ids.filter((id) => NAMES.includes(id));
};
const codesWhere = (matches) => CODES.filter(matches).map(({ code }) => code);
const search = (page, query) => page.getByRole('searchbox', { name: 'Search' }).fill(query);
const language = (page, name) => page.getByRole('radio', { name });
const category = (page, name) => page.getByRole('checkbox', { name: new RegExp(`^${name}\\b`) });
const isInView = (locator) => locator.evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return element.checkVisibility() && top >= 0 && bottom <= innerHeight;
});
const background = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);

test('the search finds a code by its numbers', async (t) => {
  const page = await open(t, FILE);
  for (const query of ['18-202', '18 202', '202', 'error 18 202', 'errcode: 18, sub_errcode: 202']) {
    await search(page, query);
    assert.deepEqual(await shown(page), ['18-202'], query);
  }
  await search(page, '18');
  assert.deepEqual(await shown(page), codesWhere(({ errcode }) => errcode === 18));
});

test('the search finds a code by words of its text, in any language', async (t) => {
  const page = await open(t, FILE);
  for (const [word, tag] of [['arrears', 'en'], ['ARREARS', 'en'], ['연체', 'ko']]) {
    await search(page, word);
    const expected = codesWhere(({ text }) => text[tag].includes(word.toLowerCase()));
    assert.ok(expected.includes('18-202'));
    assert.deepEqual(await shown(page), expected, word);
  }
});

test('the search finds codes by reason and by category', async (t) => {
  const page = await open(t, FILE);
  const { reason, category } = SAMPLE;
  await search(page, reason);
  assert.deepEqual(await shown(page), codesWhere((code) => code.reason === reason));
  await search(page, category);
  const found = await shown(page);
  assert.deepEqual(codesWhere((code) => code.category === category).filter((code) => !found.includes(code)), []);
});

test('the address can contain a search', async (t) => {
  const page = await open(t, FILE, { at: '?q=18%20202' });
  assert.deepEqual(await shown(page), ['18-202']);
});

test('the number of found codes is announced', async (t) => {
  const page = await open(t, FILE);
  const status = page.getByRole('status');
  assert.match(await status.innerText(), new RegExp(`^${CODES.length} codes`));
  await search(page, '18-202');
  assert.match(await status.innerText(), new RegExp(`^1 of ${CODES.length} codes`));
  await search(page, 'no such code');
  assert.match(await status.innerText(), /^0 of/);
  assert.deepEqual(await shown(page), []);
  assert.ok(await page.getByText('No code matches').isVisible());
});

for (const id of ['18-202', CODES.at(-1).reason]) {
  test(`the address #${id} shows and highlights its target`, async (t) => {
    const page = await open(t, FILE, { at: `#${id}` });
    assert.ok(await isInView(place(page, id)));
    assert.ok(await page.evaluate(() => scrollY > 0));
    assert.notEqual(await background(place(page, id)), await background(place(page, '5')));
  });
}

test('a link to a code shows it, even if a filter hides it', async (t) => {
  const page = await open(t, FILE);
  await search(page, '5');
  await page.getByRole('link', { name: '18-202', exact: true }).click();
  await place(page, '18-202').waitFor();
  assert.ok(await isInView(place(page, '18-202')));
});

test('the language switch changes the texts, and its choice is remembered', async (t) => {
  const page = await open(t, FILE);
  const { text } = SAMPLE;
  const visible = async () => {
    const words = await place(page, '18-202').innerText();
    return Object.keys(text).filter((tag) => words.includes(text[tag]));
  };
  assert.deepEqual(await visible(), Object.keys(text));
  await language(page, '한국어').check();
  assert.deepEqual(await visible(), ['ko']);
  await page.reload();
  assert.deepEqual(await visible(), ['ko']);
  assert.ok(await language(page, '한국어').isChecked());
  await language(page, 'English').check();
  assert.deepEqual(await visible(), ['en']);
  await language(page, 'All').check();
  assert.deepEqual(await visible(), Object.keys(text));
});

test('each text is marked with its language', async (t) => {
  const page = await open(t, FILE);
  const [reference] = Object.keys(CODES[0].text);
  for (const { code, text } of CODES) {
    const marked = await place(page, code).locator('[data-language][lang]').evaluateAll((texts) =>
      texts.map(({ lang, innerText }) => [lang, innerText]));
    // A language without a text shows the text of the first language.
    const expected = Object.entries(text).map(([tag, words]) => [words === text[reference] ? reference : tag, words]);
    assert.deepEqual(marked, expected, code);
  }
});

test('the categories filter the codes, alone and together with the search', async (t) => {
  const page = await open(t, FILE);
  const own = SAMPLE.category;
  const other = CODES.find(({ category }) => category !== own).category;
  await category(page, own).check();
  assert.deepEqual(await shown(page), codesWhere((code) => code.category === own));
  await category(page, other).check();
  assert.deepEqual(await shown(page), codesWhere((code) => [own, other].includes(code.category)));
  await search(page, '18-202');
  assert.deepEqual(await shown(page), ['18-202']);
  await category(page, own).uncheck();
  assert.deepEqual(await shown(page), []);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  assert.deepEqual(await shown(page), NAMES);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds no violation with a highlighted target and a filter, in ${colorScheme}`, async (t) => {
    const page = await open(t, FILE, { at: '#18-202', colorScheme });
    await category(page, SAMPLE.category).check();
    await language(page, '한국어').check();
    await assertAccessible(page);
  });
}

test('each column sorts the codes, ascending and descending', async (t) => {
  const page = await open(t, FILE);
  const order = new Intl.Collator('en').compare;
  for (const [column, key] of Object.entries(COLUMNS)) {
    const header = page.getByRole('columnheader', { name: column });
    const keys = async () => (await shown(page)).map((name) => key(CODES.find(({ code }) => code === name)));
    const up = CODES.map(key).sort(order);
    await header.getByRole('button').click();
    assert.deepEqual(await keys(), up, column);
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
    await header.getByRole('button').click();
    assert.deepEqual(await keys(), up.toReversed(), column);
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
  }
  const header = page.getByRole('columnheader', { name: 'Code' });
  await header.getByRole('button').click();
  assert.deepEqual(await shown(page), NAMES);
  await header.getByRole('button').click();
  assert.deepEqual(await shown(page), NAMES.toReversed());
});

test('sorting by text compares the texts of the chosen language', async (t) => {
  const page = await open(t, FILE);
  await page.getByRole('columnheader', { name: 'Text' }).getByRole('button').click();
  await language(page, '한국어').check();
  const texts = (await shown(page)).map((name) => CODES.find(({ code }) => code === name).text.ko);
  assert.deepEqual(texts, texts.toSorted(new Intl.Collator('en').compare));
});

test('on a phone, a focused category scrolls into view', async (t) => {
  const page = await open(t, FILE, { viewport: { width: 390, height: 844 } });
  for (const name of await page.locator('[name=category]').evaluateAll((all) => all.map(({ value }) => value))) {
    const chip = page.locator(`label:has([value="${name}"])`);
    await category(page, name).focus();
    const { left, right } = await chip.evaluate((element) => element.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= 390, `${name}: ${left} to ${right}`);
  }
});

test('the JSON inside the page equals the JSON export', async (t) => {
  const page = await open(t, FILE);
  const data = page.locator('script#codes');
  assert.equal(await data.getAttribute('type'), 'application/json');
  assert.deepEqual(JSON.parse(await data.textContent()), CODES);
});

test('without scripts, the page shows all codes and texts, and no controls', async (t) => {
  const page = await open(t, FILE, { javaScriptEnabled: false });
  assert.deepEqual(await shown(page), NAMES);
  for (const { code, text, reason, category } of CODES) {
    const words = await place(page, code).innerText();
    for (const expected of [...Object.values(text), reason, category]) {
      assert.ok(words.includes(expected), `${code}: ${expected}`);
    }
  }
  assert.equal(await page.locator('input:visible, button:visible').count(), 0);
});

test('print shows all codes and texts, and no controls', async (t) => {
  const page = await open(t, FILE, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await shown(page), NAMES);
  assert.equal(await page.locator('input:visible').count(), 0);
  const words = await place(page, '18-202').innerText();
  for (const text of Object.values(SAMPLE.text)) {
    assert.ok(words.includes(text), text);
  }
});

test('the page is smaller than 150 kB', () => {
  assert.ok(Buffer.byteLength(read(FILE)) < 150_000);
});
