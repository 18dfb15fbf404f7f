// The built site on 127.0.0.1 under a strict content security policy, and a
// browser that must not ask any other host.
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

// The hash is that of nhsuk-frontend's inline script, from its documentation.
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'sha256-tDOvXJi1PXbg0CWjLCCYSNHRXtps26K4JXkE3M6u/c0='",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

export function pagesOf(folder, below = "") {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return pagesOf(folder, path);
      return extname(path) === ".html" ? [path] : [];
    });
}

export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = existsSync(file);
    if (!found) file = join(folder, "404.html");
    response.writeHead(found ? 200 : 404, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": policy,
    });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}/`;
  return { address, close: () => new Promise((resolve) => server.close(resolve)) };
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });

// A tab that notes what must not happen: requests to other hosts, refused
// requests, and complaints of the browser, such as of the policy.
export async function open(browser, address, { width = 1280, scripts = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const faults = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (!url.startsWith(address)) {
      faults.push(`asks another host: ${url}`);
      return route.abort();
    }
    if (!scripts && route.request().resourceType() === "script") return route.abort();
    return route.continue();
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    const blocked = !scripts && message.text().includes("ERR_FAILED");
    const missing = message.text().includes("404 (Not Found)") && page.url().includes("/missing/");
    if (message.type() === "error" && !blocked && !missing) faults.push(message.text());
  });
  return { page, faults, close: () => context.close() };
}
