import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPage } from './any-page.mjs';
import { open, read } from './browser.mjs';

const REPORT = JSON.parse(read('events.json'));
const TABLES = {
  Categories: REPORT.categories,
  Codes: REPORT.codes,
  Streams: REPORT.streams,
  Domains: REPORT.domains,
  'Client addresses': REPORT.clients,
};

testPage('events.html');
testPage('stream.html');

/** Returns the cells of a table's rows, with times as in their `datetime`. */
const cells = (table) => table.evaluate((table) => [...table.tBodies[0].rows].map((row) =>
  [...row.cells].map((cell) => cell.querySelector('time')?.dateTime ?? cell.innerText.trim())));

test('the tables equal the JSON report', async (t) => {
  const page = await open(t, 'events.html');
  for (const [name, entries] of Object.entries(TABLES)) {
    assert.ok(entries.length > 1, name);
    const rows = entries.map(({ key, text, count, share, first, last }) =>
      [...new Set([key, text].filter(Boolean))].concat(String(count), `${(share * 100).toFixed(1)}%`, first, last));
    const shown = await cells(page.getByRole('table', { name, exact: true }));
    assert.deepEqual(shown.map(([key, ...others]) => [...key.split('\n'), ...others]), rows, name);
  }
});

test('the head equals the JSON report', async (t) => {
  const page = await open(t, 'events.html');
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), `${REPORT.interruptions} interruptions`);
  const times = await page.getByRole('banner').locator('time').evaluateAll((all) => all.map((time) => time.dateTime));
  assert.deepEqual(times, [REPORT.first, REPORT.last]);
  const sums = {
    'started push': REPORT.pushes,
    repeat: REPORT.repeats,
    'other event': REPORT.other_events,
    'interruptions? without a time': REPORT.untimed,
    'unreadable line': REPORT.unreadable,
    'unreadable log': REPORT.unreadable_logs,
  };
  assert.ok(REPORT.pushes > 0 && REPORT.repeats > 0 && REPORT.unreadable > 0);
  for (const [name, count] of Object.entries(sums)) {
    const term = page.getByRole('term').filter({ hasText: new RegExp(`^${name}`) });
    assert.equal(await term.evaluate((term) => term.nextElementSibling.innerText), String(count), name);
  }
});

test('the histogram has a name, and its bars are as high as the counts of the JSON report', async (t) => {
  const page = await open(t, 'events.html');
  const picture = page.getByRole('img', { name: /^Over time .*by category/ });
  const bars = await picture.evaluate((picture) => {
    const all = picture.getBoundingClientRect();
    return [...picture.querySelectorAll('g')].map((bar) => {
      const parts = [...bar.querySelectorAll('rect[class^=c]')].map((part) => part.getBoundingClientRect());
      const height = parts.reduce((sum, part) => sum + part.height, 0);
      return { column: (parts[0].x - all.x) / parts[0].width, height: height / all.height };
    });
  });
  const most = Math.max(...REPORT.histogram.map(({ count }) => count));
  const shown = bars.map(({ column, height }) => [Math.round(column), (height * most).toFixed(1)]);
  const counts = REPORT.histogram.map(({ count }, column) => [column, count.toFixed(1)]);
  assert.deepEqual(shown, counts.filter(([, count]) => count > 0));
});

test('the table of the histogram equals the JSON report', async (t) => {
  const page = await open(t, 'events.html');
  await page.getByText('Histogram as a table').click();
  const filled = REPORT.histogram.filter(({ count }) => count > 0);
  const rows = await cells(page.getByRole('table', { name: /Times with interruptions/ }));
  assert.deepEqual(rows.map(([time, count]) => [time, Number(count)]), filled.map(({ start, count }) => [start, count]));
  for (const [index, { categories }] of filled.entries()) {
    const parts = Object.entries(categories).map(([category, count]) => `${category} ${count}`);
    assert.deepEqual(rows[index][2].split(', ').sort(), parts.sort());
  }
});

test('the bar of the categories shows the shares as widths, and names them', async (t) => {
  const page = await open(t, 'events.html');
  const [{ key, share }] = REPORT.categories;
  const bar = page.getByRole('img', { name: new RegExp(`${key} ${(share * 100).toFixed(1)}%`) });
  const widths = await bar.evaluate((bar) => {
    const all = bar.getBoundingClientRect().width;
    const parts = [...bar.querySelectorAll('rect')].map((part) => part.getBoundingClientRect());
    return parts.map(({ width }) => (width / all).toFixed(2));
  });
  assert.deepEqual(widths, REPORT.categories.map(({ share }) => share.toFixed(2)));
});

test('the timeline lists the interruptions of the stream', async (t) => {
  const page = await open(t, 'stream.html');
  const events = JSON.parse(read('stream-events.json'));
  assert.ok(events.length > 5);
  const rows = await cells(page.getByRole('table', { name: 'Timeline of stream news' }));
  assert.deepEqual(rows.map(([time]) => time), events.map(({ time }) => time));
  const seen = new Set();
  for (const [index, { code, text, category, user_ip: client }] of events.entries()) {
    const row = rows[index].join(' ');
    const words = row.split(/\s+/);
    assert.ok([code, category, client].every((word) => words.includes(word)), row);
    // The text appears only at the first occurrence of its code.
    assert.equal(row.includes(text), !seen.has(code), row);
    seen.add(code);
  }
});

for (const file of ['hostile.html', 'hostile-stream.html']) {
  test(`${file}: hostile names are shown as text and run no script`, async (t) => {
    const page = await open(t, file);
    const { streams } = JSON.parse(read(file.replace('html', 'json')));
    assert.ok(streams.some(({ key }) => key.includes('<img')));
    const shown = await cells(page.getByRole('table', { name: 'Streams', exact: true }));
    const visible = (key) => key.replace('\u202e', '<U+202E>').replace('\u200b', '<U+200B>');
    assert.deepEqual(shown.map(([key]) => key), streams.map(({ key }) => visible(key)));
    assert.match(await page.title(), /interruption/);
    assert.equal(await page.locator('script, iframe, img, [srcdoc], [onload], [onerror], [onmouseover]').count(), 0);
    assert.equal(await page.locator('b', { hasText: 'bold' }).count(), 0);
    assert.equal(await page.locator('a:not([href^="https://www.tencentcloud.com/"])').count(), 0);
  });
}

test('print shows every table, including the table of the histogram', async (t) => {
  const page = await open(t, 'events.html');
  await page.emulateMedia({ media: 'print' });
  const numbers = page.getByRole('table', { name: /Times with interruptions/ });
  assert.ok(await numbers.getByRole('row').last().isVisible());
  for (const name of Object.keys(TABLES)) {
    assert.ok(await page.getByRole('table', { name, exact: true }).isVisible());
  }
});
