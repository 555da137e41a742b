// Tests that apply to every page.
import axe from 'axe-core';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { DESKTOP, PHONE, open, read } from './browser.mjs';

const AXE = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

/** Asserts that axe finds no accessibility violation. */
export async function assertAccessible(page) {
  // Unlike a script element, this works under any content security policy.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((options) => globalThis.axe.run(options), AXE);
  const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => target.join(' '))]);
  assert.deepEqual(found, []);
}

/** Tests that a page is accessible in every layout and with a keyboard, and is self-contained. */
export function testPage(file) {
  for (const [device, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${file}: axe finds no violation on a ${device} in ${colorScheme}`, async (t) => {
        await assertAccessible(await open(t, file, { viewport, colorScheme }));
      });
    }
  }

  for (const javaScriptEnabled of [true, false]) {
    const scripts = javaScriptEnabled ? 'with scripts' : 'without scripts';
    test(`${file}: the page does not scroll sideways on a phone, ${scripts}`, async (t) => {
      const page = await open(t, file, { viewport: PHONE, javaScriptEnabled });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
    });
  }

  test(`${file}: the page requests nothing from its server`, async (t) => {
    const requests = [];
    const server = createServer((request, response) => {
      requests.push(request.url);
      response.setHeader('Content-Type', 'text/html').end(read(file));
    });
    t.after(() => server.close());
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const page = await open(t, file, { address: `http://127.0.0.1:${server.address().port}/` });
    await page.waitForLoadState('networkidle');
    assert.deepEqual(requests, ['/']);
  });

  test(`${file}: Tab reaches all controls, in their visual order`, async (t) => {
    const page = await open(t, file);
    const controls = await page.evaluate(numberControls);
    const stops = [];
    const unmarked = [];
    const kinds = new Set();
    for (let count = 0; count < controls.length; count += 1) {
      await page.keyboard.press('Tab');
      const { stop, kind, clip } = await page.evaluate(focused);
      stops.push(stop);
      // One control of each kind is enough.
      if (!kinds.has(kind)) {
        kinds.add(kind);
        const marked = await page.screenshot({ clip });
        // Tab continues from here.
        await page.evaluate(() => document.activeElement.blur());
        if (marked.equals(await page.screenshot({ clip }))) unmarked.push(kind);
      }
    }
    assert.deepEqual(stops, controls);
    assert.deepEqual(unmarked, [], 'controls look the same with and without focus');
  });
}

/** Numbers the controls of a page, and returns the numbers. */
function numberControls() {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
  const visible = all.filter((control) => control.checkVisibility());
  // Tab stops once in a group of radio buttons; arrow keys lead to the others.
  const controls = visible.filter((control) => control.type !== 'radio' || control.checked);
  controls.forEach((control, number) => (control.number = number));
  return [...controls.keys()];
}

/** Returns the number of the focused control, or what is wrong with its place. */
function focused() {
  const control = document.activeElement;
  const { left, top, right, bottom } = control.getBoundingClientRect();
  const place = { left, right, top: top + scrollY, bottom: bottom + scrollY };
  const last = globalThis.last ?? { left: 0, right: 0, top: 0, bottom: 0 };
  globalThis.last = place;
  const isLeft = place.right <= last.left && place.top < last.bottom;
  const isAbove = place.bottom <= last.top && place.left < last.right;
  // Browsers scroll by whole pixels. A region may be larger than the window.
  const fits = right - left <= innerWidth && bottom - top <= innerHeight;
  const isInside = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
  const [line] = control.getClientRects();
  const x = middle(line.left, line.right, innerWidth);
  const y = middle(line.top, line.bottom, innerHeight);
  const hit = document.elementFromPoint(x, y);
  const isHit = control.contains(hit) || [...control.labels ?? []].some((label) => label.contains(hit));
  const isSeen = isHit && (isInside || !fits);
  const problem = isSeen ? 'is before the last one' : 'is out of sight';
  return {
    stop: isSeen && !isLeft && !isAbove ? control.number : `${control.outerHTML.slice(0, 100)} ${problem}`,
    kind: `${control.localName} ${control.type ?? ''}`,
    clip: {
      x: Math.max(0, left - 8),
      y: Math.max(0, top - 8),
      width: Math.min(innerWidth, right + 8) - Math.max(0, left - 8),
      height: Math.min(innerHeight, bottom + 8) - Math.max(0, top - 8),
    },
  };

  /** Returns the middle of the part of a range that is in the window. */
  function middle(from, to, end) {
    return (Math.max(0, from) + Math.min(end, to)) / 2;
  }
}
