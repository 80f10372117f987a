/** A click that opens in this page; one with a key held, or of another button, is the browser's own. */
export function makeOpener(open: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    open();
  };
}
