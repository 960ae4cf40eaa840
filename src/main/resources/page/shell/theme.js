// Before the first paint, which no module is early enough for: whoever chose dark never sees a white page. See preferences.js.
try {
  document.documentElement.dataset.theme = JSON.parse(localStorage.getItem('peer-relay.preferences'))?.theme ?? 'system';
} catch {
  // As the system has it.
}
