/// The pages that the site in one file carries beside the playground. A link to one shows it in the playground's place;
/// the playground is kept behind it, and the browser's Back leads to it.

import type { PageData } from './page.ts';

/// A page as the build carries it: its markup is the build's own.
interface CarriedPage {
  readonly title: string;
  readonly body: string;
  readonly data: PageData;
}

/// The carried pages by their paths from the site's root.
type CarriedPages = Readonly<Record<string, CarriedPage>>;

/// A shown page in the browser's history, and the part of it that the link led to.
interface Visited {
  readonly path: string;
  readonly part: string;
}

const home = 'index.html';

/// Follows the links of the document to the pages that it carries. Links to elsewhere are left to the browser.
export function followLinks(): void {
  const pages = unpacked();
  let current = home;
  const show = async (visited: Visited | null): Promise<void> => {
    current = visited?.path ?? home;
    put(visited === null ? null : ((await pages)[visited.path] ?? null), visited?.part ?? '');
  };
  addEventListener('popstate', ({ state }: PopStateEvent) => void show(state as Visited | null));
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (typeof href !== 'string' || event.defaultPrevented) return;
    if (/^[a-z]+:/.test(href) || (current === home && href.startsWith('#'))) return;
    event.preventDefault();
    const { pathname, hash } = new URL(href, `carried:/${current}`);
    void go({ path: pathname.slice(1), part: hash });
  });
  const go = async ({ path, part }: Visited): Promise<void> => {
    if (path === home && part !== '' && part !== location.hash) {
      location.hash = part; // which the playground opens, and which is a step of the history
      return;
    }
    const visited = path === home ? null : { path, part };
    if (visited !== null && (await pages)[path] === undefined) return;
    history.pushState(visited, '');
    await show(visited);
  };
}

async function unpacked(): Promise<CarriedPages> {
  const packed = Uint8Array.from(atob(document.getElementById('pages')?.textContent ?? ''), (character) =>
    character.charCodeAt(0),
  );
  const text = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));
  return (await text.json()) as CarriedPages;
}

/// Puts a page into the place of the playground; null puts the playground back.
function put(page: CarriedPage | null, part: string): void {
  const [sheet, playground, data] = [
    document.getElementById('sheet'),
    document.querySelector('hop-playground'),
    document.getElementById('data'),
  ];
  if (sheet === null || playground === null || data === null) return;
  playground.toggleAttribute('hidden', page !== null);
  sheet.replaceChildren();
  if (page === null) return;
  data.textContent = JSON.stringify(page.data); // what the page's elements read when they come to life
  sheet.append(...new DOMParser().parseFromString(page.body, 'text/html').body.childNodes);
  document.title = page.title;
  const to = part === '' ? null : document.getElementById(decodeURIComponent(part.slice(1)));
  const heading = sheet.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  if (to === null) scrollTo(0, 0);
  else to.scrollIntoView();
}
