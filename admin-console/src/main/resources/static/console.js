// Copy buttons, and a live list that does not move under the reader. Everything else works without script.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = 'Copied';
  } catch {
    // No clipboard without TLS: select the text, so that the keyboard can copy it.
    getSelection().selectAllChildren(source);
    button.textContent = 'Selected: copy with the keyboard';
  }
  setTimeout(() => { button.textContent = label; }, 2500);
});

document.addEventListener('htmx:beforeRequest', (event) => {
  if (event.target.matches('[data-live]') && event.target.querySelector('details[open]')) {
    event.preventDefault();
  }
});
