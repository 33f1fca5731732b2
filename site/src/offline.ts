/// Has the browser keep the site, and reports a newer version.

/// Registers the service worker once the page has loaded and is idle: a first visit does not wait for the other pages.
/// A browser that offers no service worker (no https, a private window) shows the page all the same.
export function keepOffline(): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined) return;
  const start = (): void => whenIdle(() => void register(serviceWorker));
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

async function register(container: ServiceWorkerContainer): Promise<void> {
  try {
    const script = new URL('service-worker.js', import.meta.url);
    watch(container, await container.register(script, { updateViaCache: 'none' }));
  } catch {
    // No storage for this page, or no connection and nothing kept: the page works as one without a service worker.
  }
}

/// A version that is installed while another serves this page waits. The first version of all is no news.
function watch(container: ServiceWorkerContainer, registration: ServiceWorkerRegistration): void {
  const tell = (worker: ServiceWorker | null): void => {
    if (worker?.state === 'installed' && container.controller !== null) offer(container, worker);
  };
  tell(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => tell(worker));
  });
}

/// The notice stands beside the page and touches nothing of it. What the visitor wrote is kept by the browser already,
/// and is there after the reload.
function offer(container: ServiceWorkerContainer, worker: ServiceWorker): void {
  document.querySelector('.newer')?.remove();
  const notice = document.createElement('div');
  notice.className = 'newer';
  notice.setAttribute('role', 'status');
  const words = document.createElement('p');
  words.textContent = 'A newer version is ready.';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Reload';
  button.addEventListener('click', () => void reload(container, worker, words));
  notice.append(words, button);
  document.body.append(notice);
}

async function reload(container: ServiceWorkerContainer, worker: ServiceWorker, words: HTMLElement): Promise<void> {
  container.addEventListener('controllerchange', () => location.reload(), { once: true });
  const { port1, port2 } = new MessageChannel();
  const alone = new Promise<boolean>(
    (resolve) => (port1.onmessage = ({ data }: MessageEvent<boolean>) => resolve(data)),
  );
  worker.postMessage('activate', [port2]);
  if (!(await alone)) words.textContent = 'A newer version is ready. Close the other tabs with Hopwise first.';
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
  else setTimeout(work);
}
