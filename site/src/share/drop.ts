/// Files that are dropped onto the page.

/// Hands over each file that is dropped anywhere on the page. The page shows by `data-dropping` that it takes one.
/// Drags within the page, such as of a piece of text, are the editor's.
export function takeDrops(page: HTMLElement, take: (file: File) => void): void {
  const show = (dropping: boolean): void => void page.toggleAttribute('data-dropping', dropping);
  const over = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    show(true);
  };
  const drop = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation(); // the editor would put the file's text at the cursor
    show(false);
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) take(file);
  };
  addEventListener('dragover', over, { capture: true });
  addEventListener('drop', drop, { capture: true });
  addEventListener('dragleave', (event) => show(event.relatedTarget !== null && page.hasAttribute('data-dropping')));
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
