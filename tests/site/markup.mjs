// Markup as lines that two spellings of the same HTML share: one a tag or text,
// attributes in order of their names, white space collapsed, none at the ends.
// xmlns says nothing in HTML.
import { parse, parseFragment } from "parse5";

export const parsePage = (html) => parse(html);
export const parsePart = (html) => parseFragment(html);

const isBlank = (node) => node.nodeName === "#text" && node.value.trim() === "";

export function lines(node, depth = 0) {
  const indent = "  ".repeat(depth);
  if (node.nodeName === "#text") return [indent + node.value.replace(/\s+/g, " ").trim()];
  if (node.nodeName === "#comment" || node.nodeName === "#documentType") return [];
  const children = node.childNodes.filter((child) => !isBlank(child));
  if (node.tagName === undefined) return children.flatMap((child) => lines(child, depth));
  const attributes = node.attrs
    .filter(({ name }) => name !== "xmlns")
    .map(({ name, value }) => ` ${name}="${value.replace(/\s+/g, " ").trim()}"`)
    .sort()
    .join("");
  return [
    `${indent}<${node.tagName}${attributes}>`,
    ...children.flatMap((child) => lines(child, depth + 1)),
  ];
}

// Elements below `node` for which `test` holds, outermost first.
export function find(node, test) {
  const own = node.tagName !== undefined && test(node) ? [node] : [];
  return own.concat((node.childNodes ?? []).flatMap((child) => find(child, test)));
}

export const attribute = (node, name) => node.attrs.find((a) => a.name === name)?.value;
export const hasClass = (name) => (node) =>
  (attribute(node, "class") ?? "").split(/\s+/).includes(name);

// Puts the children of each element that `test` holds for in its place.
export function unwrap(node, test) {
  for (const child of [...(node.childNodes ?? [])]) {
    unwrap(child, test);
    if (child.tagName === undefined || !test(child)) continue;
    node.childNodes.splice(node.childNodes.indexOf(child), 1, ...child.childNodes);
  }
}

export function removeAttribute(node, name, test = () => true) {
  for (const element of find(node, (e) => test(e)))
    element.attrs = element.attrs.filter((a) => a.name !== name);
}
