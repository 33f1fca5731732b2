/// The script of the site in one file: the playground, and the gallery laid over it. There are no other pages to go to.

import '../editor/element.ts';
import '../playground/element.ts';
import '../switch.ts';

const gallery = document.getElementById('gallery');

addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || !link.pathname.endsWith('.html') || link.hash !== '') return;
  event.preventDefault();
  if (link.pathname.endsWith('gallery/index.html')) gallery?.showPopover();
});

addEventListener('hashchange', () => gallery?.hidePopover());
