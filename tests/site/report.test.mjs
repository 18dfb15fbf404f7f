// Judges of the report for people: of the example content, of pages full of faults, with
// waivers and a baseline, and of a page without a fault. CONCORDAT names the program.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, open } from "./browse.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const program = process.env.CONCORDAT ?? join(root, "build/concordat");
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "concordat-report-"));
const reports = ["content.html", "faults.html", "accepted.html", "clean.html"];

function check(cwd, expected, ...args) {
  const run = spawnSync(program, ["check", ...args], { cwd, encoding: "utf8" });
  assert.equal(run.error, undefined);
  assert.ok(expected.includes(run.status), `${args}: ended with ${run.status}\n${run.stderr}`);
}

const sentence =
  "Representative communities contribute to strategic decision-making and to the " +
  "accountability arrangements of participating organisations. ";
const waiver =
  "<!-- concordat-ignore placeholder: the form is meant to be filled in, A. Smith, until 2999-01-31 -->\n";

function makeSite() {
  const content = join(folder, "content");
  mkdirSync(content);
  writeFileSync(join(content, "site.yaml"), "title: Test\norganisation:\n  name: Test\n");
  const page = (extra) =>
    writeFileSync(join(content, "index.md"),
      `---\ntitle: Home\nkind: home\n---\n\n## Who <&> “we” are\n\n${sentence.repeat(8)}\n\n` +
      `See [add link].\n\n${waiver}Write to [add name].\n\n${extra}`);
  page("We utilise it for this.\n");
  check(folder, [0, 1], "--write-baseline", "baseline.txt");
  page("## What is new\n\nIt opens on [add date].\n");
}

let browser;
before(async () => {
  const to = (name) => ["--report", `html=${join(folder, name)}`];
  check(root, [0, 1], ...to("content.html"));
  const cases = readdirSync(join(root, "tests/cases/check")).filter((name) => name.endsWith(".md"));
  check(join(root, "tests/cases/check"), [1], ...cases, ...to("faults.html"));
  makeSite();
  check(folder, [1], "--baseline", "baseline.txt", ...to("accepted.html"),
    "--report", `json=${join(folder, "accepted.json")}`);
  writeFileSync(join(folder, "clean.md"), "# Call us\n\nYou can call us. We are here to help.\n");
  check(folder, [0], "clean.md", ...to("clean.html"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("the Nu HTML checker finds no error", () => {
  const jar = join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
  const files = reports.map((name) => join(folder, name));
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, "--stdout", "--Werror", "--format", "gnu",
    ...files], { encoding: "utf8" });
  assert.equal(run.error, undefined);
  assert.equal(run.stdout, "");
  assert.equal(run.status, 0, run.stderr);
});

for (const [name, options] of [
  ["on a desktop", {}],
  ["on a phone, at 400% zoom", { width: 320 }],
]) {
  test(`axe finds nothing, and nothing goes wrong, ${name}`, async () => {
    const address = pathToFileURL(`${folder}/`).href;
    const { page, faults, close } = await open(browser, address, options);
    const findings = [];
    for (const report of reports) {
      await page.goto(address + report);
      await page.evaluate(axe);
      const result = await page.evaluate(() => globalThis.axe.run());
      for (const violation of result.violations)
        for (const node of violation.nodes)
          findings.push(`${report}: ${violation.id}: ${node.html}: ${node.failureSummary}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) findings.push(`${report}: ${wide} pixels wider than the window`);
      const dead = await page.evaluate(() =>
        [...document.querySelectorAll("a")].map((a) => a.getAttribute("href"))
          .filter((link) => !document.getElementById(link.slice(1))));
      findings.push(...dead.map((link) => `${report}: ${link} leads nowhere`));
    }
    await close();
    assert.deepEqual(findings, []);
    assert.deepEqual(faults, []);
  });
}

test("it says who accepted what until when, and how it was before", async () => {
  const address = pathToFileURL(`${folder}/`).href;
  const { page, close } = await open(browser, address);
  await page.goto(`${address}accepted.html`);
  const text = await page.evaluate(() => document.body.innerText);
  assert.match(text, /the form is meant to be filled in\s+A\. Smith\s+31 January 2999/);
  const summary = JSON.parse(readFileSync(join(folder, "accepted.json"), "utf8")).summary;
  const trend = /Since the baseline\s+Then\s+(\d+)\s[^\d]+Mended\s+(\d+)\s[^\d]+Left\s+(\d+)\s[^\d]+New\s+(\d+)\s/;
  const [then, mended, left, added] = text.match(trend).slice(1).map(Number);
  assert.ok(left > 0 && mended > 0);
  assert.equal(then, mended + left);
  assert.equal(left, summary.baseline);
  assert.equal(added, summary.errors + summary.warnings);
  const marked = await page.evaluate(() =>
    [...document.querySelectorAll(".group.error mark")].map((mark) => mark.innerText));
  assert.deepEqual(marked, ["[add link]", "[add date]"]);
  const hard = await page.evaluate(() => document.querySelector("#first").innerText);
  assert.match(hard, /Who <&> “we” are/);
  await page.goto(`${address}clean.html`);
  assert.match(await page.evaluate(() => document.body.innerText), /Ready to publish/);
  await close();
});
