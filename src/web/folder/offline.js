// The service worker of the served folder: opens the page without a network. It keeps the program's own files, which
// `pack` lists here, and nothing else: no article ever comes near it.
const VERSION = "@VERSION@";
const FILES = ["@FILES@"];
const CACHE = `standpoint-${VERSION}`;

self.addEventListener("install", (event) => {
  // Past the browser's own cache, so that all files are of one version.
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  const forgetOthers = async () => {
    const others = (await caches.keys()).filter((name) => name.startsWith("standpoint-") && name !== CACHE);
    await Promise.all(others.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forgetOthers());
});

// A new version waits until the reader asks for it: a page never changes under the work.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || new URL(url).origin !== self.location.origin) return;
  const keptOrFetched = async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request);
  };
  event.respondWith(keptOrFetched());
});
