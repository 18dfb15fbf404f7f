// Judges of the built site: the Nu HTML checker, axe-core in a browser, and the
// promises of the theme: no other host, works without scripts, with a keyboard,
// at 320 pixels, under a strict policy, and every link leads somewhere.
// SITE names the folder; it is out/ without.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, open, pagesOf, serve } from "./browse.mjs";
import { attribute, find, parsePage } from "./markup.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.env.SITE ?? join(here, "../../out");
const pages = pagesOf(folder);
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");

let server, browser;
before(async () => {
  assert.ok(pages.length > 0, `there are pages in ${folder}`);
  server = await serve(folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("the Nu HTML checker finds no error", () => {
  const jar = join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
  const run = spawnSync(
    "java",
    ["-Xss4m", "-jar", jar, "--stdout", "--errors-only", "--format", "gnu", "--skip-non-html", folder],
    { encoding: "utf8" },
  );
  assert.equal(run.error, undefined);
  assert.equal(run.stdout, "");
  assert.equal(run.status, 0, run.stderr);
});

test("every link leads somewhere", () => {
  const parsed = new Map();
  const idsOf = (path) => {
    if (!parsed.has(path)) {
      const tree = parsePage(readFileSync(join(folder, path), "utf8"));
      parsed.set(path, new Set(find(tree, (e) => attribute(e, "id")).map((e) => attribute(e, "id"))));
    }
    return parsed.get(path);
  };
  const broken = [];
  for (const page of pages) {
    const tree = parsePage(readFileSync(join(folder, page), "utf8"));
    const links = find(tree, () => true).flatMap((e) =>
      ["href", "src"].map((name) => attribute(e, name)).filter((link) => link !== undefined),
    );
    for (const link of links) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(link)) continue;
      const [path, anchor] = link.split("#");
      let target = path === "" ? page : decodeURIComponent(path.split("?")[0]);
      target = target.startsWith("/") ? target.slice(1)
        : path === "" ? page : posix.join(posix.dirname(page), target);
      let file = join(folder, target);
      if (existsSync(file) && statSync(file).isDirectory()) {
        target = posix.join(target, "index.html");
        file = join(folder, target);
      }
      if (!existsSync(file)) broken.push(`${page}: ${link}: no such file`);
      else if (anchor && !idsOf(target).has(decodeURIComponent(anchor)))
        broken.push(`${page}: ${link}: no such place on the page`);
    }
  }
  assert.deepEqual(broken, []);
});

test("no page has the NHS logo", () => {
  const drawn = pages.filter((page) =>
    readFileSync(join(folder, page), "utf8").includes("M200 0v80H0V0h200"),
  );
  assert.deepEqual(drawn, []);
  assert.ok(!existsSync(join(folder, "assets/images/favicon.svg")));
});

// Runs in the page: words in large type that stand on two lines.
function tornFigures() {
  const lines = (text, word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length;
  };
  return [...document.querySelectorAll(".concordat-statistic__number")]
    .flatMap((number) => [...number.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE))
    .flatMap((text) => [...text.data.matchAll(/\S+/g)].filter((word) => lines(text, word) > 1))
    .map(([word]) => word);
}

for (const [name, options] of [
  ["on a desktop", {}],
  ["on a phone, at 400% zoom", { width: 320 }],
  ["without scripts", { scripts: false }],
]) {
  test(`axe finds nothing, and nothing goes wrong, ${name}`, async () => {
    const { page, faults, close } = await open(browser, server.address, options);
    const findings = [];
    for (const path of pages) {
      await page.goto(server.address + path);
      await page.evaluate(axe);
      const result = await page.evaluate(() => globalThis.axe.run());
      for (const violation of result.violations)
        for (const node of violation.nodes)
          findings.push(`${path}: ${violation.id}: ${node.html}: ${node.failureSummary}`);
      for (const word of await page.evaluate(tornFigures))
        findings.push(`${path}: the figure ${word} is broken in two`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) findings.push(`${path}: ${wide} pixels wider than the window`);
    }
    await close();
    assert.deepEqual(findings, []);
    assert.deepEqual(faults, []);
  });
}

test("the keyboard reaches the content past the header", async () => {
  const { page, close } = await open(browser, server.address);
  for (const path of pages) {
    await page.goto(server.address + path);
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      return { class: document.activeElement.className, shown: box.width > 1 && box.left >= 0 };
    });
    assert.deepEqual(skip, { class: "nhsuk-skip-link", shown: true }, path);
    await page.keyboard.press("Enter");
    const inside = await page.evaluate(
      () => location.hash === "#maincontent" && document.querySelector("main").contains(document.activeElement),
    );
    assert.ok(inside, `${path}: focus is in the content`);
  }
  await close();
});

test("everything that takes the focus can be seen and left again", async () => {
  const { page, close } = await open(browser, server.address);
  for (const path of pages) {
    await page.goto(server.address + path);
    // The header lays its menu out once more when it knows the fonts.
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(100);
    const seen = [];
    for (let i = 0; i < 400; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const e = document.activeElement;
        if (e === document.body) return null;
        const box = e.getBoundingClientRect();
        e.dataset.seen = String(Number(e.dataset.seen ?? 0) + 1);
        return { html: e.outerHTML.slice(0, 80), shown: box.width > 1 && box.height > 1, times: e.dataset.seen };
      });
      if (at === null || at.times !== "1") break;
      seen.push(at);
    }
    assert.ok(seen.length > 3 && seen.length < 400, `${path}: ${seen.length} places`);
    assert.deepEqual(seen.filter((place) => !place.shown), [], path);
  }
  await close();
});

test("the page for missing ones is whole at any depth", async () => {
  const { page, faults, close } = await open(browser, server.address);
  const response = await page.goto(`${server.address}missing/deep/down.html`);
  assert.equal(response.status(), 404);
  assert.equal(await page.evaluate(() => document.styleSheets.length > 0), true);
  assert.match(await page.evaluate(() => document.body.className), /nhsuk-frontend-supported/);
  await page.click(".nhsuk-breadcrumb__link, .nhsuk-back-link");
  assert.equal(new URL(page.url()).pathname.replace(/index\.html$/, ""), "/");
  await close();
  assert.deepEqual(faults, []);
});
