// Keys that are good everywhere. What an element does with keys of its own is its own.
addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  find();
});

/** Where a person or channel is found; where a screen has room for one column, it is shown first. */
function find() {
  const field = document.querySelector('pr-side input[type=search]');
  if (!field) return;
  if (!field.checkVisibility()) location.hash = '#/';
  requestAnimationFrame(() => field.focus());
}
