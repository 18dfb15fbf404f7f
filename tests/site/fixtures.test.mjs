// Our markup beside the design system's own. tests/cases/html/fixtures.html is
// what the theme draws from fixtures.xml (a unit test holds the two together);
// its inputs are those of nhsuk-frontend's fixtures, or are given to its macros
// here. What differs on purpose is listed with each comparison.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import nunjucks from "nunjucks";
import {
  attribute, find, hasClass, lines, parsePage, parsePart, removeAttribute, unwrap,
} from "./markup.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const design = join(here, "../../themes/node_modules/nhsuk-frontend/dist");
const page = parsePage(readFileSync(join(here, "../cases/html/fixtures.html"), "utf8"));
const macros = new nunjucks.Environment(new nunjucks.FileSystemLoader(design), {
  trimBlocks: true,
  lstripBlocks: true,
});

const ours = (name, index = 0) => {
  const found = find(page, hasClass(name))[index];
  assert.ok(found, `the page has ${index + 1} of .${name}`);
  return structuredCloneNode(found);
};
// A parsed node has links back to its parents, so it is copied by its markup.
function structuredCloneNode(node) {
  const copy = { ...node, parentNode: null };
  if (node.attrs) copy.attrs = node.attrs.map((a) => ({ ...a }));
  if (node.childNodes) copy.childNodes = node.childNodes.map(structuredCloneNode);
  return copy;
}

const fixture = (component, name) => {
  const file = join(design, "nhsuk/components", component, "fixtures.json");
  const found = JSON.parse(readFileSync(file, "utf8")).fixtures.find((f) => f.name === name);
  assert.ok(found, `nhsuk-frontend has the ${component} fixture "${name}"`);
  return parsePart(found.html);
};
const macro = (component, name, options) =>
  parsePart(
    macros.renderString(
      `{% from "nhsuk/components/${component}/macro.njk" import ${name} %}{{ ${name}(options) }}`,
      { options },
    ),
  );

function same(own, theirs) {
  assert.equal(lines(own).join("\n"), lines(theirs).join("\n"));
}

// The description class adds nothing to a paragraph's look in a card, and authors'
// text may be any blocks.
const plainDescriptions = (node) => {
  removeAttribute(node, "class", hasClass("nhsuk-card__description"));
  return node;
};

test("inset text", () => same(ours("nhsuk-inset-text"), fixture("inset-text", "default")));

test("warning callout: a section above makes h3 of it", () =>
  same(ours("nhsuk-card--warning"), plainDescriptions(fixture("warning-callout", "default"))));

test("warning callout with a heading: without role=text, which HTML does not know", () => {
  const theirs = plainDescriptions(fixture("warning-callout", "with custom heading"));
  unwrap(theirs, (e) => attribute(e, "role") === "text");
  same(ours("nhsuk-card--warning", 1), theirs);
});

// Authors' text is paragraphs.
const unwrapText = (node) => {
  unwrap(node, (e) => e.tagName === "p");
  return node;
};
test("details", () =>
  same(unwrapText(ours("nhsuk-details")), fixture("details", "default")));
test("expander", () =>
  same(unwrapText(ours("nhsuk-details", 1)), fixture("details", "expander")));

test("do list", () => same(ours("nhsuk-card--feature"), fixture("do-dont-list", "default")));
test("don't list", () =>
  same(ours("nhsuk-card--feature", 1), fixture("do-dont-list", "(don't)")));

test("card", () =>
  same(
    find(page, (e) => attribute(e, "class") === "nhsuk-card")[0],
    plainDescriptions(
      macro("card", "card", {
        heading: { text: "Introduction to care and support", size: "m", level: 3 },
        description: "A quick guide for people who have care and support needs and their carers",
      }),
    ),
  ));

test("summary list", () =>
  same(
    ours("nhsuk-summary-list"),
    macro("summary-list", "summaryList", {
      rows: [
        { key: { text: "Name" }, value: { text: "Karen Francis" } },
        { key: { text: "Date of birth" }, value: { text: "15 March 1984" } },
      ],
    }),
  ));

// Ours have ids: what links lead to, and what names a box that scrolls.
const withoutIds = (node) => {
  removeAttribute(node, "id");
  return node;
};
test("table", () => same(withoutIds(ours("nhsuk-table")), fixture("tables", "default")));
test("table that scrolls: wide on the page, takes the focus also without script", () => {
  const own = ours("nhsuk-scroll");
  assert.equal(attribute(own, "class"), "nhsuk-scroll concordat-wide");
  own.attrs.find((a) => a.name === "class").value = "nhsuk-scroll";
  removeAttribute(own, "tabindex", hasClass("nhsuk-scroll__content"));
  removeAttribute(own, "id", (e) => e.tagName === "table");
  same(own, fixture("tables", "scrolling"));
});

// Sizes keep the page from jumping; a picture without text alternative in the
// source has an empty one, as theirs.
const withoutSizes = (node) => {
  removeAttribute(node, "width", (e) => e.tagName === "img");
  removeAttribute(node, "height", (e) => e.tagName === "img");
  return node;
};
test("image", () =>
  same(withoutSizes(ours("nhsuk-image")), fixture("images", "default")));
test("image without caption", () =>
  same(
    withoutSizes(ours("nhsuk-image", 1)),
    fixture("images", "without background, border or caption"),
  ));

test("code", () => same(ours("nhsuk-code"), fixture("code", "default")));
test("skip link", () => same(ours("nhsuk-skip-link"), fixture("skip-link", "default")));
test("pagination", () => same(ours("nhsuk-pagination"), fixture("pagination", "default")));

test("contents list: named for publications", () =>
  same(
    ours("nhsuk-contents-list"),
    macro("contents-list", "contentsList", {
      landmarkLabel: "Pages in this publication",
      items: [
        { href: "#/section/treatments", text: "Treatments" },
        { href: "#", text: "Getting diagnosed", current: true },
        { href: "#/section/symptoms", text: "Symptoms" },
      ],
    }),
  ));

test("breadcrumb", () =>
  same(
    ours("nhsuk-breadcrumb"),
    macro("breadcrumb", "breadcrumb", {
      items: [
        { href: "#home", text: "Home" },
        { href: "#cover", text: "Hospitals" },
      ],
    }),
  ));

test("header: the organisation's name, and no logo of the NHS", () => {
  const theirs = macro("header", "header", {
    logo: { href: "#home" },
    organisation: { name: "Anytown Anyplace" },
    service: { text: "Find your NHS number", href: "#home/" },
    navigation: {
      items: [
        { href: "#", text: "Health A to Z" },
        { href: "#", text: "Pregnancy", active: true },
      ],
    },
  });
  const logo = find(theirs, (e) => e.tagName === "svg")[0];
  logo.parentNode.childNodes.splice(logo.parentNode.childNodes.indexOf(logo), 1);
  for (const link of find(theirs, hasClass("nhsuk-header__service-logo")))
    for (const a of link.attrs)
      if (a.name === "aria-label") a.value = a.value.replace("NHS ", "");
  for (const link of find(theirs, hasClass("nhsuk-header__service-name")))
    for (const a of link.attrs) if (a.name === "href") a.value = "#home";
  same(ours("nhsuk-header"), theirs);
});

test("footer", () => {
  const names = [
    "Accessibility statement", "Contact us", "Cookies", "Privacy policy", "Terms and conditions",
  ];
  same(
    ours("nhsuk-footer"),
    macro("footer", "footer", {
      copyright: { text: "© Anytown Anyplace" },
      meta: { items: names.map((text) => ({ href: "#", text })) },
    }),
  );
});
