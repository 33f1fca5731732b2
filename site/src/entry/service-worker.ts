/// The service worker: keeps one whole version of the site, so that it works with no connection, in a new tab and on
/// every page. The build writes into this file which files the site has, each with its hash (site/precache.go), so a
/// change of any file is a new service worker.
///
/// A version is kept whole or not at all: every file is checked against its hash, wherever it came from, and a page
/// gets its parts from the version that it came with. A newer version waits until the only open page asks for it, or
/// until no page is open.

/// The paths of the site's files, relative to this one, with the SHA-256 of each in base64. A packed file has a second
/// hash, that of its content: a host that declares the packing as an encoding delivers the content.
declare const siteFiles: Readonly<Record<string, readonly string[]>>;
/// The name of this version: a hash of all that.
declare const siteVersion: string;

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/// The global scope of this worker.
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    matchAll(options: {
      readonly type: 'window';
      readonly includeUncontrolled: boolean;
    }): Promise<readonly { readonly url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ExtendableEvent & MessageEvent<'activate'>) => void): void;
}

const scope = globalThis as unknown as Scope;
const root = scope.registration.scope;
/// Another Hopwise of the same host, under another path, has caches of its own.
const mine = `hopwise ${root} `;
const cacheName = mine + siteVersion;

scope.addEventListener('install', (event) => event.waitUntil(keepAll()));
scope.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
scope.addEventListener('message', (event) => event.waitUntil(takeOver(event)));
scope.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(serve(path, event.request));
});

/// Keeps all files, one after the other, so that the visitor's own requests are not held up.
async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const path of Object.keys(siteFiles)) await cache.put(addressOf(path), await obtain(path));
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(mine) && name !== cacheName).map((name) => caches.delete(name)),
  );
}

/// Puts this version into force if the asking page is the only one: another page needs the parts of the version that it
/// came with. Pages of other things on this host don't count. Says whether it did.
async function takeOver(event: MessageEvent<'activate'>): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const alone = pages.filter(({ url }) => url.startsWith(root)).length <= 1;
  event.ports[0]?.postMessage(alone);
  if (alone) await scope.skipWaiting();
}

/// The file of the site that a request is for; null for other requests.
function pathOf(request: Request): string | null {
  const url = new URL(request.url);
  url.search = url.hash = '';
  if (request.method !== 'GET' || !url.href.startsWith(root)) return null;
  const path = url.href.slice(root.length);
  return (
    [path, `${path}index.html`, `${path}/index.html`].find((candidate) => Object.hasOwn(siteFiles, candidate)) ?? null
  );
}

async function serve(path: string, request: Request): Promise<Response> {
  const asked = new URL(request.url).pathname;
  // A folder without its slash: the page's relative addresses would lead to the folder above.
  if (path.endsWith('/index.html') && !asked.endsWith('/') && !asked.endsWith('.html')) {
    return Response.redirect(addressOf(path.replace(/index\.html$/, '')));
  }
  return (await kept(path, cacheName)) ?? obtain(path);
}

/// The file with this version's hash: from an older version that has it, from the browser's cache, or from the host. It
/// rejects if the host has another file by now.
async function obtain(path: string): Promise<Response> {
  const sources = [
    () => kept(path),
    () => fetch(addressOf(path)),
    () => fetch(addressOf(path), { cache: 'reload' }),
  ];
  for (const source of sources) {
    const response = await source();
    if (response === undefined || !response.ok) continue;
    const content = await response.arrayBuffer();
    if (siteFiles[path]?.includes(await hashOf(content)) === true) return plain(response, content);
  }
  throw new Error(`${path} is of another version`);
}

/// The file from the cache of that name, or from any cache without a name; undefined if the browser refuses its
/// storage.
async function kept(path: string, name?: string): Promise<Response | undefined> {
  try {
    return await caches.match(addressOf(path), name === undefined ? {} : { cacheName: name });
  } catch {
    return undefined;
  }
}

/// A response without a trace of a redirect: a redirected response may not answer for a page.
function plain(response: Response, content: ArrayBuffer): Response {
  return new Response(content, {
    headers: { 'Content-Type': response.headers.get('Content-Type') ?? 'application/octet-stream' },
  });
}

async function hashOf(content: ArrayBuffer): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', content))));
}

function addressOf(path: string): string {
  return new URL(path, root).href;
}
